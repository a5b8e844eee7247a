/* A program as it was written for WinINet: it knows nothing of trueftp. Prints a line for each upload.
 *
 * unchanged HOST PORT FILE NAME... */
#include <windows.h>
#include <wininet.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    HINTERNET session = InternetOpenA("unchanged", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    HINTERNET connection = NULL;
    int i;
    if (argc < 4)
        return 2;
    connection = InternetConnectA(session, argv[1], (INTERNET_PORT)atoi(argv[2]), "me", "secret", INTERNET_SERVICE_FTP,
                                  INTERNET_FLAG_PASSIVE, 0);
    if (connection == NULL)
        return 1;
    for (i = 4; i < argc; i++) {
        BOOL stored = FtpPutFileA(connection, argv[3], argv[i], FTP_TRANSFER_TYPE_BINARY, 0);
        DWORD error = stored ? 0 : GetLastError();
        printf("%s %lu\n", stored ? "TRUE" : "FALSE", (unsigned long)error);
    }
    printf("%s\n", GetModuleHandleA("trueftp.dll") != NULL ? "trueftp" : "wininet");
    InternetCloseHandle(connection);
    InternetCloseHandle(session);
    return 0;
}
