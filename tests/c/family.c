/* The rest of the family from C, each export once as it is meant and with NULL for each pointer. Valid C and C++.
 *
 * family HOST PORT FOLDER */
#include "check.h"

#define FAILS(call, number) CHECK(!(call) && GetLastError() == (number))

static const char content[] = "The bytes of the file.";

static void check_null(HINTERNET session, HINTERNET connection)
{
    HINTERNET handle = NULL;
    DWORD number = 0;
    char byte = 0;
    FAILS(FtpGetFileA(connection, NULL, "x", FALSE, 0, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(FtpGetFileA(connection, "x", NULL, FALSE, 0, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(FtpGetFileW(NULL, u"x", u"x", FALSE, 0, 0, 0), ERROR_INVALID_HANDLE);
    FAILS(FtpGetFileEx(session, "x", u"x", FALSE, 0, 0, 0), ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(FtpOpenFileA(connection, NULL, GENERIC_READ, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(FtpOpenFileW(connection, u"x", GENERIC_READ | GENERIC_WRITE, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(FtpCommandA(connection, FALSE, 0, NULL, 0, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpCommandW(connection, TRUE, 0, u"LIST", 0, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpCommandA(NULL, TRUE, 0, "LIST", 0, &handle), ERROR_INVALID_HANDLE);
    FAILS(FtpCreateDirectoryA(connection, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpCreateDirectoryW(NULL, NULL), ERROR_INVALID_HANDLE);
    FAILS(FtpRemoveDirectoryA(connection, ""), ERROR_INVALID_PARAMETER);
    FAILS(FtpRemoveDirectoryW(session, u"x"), ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(FtpSetCurrentDirectoryA(connection, "a\r\nDELE b"), ERROR_INVALID_PARAMETER);
    FAILS(FtpSetCurrentDirectoryW(connection, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpGetCurrentDirectoryA(connection, NULL, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpGetCurrentDirectoryW(connection, NULL, &number), ERROR_INSUFFICIENT_BUFFER);
    FAILS(FtpDeleteFileA(connection, NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpDeleteFileW(NULL, u"x"), ERROR_INVALID_HANDLE);
    FAILS(FtpRenameFileA(connection, "x", NULL), ERROR_INVALID_PARAMETER);
    FAILS(FtpRenameFileW(connection, NULL, u"x"), ERROR_INVALID_PARAMETER);
    FAILS(FtpFindFirstFileW(NULL, NULL, NULL, 0, 0), ERROR_INVALID_HANDLE);
    FAILS(InternetFindNextFileA(connection, NULL), ERROR_INVALID_PARAMETER);
    FAILS(InternetFindNextFileW(NULL, NULL), ERROR_INVALID_PARAMETER);
    FAILS(InternetReadFile(connection, &byte, 1, &number), ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(InternetReadFile(connection, NULL, 1, &number), ERROR_INVALID_PARAMETER);
    FAILS(InternetReadFile(connection, &byte, 1, NULL), ERROR_INVALID_PARAMETER);
    FAILS(InternetReadFileExA(connection, NULL, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(InternetWriteFile(connection, NULL, 1, &number), ERROR_INVALID_PARAMETER);
    FAILS(InternetWriteFileExW(connection, NULL, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(InternetQueryDataAvailable(NULL, NULL, 0, 0), ERROR_INVALID_HANDLE);
    CHECK(InternetSetFilePointer(connection, 0, NULL, 0, 0) == INVALID_SET_FILE_POINTER);
    CHECK(GetLastError() == ERROR_INTERNET_INVALID_OPERATION);
    CHECK(FtpGetFileSize(connection, NULL) == INVALID_FILE_SIZE);
    CHECK(GetLastError() == ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(InternetLockRequestFile(connection, NULL), ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(InternetUnlockRequestFile(NULL), ERROR_INVALID_HANDLE);
    FAILS(TrueFtpFinishFile(connection), ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    FAILS(InternetOpenUrlA(session, NULL, NULL, 0, 0, 0), ERROR_INVALID_PARAMETER);
    FAILS(InternetOpenUrlW(session, u"http://h/", NULL, 0, 0, 0), ERROR_INTERNET_UNRECOGNIZED_SCHEME);
    FAILS(InternetSetOptionExA(session, INTERNET_OPTION_CONNECT_RETRIES, &number, 4, 8), ERROR_INVALID_PARAMETER);
    FAILS(InternetSetOptionExW(session, 9999, &number, 4, 0), ERROR_INTERNET_INVALID_OPTION);
    /* Of a structure with the wrong size only dwStructSize is read: the rest does not exist here. */
    {
        URL_COMPONENTSA *parts = (URL_COMPONENTSA *)malloc(sizeof(DWORD));
        CHECK(parts != NULL);
        *(DWORD *)parts = sizeof(DWORD);
        FAILS(InternetCrackUrlA("ftp://h/", 0, 0, parts), ERROR_INVALID_PARAMETER);
        number = 0;
        FAILS(InternetCreateUrlA(parts, 0, NULL, &number), ERROR_INVALID_PARAMETER);
        free(parts);
    }
    FAILS(InternetCheckConnectionA("nonsense", 0, 0), ERROR_INTERNET_UNRECOGNIZED_SCHEME);
    FAILS(InternetCheckConnectionW(NULL, 0, 1), ERROR_INVALID_PARAMETER);
    CHECK(InternetGetConnectedState(NULL, 0) && InternetGetConnectedStateExA(NULL, NULL, 0, 0));
    CHECK(InternetGetConnectedStateExW(NULL, NULL, 9, 0));
    CHECK(InternetErrorDlg(NULL, session, 0, 0, NULL) == ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    CHECK(InternetErrorDlg(NULL, NULL, 0, 0, NULL) == ERROR_INVALID_HANDLE);
    CHECK(InternetSetStatusCallbackA(NULL, NULL) == INTERNET_INVALID_STATUS_CALLBACK);
}

static void CALLBACK callback(HINTERNET handle, DWORD_PTR context, DWORD status, LPVOID information, DWORD length)
{
    (void)handle, (void)context, (void)status, (void)information, (void)length;
}

static void check_callbacks(HINTERNET session)
{
    CHECK(InternetSetStatusCallbackA(session, callback) == NULL);
    CHECK(InternetSetStatusCallbackW(session, NULL) == callback);
    CHECK((InternetSetStatusCallback)(session, callback) == NULL);
    CHECK(InternetSetStatusCallbackA(session, NULL) == callback);
}

/* Heap buffers are exactly as long as the length that is passed, so that valgrind finds any write beyond. */
static void check_directories(HINTERNET connection)
{
    DWORD length, size;
    CHECK(FtpCreateDirectoryA(connection, "d") && FtpCreateDirectoryW(connection, u"d"));
    CHECK(FtpSetCurrentDirectoryA(connection, "d") && FtpSetCurrentDirectoryW(connection, u"d"));
    CHECK(FtpRemoveDirectoryA(connection, "d") && FtpRemoveDirectoryW(connection, u"d"));
    CHECK(FtpRenameFileA(connection, "a", "b") && FtpRenameFileW(connection, u"a", u"b"));
    CHECK(FtpDeleteFileA(connection, "a") && FtpDeleteFileW(connection, u"a"));
    CHECK(FtpCommandA(connection, FALSE, 0, "NOOP", 0, NULL) && FtpCommandW(connection, FALSE, 0, u"NOOP", 0, NULL));
    for (size = 0; size <= 5; size++) {
        char *narrow = (char *)malloc(size + 1);
        WCHAR *wide = (WCHAR *)malloc(size * sizeof(WCHAR) + 1);
        CHECK(narrow && wide);
        length = size;
        CHECK(FtpGetCurrentDirectoryA(connection, narrow, &length) == (size == 5));
        CHECK(length == (size == 5 ? 4u : 5u) && (size < 5 || strcmp(narrow, "/pub") == 0));
        length = size;
        CHECK(FtpGetCurrentDirectoryW(connection, wide, &length) == (size == 5));
        CHECK(length == (size == 5 ? 4u : 5u) && (size < 5 || (wide[3] == 'b' && wide[4] == 0)));
        free(narrow);
        free(wide);
    }
}

static void read_back(const char *path)
{
    char bytes[100];
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    CHECK(fread(bytes, 1, sizeof bytes, file) == strlen(content) && memcmp(bytes, content, strlen(content)) == 0);
    fclose(file);
    CHECK(remove(path) == 0);
}

static void check_downloads(HINTERNET connection, const struct server *server)
{
    char path[1024];
    WCHAR wide[1024];
    size_t i;
    snprintf(path, sizeof path, "%s/got", server->folder);
    for (i = 0; i == 0 || path[i - 1]; i++)
        wide[i] = (WCHAR)(unsigned char)path[i];
    CHECK(FtpGetFileA(connection, "f", path, TRUE, FILE_ATTRIBUTE_NORMAL, FTP_TRANSFER_TYPE_BINARY, 0));
    FAILS(FtpGetFileA(connection, "f", path, TRUE, 0, 0, 0), ERROR_FILE_EXISTS);
    read_back(path);
    CHECK(FtpGetFileW(connection, u"f", wide, FALSE, 0, FTP_TRANSFER_TYPE_ASCII, 0));
    read_back(path);
    CHECK(FtpGetFileEx(connection, "f", wide, FALSE, 0, FTP_TRANSFER_TYPE_BINARY, 0));
    read_back(path);
    FAILS(FtpGetFileA(connection, "missing", path, FALSE, 0, 0, 0), ERROR_INTERNET_EXTENDED_ERROR);
    CHECK(reply_code() == 550 && fopen(path, "rb") == NULL);
}

static void check_reading(HINTERNET connection)
{
    HINTERNET file = FtpOpenFileA(connection, "f", GENERIC_READ, FTP_TRANSFER_TYPE_BINARY, 3);
    INTERNET_BUFFERSA buffers;
    INTERNET_BUFFERSW wide;
    DWORD count = 0, high = 1;
    char *bytes = (char *)malloc(10);
    CHECK(file != NULL && bytes != NULL);
    CHECK(FtpGetFileSize(file, &high) == strlen(content) && high == 0 && FtpGetFileSize(file, NULL) == strlen(content));
    FAILS(FtpDeleteFileA(connection, "f"), ERROR_FTP_TRANSFER_IN_PROGRESS);
    FAILS(InternetLockRequestFile(file, NULL), ERROR_NOT_SUPPORTED);
    FAILS(InternetWriteFile(file, bytes, 1, &count), ERROR_ACCESS_DENIED);
    CHECK(InternetQueryDataAvailable(file, &count, 0, 0) && count > 0 && InternetQueryDataAvailable(file, NULL, 0, 0));
    CHECK(InternetReadFile(file, bytes, 10, &count) && count == 10 && memcmp(bytes, content, 10) == 0);
    memset(&buffers, 0, sizeof buffers);
    FAILS(InternetReadFileExA(file, &buffers, 0, 0), ERROR_INVALID_PARAMETER);
    buffers.dwStructSize = sizeof buffers;
    FAILS(InternetReadFileExA(file, &buffers, 0, 0), ERROR_INVALID_PARAMETER);
    buffers.lpvBuffer = bytes;
    buffers.dwBufferLength = 10;
    CHECK(InternetReadFileExA(file, &buffers, IRF_NO_WAIT, 0) && buffers.dwBufferLength <= 10);
    memset(&wide, 0, sizeof wide);
    wide.dwStructSize = sizeof wide;
    wide.lpvBuffer = bytes;
    do {
        wide.dwBufferLength = 10;
        CHECK(InternetReadFileExW(file, &wide, 0, 0));
    } while (wide.dwBufferLength);
    CHECK(InternetReadFile(file, bytes, 10, &count) && count == 0 && InternetCloseHandle(file));
    CHECK(FtpCommandA(connection, TRUE, FTP_TRANSFER_TYPE_ASCII, "NLST", 0, &file) && file != NULL);
    CHECK(InternetReadFile(file, bytes, 5, &count) && count == 5 && InternetCloseHandle(file));
    free(bytes);
}

static void check_writing(HINTERNET connection)
{
    INTERNET_BUFFERSA buffers;
    INTERNET_BUFFERSW wide;
    DWORD count = 1;
    char *bytes = (char *)malloc(10);
    HINTERNET file = FtpOpenFileW(connection, u"kept", GENERIC_WRITE, FTP_TRANSFER_TYPE_BINARY, 0);
    CHECK(file != NULL && bytes != NULL);
    memset(bytes, 'x', 10);
    FAILS(InternetReadFile(file, bytes, 1, &count), ERROR_ACCESS_DENIED);
    CHECK(InternetWriteFile(file, bytes, 10, &count) && count == 10);
    CHECK(InternetWriteFile(file, bytes, 0, &count) && count == 0);
    memset(&buffers, 0, sizeof buffers);
    buffers.dwStructSize = sizeof buffers;
    buffers.lpvBuffer = bytes;
    buffers.dwBufferLength = 10;
    CHECK(InternetWriteFileExA(file, &buffers, 0, 0));
    memset(&wide, 0, sizeof wide);
    wide.dwStructSize = sizeof wide;
    wide.lpvBuffer = bytes;
    wide.dwBufferLength = 10;
    CHECK(InternetWriteFileExW(file, &wide, 0, 0));
    CHECK(TrueFtpFinishFile(file) && TrueFtpFinishFile(file) && reply_code() == 226);
    FAILS(InternetWriteFile(file, bytes, 1, &count), ERROR_INTERNET_INCORRECT_HANDLE_STATE);
    CHECK(InternetCloseHandle(file));
    file = FtpOpenFileA(connection, "refused", GENERIC_WRITE, 0, 0);
    CHECK(file != NULL && InternetWriteFile(file, bytes, 10, &count));
    FAILS(InternetCloseHandle(file), ERROR_INTERNET_EXTENDED_ERROR);
    CHECK(reply_code() == 451);
    FAILS(InternetCloseHandle(file), ERROR_INVALID_HANDLE);
    free(bytes);
}

static void check_finds(HINTERNET connection)
{
    WIN32_FIND_DATAA *data = (WIN32_FIND_DATAA *)malloc(sizeof *data);
    WIN32_FIND_DATAW *wide = (WIN32_FIND_DATAW *)malloc(sizeof *wide);
    HINTERNET find = FtpFindFirstFileA(connection, "*", data, 0, 0);
    CHECK(data && wide && find != NULL && strcmp(data->cFileName, "big") == 0);
    CHECK(data->nFileSizeHigh == 1 && data->nFileSizeLow == 2 && data->dwFileAttributes == FILE_ATTRIBUTE_NORMAL);
    FAILS(FtpFindFirstFileA(connection, "*", data, 0, 0), ERROR_FTP_TRANSFER_IN_PROGRESS);
    CHECK(InternetFindNextFileW(find, wide) && wide->cFileName[0] == 'd' && wide->cFileName[1] == 0);
    CHECK(wide->dwFileAttributes == FILE_ATTRIBUTE_DIRECTORY);
    FAILS(InternetFindNextFileA(find, data), ERROR_NO_MORE_FILES);
    CHECK(InternetCloseHandle(find));
    find = FtpFindFirstFileW(connection, NULL, NULL, 0, 0);
    CHECK(find != NULL && InternetCloseHandle(find));
    FAILS(FtpFindFirstFileW(connection, u"*.none", wide, 0, 0), ERROR_NO_MORE_FILES);
    free(data);
    free(wide);
}

static void check_urls(HINTERNET session, const struct server *server)
{
    char url[200], bytes[2000];
    DWORD count = 0;
    HINTERNET file;
    snprintf(url, sizeof url, "ftp://%s:%u/f", server->host, (unsigned)server->port);
    CHECK(InternetCheckConnectionA(url, FLAG_ICC_FORCE_CONNECTION, 0));
    file = InternetOpenUrlA(session, url, NULL, 0, INTERNET_FLAG_PASSIVE, 0);
    CHECK(file != NULL && InternetReadFile(file, bytes, sizeof bytes, &count) && count == strlen(content));
    CHECK(InternetCloseHandle(file));
    url[strlen(url) - 1] = '\0';
    file = InternetOpenUrlA(session, url, NULL, 0, INTERNET_FLAG_PASSIVE, 0);
    CHECK(file != NULL && InternetReadFile(file, bytes, sizeof bytes, &count) && memcmp(bytes, "<!DOCTYPE", 9) == 0);
    CHECK(InternetCloseHandle(file));
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session(), connection = log_in(session, &server);
    DWORD limit = 2000;
    CHECK(InternetSetOptionExA(connection, INTERNET_OPTION_DATA_RECEIVE_TIMEOUT, &limit, sizeof limit, ISO_GLOBAL));
    CHECK(InternetSetOptionExW(connection, INTERNET_OPTION_DATA_SEND_TIMEOUT, &limit, sizeof limit, 0));
    check_null(session, connection);
    check_callbacks(session);
    check_directories(connection);
    check_downloads(connection, &server);
    check_reading(connection);
    check_writing(connection);
    check_finds(connection);
    check_urls(session, &server);
    CHECK(InternetCloseHandle(connection) && InternetCloseHandle(session));
    return 0;
}
