/* The generic names with 16-bit text, as a program built with UNICODE has them.
 *
 * unicode HOST PORT FOLDER */
#define UNICODE
#include "check.h"

/* Narrow ASCII made wide. */
static void widen(WCHAR *wide, size_t room, const char *narrow)
{
    size_t i = 0;
    CHECK(strlen(narrow) < room);
    do
        wide[i] = (WCHAR)(unsigned char)narrow[i];
    while (narrow[i++]);
}

static int is(const TCHAR *text, const TCHAR *want)
{
    while (*text && *text == *want)
        text++, want++;
    return *text == *want;
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    TCHAR host[64], path[1024], text[128];
    DWORD number, length;
    char narrow[1024];
    HINTERNET session, connection;
    widen(host, 64, server.host);
    snprintf(narrow, sizeof narrow, "%s/small", server.folder);
    widen(path, 1024, narrow);
    session = InternetOpen(TEXT("test"), INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    CHECK(session != NULL);
    connection = InternetConnect(session, host, server.port, TEXT("J\u00FCrgen"), TEXT("secret"), INTERNET_SERVICE_FTP,
                                 INTERNET_FLAG_PASSIVE, 0);
    CHECK(connection != NULL);
    length = sizeof text;
    CHECK(InternetQueryOption(connection, INTERNET_OPTION_USERNAME, text, &length));
    CHECK(length == 6 && is(text, TEXT("J\u00FCrgen")));
    CHECK(InternetSetOption(connection, INTERNET_OPTION_USERNAME, text, length));
    CHECK(FtpPutFile(connection, path, TEXT("gr\u00FC\u00DFe"), FTP_TRANSFER_TYPE_BINARY, 0));
    length = sizeof text / sizeof *text;
    CHECK(TrueFtpGetLastReply(&number, text, &length) && number == 226 && is(text, TEXT("Transfer complete.")));
    length = sizeof text / sizeof *text;
    CHECK(TrueFtpGetHandleReply(connection, &number, text, &length) && number == 226);
    CHECK(!FtpPutFile(connection, path, TEXT("refused"), FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_INTERNET_EXTENDED_ERROR);
    length = 0;
    CHECK(!InternetGetLastResponseInfo(&number, NULL, &length) && length > 1);
    CHECK(InternetCloseHandle(session));
    return 0;
}
