/* What local files on Windows may be, and what they may not.
 *
 * local_files HOST PORT FOLDER */
#include <windows.h>

#include "check.h"

static void refused(HINTERNET connection, const char *path, DWORD number)
{
    CHECK(!FtpGetFileA(connection, "refused", path, FALSE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == number);
}

/* Devices and pipes have no end that can be waited for. */
static void check_devices(HINTERNET connection)
{
    HANDLE pipes[3];
    char name[100];
    int i;
    snprintf(name, sizeof name, "\\\\.\\pipe\\trueftp-%lu", (unsigned long)GetCurrentProcessId());
    for (i = 0; i < 3; i++) {
        pipes[i] = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX, PIPE_WAIT, 3, 4096, 4096, 0, NULL);
        CHECK(pipes[i] != INVALID_HANDLE_VALUE);
    }
    CHECK(!FtpPutFileA(connection, name, "refused", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_ACCESS_DENIED);
    refused(connection, name, ERROR_ACCESS_DENIED);
    for (i = 0; i < 3; i++)
        CHECK(CloseHandle(pipes[i]));
    CHECK(!FtpPutFileA(connection, "NUL", "refused", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_ACCESS_DENIED);
    refused(connection, "NUL", ERROR_ACCESS_DENIED);
}

/* A file that a program holds open without FILE_SHARE_DELETE cannot be replaced. The call fails before the download. */
static void check_held(HINTERNET connection, const char *path)
{
    HANDLE holder = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    CHECK(holder != INVALID_HANDLE_VALUE);
    refused(connection, path, ERROR_SHARING_VIOLATION);
    CHECK(CloseHandle(holder));
}

/* A new file has all the requested attributes; a replaced file also keeps its old ones. */
static void check_attributes(HINTERNET connection, const char *path)
{
    const DWORD hidden = FILE_ATTRIBUTE_HIDDEN, system = FILE_ATTRIBUTE_SYSTEM;
    CHECK(FtpGetFileA(connection, "new", path, TRUE, hidden, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK((GetFileAttributesA(path) & (hidden | system)) == hidden);
    CHECK(FtpGetFileA(connection, "new", path, FALSE, system, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK((GetFileAttributesA(path) & (hidden | system)) == (hidden | system));
    CHECK(DeleteFileA(path));
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session();
    HINTERNET connection = log_in(session, &server);
    char path[1000];
    check_devices(connection);
    snprintf(path, sizeof path, "%s/private", server.folder);
    check_held(connection, path);
    CHECK(FtpGetFileA(connection, "private", path, FALSE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(!FtpGetFileA(connection, "refused", path, TRUE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(GetLastError() == ERROR_FILE_EXISTS);
    snprintf(path, sizeof path, "%s/new", server.folder);
    CHECK(FtpGetFileA(connection, "new", path, TRUE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    snprintf(path, sizeof path, "%s/hidden", server.folder);
    check_attributes(connection, path);
    CHECK(InternetCloseHandle(session));
    return 0;
}
