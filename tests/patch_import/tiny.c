/* The smallest program that uses WinINet: no C library, so that a mutation of a byte nearly always means something. */
#include <windows.h>
#include <wininet.h>

void start(void)
{
    FtpPutFileA(InternetOpenA(NULL, 0, NULL, NULL, 0), "local", "remote", 0, 0);
}
