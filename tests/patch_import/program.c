/* A Windows program that uses WinINet, and tells whose functions it called. */
#include <windows.h>
#include <wininet.h>

#include <stdio.h>

#ifdef DELAYED
#include "delayed.h"
#endif

/* Not an import: patch_import leaves this alone. */
static const char text[] = "WININET.dll";

static const char *loaded(const char *dll)
{
    return GetModuleHandleA(dll) != NULL ? "is loaded" : "is not loaded";
}

#ifdef ALSO
void ALSO(void);
#endif

int main(void)
{
    HINTERNET session = InternetOpenA("test", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    BOOL stored = FtpPutFileA(NULL, "local", "remote", FTP_TRANSFER_TYPE_BINARY, 0);

#ifdef HTTP
    if (HttpOpenRequestA(session, NULL, NULL, NULL, NULL, NULL, 0, 0) != NULL)
        return 1;
#endif
#ifdef ALSO
    ALSO();
#endif
    printf("%s\nTRUEFTP %s\nWININET %s\n", text, loaded("TRUEFTP"), loaded("WININET"));
    return session != NULL && !stored ? 0 : 1;
}
