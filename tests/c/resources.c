/* What a Windows program finds in trueftp.dll besides functions: its version, and texts for FormatMessage. */
#include <windows.h>

#include "check.h"

static void check_text(HMODULE library, DWORD number, const char *want)
{
    char text[300];
    WCHAR wide[300];
    DWORD flags = FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_IGNORE_INSERTS;
    CHECK(FormatMessageA(flags, library, number, 0, text, sizeof text, NULL) == strlen(want));
    CHECK(strcmp(text, want) == 0);
    CHECK(FormatMessageW(flags, library, number, 0, wide, 300, NULL) == strlen(want));
}

int main(void)
{
    HMODULE library = LoadLibraryA("trueftp.dll");
    DWORD none = 0, size, number, known = 0;
    VS_FIXEDFILEINFO *version = NULL;
    UINT length = 0;
    char *text = NULL;
    void *data;
    CHECK(library != NULL && TrueFtpVersion() == TRUEFTP_VERSION_NUMBER);
    check_text(library, 12003, "The server refused the request; see its reply.\r\n");
    check_text(library, 12112, "The server does not support passive mode, or refuses it.\r\n");
    check_text(library, 12175, "The content of the response could not be decoded.\r\n");
    for (number = 12000; number <= 12200; number++) {
        char buffer[300];
        known += FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_IGNORE_INSERTS, library, number, 0, buffer,
                                sizeof buffer, NULL) != 0;
    }
    CHECK(known == 98);

    size = GetFileVersionInfoSizeA("trueftp.dll", &none);
    data = malloc(size);
    CHECK(size > 0 && data != NULL && GetFileVersionInfoA("trueftp.dll", 0, size, data));
    CHECK(VerQueryValueA(data, "\\", (void **)&version, &length) && length == sizeof *version);
    CHECK(version->dwFileVersionMS == ((TRUEFTP_VERSION_MAJOR << 16) | TRUEFTP_VERSION_MINOR));
    CHECK(version->dwFileVersionLS == TRUEFTP_VERSION_PATCH << 16);
    CHECK(VerQueryValueA(data, "\\StringFileInfo\\040904b0\\ProductName", (void **)&text, &length));
    CHECK(strcmp(text, "trueftp") == 0);
    free(data);
    return 0;
}
