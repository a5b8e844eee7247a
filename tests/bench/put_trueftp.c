/*
 * Ours: uploads one local file `count` times with nothing but WinINet's own calls.
 *
 *     put_trueftp host port user password local-file remote-prefix count
 */
#include <stdio.h>
#include <stdlib.h>
#include <trueftp.h>

/* Says what failed, with the server's final reply where there is one, and ends the program. */
static void fail(const char *what)
{
    DWORD error = GetLastError();
    DWORD code = 0;
    CHAR text[1024] = "";
    DWORD length = sizeof text;

    TrueFtpGetLastReplyA(&code, text, &length);
    fprintf(stderr, "put_trueftp: %s: error %lu, reply %lu %s\n", what, (unsigned long)error, (unsigned long)code,
            text);
    exit(1);
}

int main(int argc, char **argv)
{
    HINTERNET root, connection;
    int i, count;

    if (argc != 8) {
        fprintf(stderr, "usage: %s host port user password local-file remote-prefix count\n", argv[0]);
        return 2;
    }
    root = InternetOpenA("put_trueftp", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    if (root == NULL)
        fail("InternetOpen");
    connection = InternetConnectA(root, argv[1], (INTERNET_PORT)atoi(argv[2]), argv[3], argv[4],
                                  INTERNET_SERVICE_FTP, INTERNET_FLAG_PASSIVE, 0);
    if (connection == NULL)
        fail("InternetConnect");

    count = atoi(argv[7]);
    for (i = 0; i < count; i++) {
        char remote[1024];

        snprintf(remote, sizeof remote, "%s%d", argv[6], i);
        if (!FtpPutFileA(connection, argv[5], remote, FTP_TRANSFER_TYPE_BINARY, 0))
            fail(remote);
    }
    InternetCloseHandle(connection);
    InternetCloseHandle(root);
    return 0;
}
