/* Every export once as it is meant, and with NULL for each pointer. Valid C and C++.
 *
 * all_calls HOST PORT FOLDER */
#include "check.h"

static void check_null(HINTERNET session, HINTERNET connection)
{
    DWORD number = 0, length = 0;
    CHECK(!InternetConnectA(session, NULL, 21, NULL, NULL, INTERNET_SERVICE_FTP, 0, 0));
    CHECK(GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!InternetConnectW(session, NULL, 21, NULL, NULL, INTERNET_SERVICE_FTP, 0, 0));
    CHECK(!FtpPutFileA(connection, NULL, "x", 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileA(connection, "x", NULL, 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileW(connection, NULL, u"x", 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileW(connection, u"x", NULL, 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileEx(connection, NULL, "x", 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileEx(connection, u"x", NULL, 0, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!FtpPutFileA(NULL, "x", "x", 0, 0) && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(!FtpPutFileA(session, "x", "x", 0, 0) && GetLastError() == ERROR_INTERNET_INCORRECT_HANDLE_TYPE);
    CHECK(!InternetGetLastResponseInfoA(NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!InternetGetLastResponseInfoW(NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!InternetGetLastResponseInfoA(&number, NULL, &length) && GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    CHECK(!InternetGetLastResponseInfoW(&number, NULL, &length) && GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    CHECK(TrueFtpGetLastReplyA(NULL, NULL, NULL) && TrueFtpGetLastReplyW(NULL, NULL, NULL));
    CHECK(TrueFtpGetHandleReplyA(connection, NULL, NULL, NULL) && TrueFtpGetHandleReplyW(connection, NULL, NULL, NULL));
    CHECK(!TrueFtpGetHandleReplyA(NULL, NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(!InternetQueryOptionA(session, INTERNET_OPTION_HANDLE_TYPE, NULL, NULL));
    CHECK(!InternetQueryOptionW(session, INTERNET_OPTION_HANDLE_TYPE, NULL, &length) && length == sizeof(DWORD));
    CHECK(!InternetSetOptionA(session, INTERNET_OPTION_CONNECT_RETRIES, NULL, sizeof(DWORD)));
    CHECK(!InternetSetOptionW(session, INTERNET_OPTION_CONNECT_RETRIES, NULL, 0));
    CHECK(!InternetCloseHandle(NULL) && GetLastError() == ERROR_INVALID_HANDLE);
}

/* Buffers from the heap that are exactly as long as told, so that a tool sees every byte beyond. */
static void check_replies(HINTERNET connection, DWORD want, const char *text)
{
    DWORD number, length = 0, room;
    char *narrow;
    WCHAR *wide;
    CHECK(TrueFtpGetLastReplyA(&number, NULL, &length) && number == want && length == strlen(text) + 1);
    for (room = 0; room <= length; room++) {
        DWORD told = room;
        narrow = (char *)malloc(room + 1);
        wide = (WCHAR *)malloc(room * sizeof(WCHAR) + 1);
        CHECK(narrow && wide);
        CHECK(TrueFtpGetLastReplyA(&number, narrow, &told) == (room == length));
        CHECK(told == (room == length ? length - 1 : length));
        CHECK(room < length || strcmp(narrow, text) == 0);
        told = room;
        CHECK(TrueFtpGetLastReplyW(NULL, wide, &told) == (room == length));
        told = room;
        CHECK(TrueFtpGetHandleReplyA(connection, &number, narrow, &told) == (room == length) && number == want);
        told = room;
        CHECK(TrueFtpGetHandleReplyW(connection, &number, wide, &told) == (room == length) && number == want);
        CHECK(room < length || wide[length - 1] == 0);
        free(narrow);
        free(wide);
    }
    length = 0;
    CHECK(!InternetGetLastResponseInfoA(&number, NULL, &length) && GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    for (room = length - 2; room <= length; room++) {
        DWORD told = room;
        narrow = (char *)malloc(room);
        wide = (WCHAR *)malloc(room * sizeof(WCHAR));
        CHECK(narrow && wide);
        CHECK(InternetGetLastResponseInfoA(&number, narrow, &told) == (room >= length - 1));
        told = room;
        CHECK(InternetGetLastResponseInfoW(&number, wide, &told) == (room >= length - 1));
        CHECK(room < length || (strlen(narrow) == length - 1 && told == length - 1));
        free(narrow);
        free(wide);
    }
}

static void check_options(HINTERNET connection)
{
    DWORD value = 12345, length = sizeof value, i;
    DWORD_PTR context = 99;
    HINTERNET parent = NULL;
    char name[16];
    WCHAR wide[16];
    CHECK(InternetSetOptionA(connection, INTERNET_OPTION_RECEIVE_TIMEOUT, &value, sizeof value));
    value = 0;
    CHECK(InternetQueryOptionW(connection, INTERNET_OPTION_RECEIVE_TIMEOUT, &value, &length) && value == 12345);
    CHECK(InternetSetOptionW(connection, INTERNET_OPTION_CONTEXT_VALUE, &context, sizeof context));
    length = sizeof parent;
    CHECK(InternetQueryOptionA(connection, INTERNET_OPTION_PARENT_HANDLE, &parent, &length) && parent != NULL);
    for (i = 0; i < 6; i++) {
        char *exact = (char *)malloc(i + 1);
        length = i;
        CHECK(exact && InternetQueryOptionA(connection, INTERNET_OPTION_PASSWORD, exact, &length) == FALSE);
        CHECK(length == sizeof "secret");
        free(exact);
    }
    length = sizeof name;
    CHECK(InternetQueryOptionA(connection, INTERNET_OPTION_USERNAME, name, &length) && strcmp(name, "me") == 0);
    length = sizeof wide;
    CHECK(InternetQueryOptionW(connection, INTERNET_OPTION_USERNAME, wide, &length) && length == 2 && wide[2] == 0);
    CHECK(InternetSetOptionW(connection, INTERNET_OPTION_USERNAME, wide, 2));
    CHECK(InternetSetOptionA(connection, INTERNET_OPTION_PASSWORD, name, 2));
}

static void check_uploads(HINTERNET connection, const struct server *server)
{
    char path[1024];
    WCHAR wide[1024];
    size_t i;
    CHECK(put(connection, server, "small", "a", FTP_TRANSFER_TYPE_BINARY));
    CHECK(put(connection, server, "large", "b", FTP_TRANSFER_TYPE_BINARY));
    CHECK(put(connection, server, "large", "c", FTP_TRANSFER_TYPE_ASCII));
    CHECK(GetLastError() == ERROR_SUCCESS);
    check_replies(connection, 226, "Transfer complete.");
    snprintf(path, sizeof path, "%s/small", server->folder);
    for (i = 0; i == 0 || path[i - 1]; i++)
        wide[i] = (WCHAR)(unsigned char)path[i];
    CHECK(FtpPutFileW(connection, wide, u"d", FTP_TRANSFER_TYPE_UNKNOWN, 7));
    CHECK(FtpPutFileEx(connection, wide, "e", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(!put(connection, server, "missing", "f", 0) && GetLastError() == ERROR_FILE_NOT_FOUND);
    CHECK(!put(connection, server, "large", "refused", 0) && GetLastError() == ERROR_INTERNET_EXTENDED_ERROR);
    check_replies(connection, 451, "Failure writing to local file.");
    CHECK(!put(connection, server, "large", "reset", 0));
    CHECK(!put(connection, server, "large", "lost", 0) && reply_code() == 0);
    CHECK(!put(connection, server, "small", "x", 0) && GetLastError() == ERROR_FTP_DROPPED);
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session, wide_session, connection;
    CHECK(TrueFtpVersion() == TRUEFTP_VERSION_NUMBER);
    CHECK(InternetAttemptConnect(0) == ERROR_SUCCESS);
    SetLastError(5);
    CHECK(GetLastError() == 5);
    CHECK(!InternetOpenA(NULL, 99, NULL, NULL, 0) && GetLastError() == ERROR_INVALID_PARAMETER);
    session = open_session();
    wide_session = InternetOpenW(u"test", INTERNET_OPEN_TYPE_PRECONFIG, NULL, NULL, 0);
    CHECK(wide_session != NULL);
    connection = InternetConnectW(wide_session, u"localhost", server.port, NULL, NULL, INTERNET_SERVICE_FTP,
                                  INTERNET_FLAG_PASSIVE, 1);
    CHECK(connection != NULL);
    CHECK(put(connection, &server, "small", "first", 0));
    CHECK(InternetCloseHandle(wide_session)); /* and the connection with it */
    CHECK(!InternetCloseHandle(connection));
    connection = log_in(session, &server);
    check_null(session, connection);
    check_options(connection);
    check_uploads(connection, &server);
    CHECK(InternetCloseHandle(connection) && InternetCloseHandle(session));
    return 0;
}
