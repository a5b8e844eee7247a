/* Names and paths on Windows: A is the ANSI code page, W is UTF-16, and W names are ANSI on the wire unless
 * TRUEFTP_OPTION_UTF8 is set.
 *
 * ansi HOST PORT FOLDER */
#include <windows.h>

#include "check.h"

/* "grüße" and what only Unicode has. */
static const WCHAR latin[] = L"gr\u00FC\u00DFe";
static const WCHAR japanese[] = L"\u65E5\u672C";

/* FOLDER/name */
static void path_of(WCHAR *path, const struct server *server, const WCHAR *name)
{
    CHECK(MultiByteToWideChar(CP_ACP, 0, server->folder, -1, path, 1000) > 0);
    lstrcatW(path, L"/");
    lstrcatW(path, name);
}

static void write_file(const WCHAR *path, const char *content)
{
    DWORD written = 0;
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
    CHECK(file != INVALID_HANDLE_VALUE);
    CHECK(WriteFile(file, content, (DWORD)strlen(content), &written, NULL) && CloseHandle(file));
}

static void set_utf8(HINTERNET handle, BOOL on)
{
    BOOL value = !on;
    DWORD length = sizeof value;
    CHECK(InternetSetOptionW(handle, TRUEFTP_OPTION_UTF8, &on, sizeof on));
    CHECK(InternetQueryOptionW(handle, TRUEFTP_OPTION_UTF8, &value, &length) && value == on);
}

static void check_names(HINTERNET connection, const WCHAR *local)
{
    /* The code page of these tests is 1252: its characters are sent as one byte; others are refused. */
    CHECK(GetACP() == 1252);
    CHECK(FtpPutFileW(connection, local, latin, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(!FtpPutFileW(connection, local, japanese, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_INVALID_PARAMETER);
    /* A best-fit character does not count as a match. */
    CHECK(!FtpDeleteFileW(connection, L"\u0100") && GetLastError() == ERROR_INVALID_PARAMETER);
    set_utf8(connection, TRUE);
    CHECK(FtpPutFileW(connection, local, japanese, FTP_TRANSFER_TYPE_BINARY, 0));
    set_utf8(connection, FALSE);
}

static void check_directory(HINTERNET connection)
{
    WCHAR name[100];
    char narrow[100];
    DWORD length = 100;
    CHECK(FtpGetCurrentDirectoryA(connection, narrow, &length) && strcmp(narrow, "/gr\xFC\xDF" "e") == 0);
    length = 100;
    CHECK(FtpGetCurrentDirectoryW(connection, name, &length) && lstrcmpW(name, L"/gr\u00FC\u00DFe") == 0);
}

static void check_listing(HINTERNET connection)
{
    WIN32_FIND_DATAW entry;
    HINTERNET find = FtpFindFirstFileW(connection, L"*", &entry, 0, 0);
    CHECK(find != NULL && lstrcmpW(entry.cFileName, latin) == 0 && InternetCloseHandle(find));
    set_utf8(connection, TRUE);
    find = FtpFindFirstFileW(connection, L"utf8/*", &entry, 0, 0);
    CHECK(find != NULL && lstrcmpW(entry.cFileName, japanese) == 0 && InternetCloseHandle(find));
    set_utf8(connection, FALSE);
}

/* Local files whose path is longer than MAX_PATH, and with characters that no code page has. */
static void check_paths(HINTERNET connection, const struct server *server)
{
    WCHAR path[2000];
    DWORD attributes;
    int i;
    path_of(path, server, japanese);
    write_file(path, "unicode");
    CHECK(FtpPutFileW(connection, path, L"from-unicode", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(FtpPutFileEx(connection, path, "from-unicode-ex", FTP_TRANSFER_TYPE_BINARY, 0));
    path_of(path, server, L"missing");
    CHECK(!FtpPutFileW(connection, path, L"x", 0, 0) && GetLastError() == ERROR_FILE_NOT_FOUND);
    path_of(path, server, L"missing/x");
    CHECK(!FtpPutFileW(connection, path, L"x", 0, 0) && GetLastError() == ERROR_PATH_NOT_FOUND);
    path_of(path, server, L".");
    CHECK(!FtpPutFileW(connection, path, L"x", 0, 0) && GetLastError() == ERROR_ACCESS_DENIED);

    /* Backslashes, as \\?\ wants them. */
    path_of(path, server, L"long");
    for (i = 0; path[i] != 0; i++)
        if (path[i] == '/')
            path[i] = '\\';
    memmove(path + 4, path, (lstrlenW(path) + 1) * sizeof *path);
    memcpy(path, L"\\\\?\\", 4 * sizeof *path);
    for (i = 0; i < 10; i++) {
        CHECK(CreateDirectoryW(path, NULL));
        lstrcatW(path, L"\\a-directory-with-a-name-that-is-rather-long");
    }
    CHECK(CreateDirectoryW(path, NULL));
    lstrcatW(path, L"\\file");
    write_file(path, "long");
    /* Without the prefix, as programs have it. */
    CHECK(lstrlenW(path + 4) > MAX_PATH);
    CHECK(FtpPutFileW(connection, path + 4, L"from-long", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(FtpGetFileW(connection, L"file", path + 4, FALSE, FILE_ATTRIBUTE_NORMAL, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(!FtpGetFileW(connection, L"file", path + 4, TRUE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_FILE_EXISTS);
    attributes = GetFileAttributesW(path);
    CHECK(attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_READONLY) == 0);
    lstrcatW(path, L".read-only");
    CHECK(FtpGetFileW(connection, L"file", path + 4, TRUE, FILE_ATTRIBUTE_READONLY, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK((GetFileAttributesW(path) & FILE_ATTRIBUTE_READONLY) != 0);
}

/* A file that another program is writing can be sent; one opened without FILE_SHARE_READ cannot. */
static void check_sharing(HINTERNET connection, const struct server *server)
{
    WCHAR path[2000];
    HANDLE file;
    path_of(path, server, L"shared");
    write_file(path, "log");
    file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    CHECK(file != INVALID_HANDLE_VALUE);
    CHECK(FtpPutFileW(connection, path, L"shared", FTP_TRANSFER_TYPE_BINARY, 0) && CloseHandle(file));
    file = CreateFileW(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    CHECK(file != INVALID_HANDLE_VALUE);
    CHECK(!FtpPutFileW(connection, path, L"x", 0, 0) && GetLastError() == ERROR_SHARING_VIOLATION);
    CHECK(CloseHandle(file));
}

/* A log whose name is not in the code page; the A function returns it with `?`. */
static void check_log(HINTERNET connection, const struct server *server)
{
    WCHAR path[2000], text[2000];
    char narrow[2000];
    DWORD length = sizeof text;
    path_of(path, server, L"\u65E5\u672C.log");
    CHECK(InternetSetOptionW(NULL, TRUEFTP_OPTION_LOG, path, (DWORD)lstrlenW(path)));
    CHECK(InternetQueryOptionW(NULL, TRUEFTP_OPTION_LOG, text, &length) && lstrcmpW(text, path) == 0);
    length = sizeof narrow;
    CHECK(InternetQueryOptionA(NULL, TRUEFTP_OPTION_LOG, narrow, &length) && strstr(narrow, "/??.log") != NULL);
    CHECK(FtpSetCurrentDirectoryA(connection, "gr\xFC\xDF" "e"));
    path_of(text, server, L"missing/x");
    CHECK(!InternetSetOptionW(NULL, TRUEFTP_OPTION_LOG, text, (DWORD)lstrlenW(text)));
    CHECK(GetLastError() == ERROR_PATH_NOT_FOUND);
    CHECK(!InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, (char *)server->folder, (DWORD)strlen(server->folder)));
    CHECK(GetLastError() == ERROR_ACCESS_DENIED);
    CHECK(InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, "", 0));
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session();
    HINTERNET connection;
    WCHAR local[1000], host[100];
    MultiByteToWideChar(CP_ACP, 0, server.host, -1, host, 100);
    connection = InternetConnectW(session, host, server.port, L"J\u00FCrgen", L"p\u00E4ss", INTERNET_SERVICE_FTP,
                                  INTERNET_FLAG_PASSIVE, 0);
    CHECK(connection != NULL);
    path_of(local, &server, L"small");
    check_names(connection, local);
    check_directory(connection);
    check_listing(connection);
    check_paths(connection, &server);
    check_sharing(connection, &server);
    check_log(connection, &server);

    /* The system's own last error, and Winsock's numbers. */
    SetLastError(7);
    CHECK(InternetCloseHandle(connection) && GetLastError() == 7);
    CHECK(InternetConnectA(session, "127.0.0.1", 1, NULL, NULL, INTERNET_SERVICE_FTP, 0, 0) == NULL);
    CHECK(GetLastError() == ERROR_INTERNET_CANNOT_CONNECT);
    {
        DWORD number = 0, length = sizeof number;
        CHECK(InternetQueryOptionA(NULL, INTERNET_OPTION_EXTENDED_ERROR, &number, &length) && number == WSAECONNREFUSED);
    }
    CHECK(InternetCloseHandle(session));
    return 0;
}
