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
    CHECK(!TrueFtpGetReplyInfo(connection, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpRetryAdvice(connection, 0, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpDescribeReplyA(226, NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpDescribeReplyW(226, NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpDescribeErrorA(12003, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpDescribeErrorW(12003, NULL, NULL) && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(!TrueFtpGetHandleReplyA(NULL, NULL, NULL, NULL) && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(!InternetQueryOptionA(session, INTERNET_OPTION_HANDLE_TYPE, NULL, NULL));
    CHECK(!InternetQueryOptionW(session, INTERNET_OPTION_HANDLE_TYPE, NULL, &length) && length == sizeof(DWORD));
    CHECK(!InternetSetOptionA(session, INTERNET_OPTION_CONNECT_RETRIES, NULL, sizeof(DWORD)));
    CHECK(!InternetSetOptionW(session, INTERNET_OPTION_CONNECT_RETRIES, NULL, 0));
    CHECK(!InternetCloseHandle(NULL) && GetLastError() == ERROR_INVALID_HANDLE);
}

/* Heap buffers are exactly as long as the length that is passed, so that valgrind finds any write beyond. */
static void check_replies(HINTERNET connection, DWORD want, const char *text)
{
    DWORD number, length = 0, size;
    char *narrow;
    WCHAR *wide;
    CHECK(TrueFtpGetLastReplyA(&number, NULL, &length) && number == want && length == strlen(text) + 1);
    for (size = 0; size <= length; size++) {
        DWORD length_out = size;
        narrow = (char *)malloc(size + 1);
        wide = (WCHAR *)malloc(size * sizeof(WCHAR) + 1);
        CHECK(narrow && wide);
        CHECK(TrueFtpGetLastReplyA(&number, narrow, &length_out) == (size == length));
        CHECK(length_out == (size == length ? length - 1 : length));
        CHECK(size < length || strcmp(narrow, text) == 0);
        length_out = size;
        CHECK(TrueFtpGetLastReplyW(NULL, wide, &length_out) == (size == length));
        length_out = size;
        CHECK(TrueFtpGetHandleReplyA(connection, &number, narrow, &length_out) == (size == length) && number == want);
        length_out = size;
        CHECK(TrueFtpGetHandleReplyW(connection, &number, wide, &length_out) == (size == length) && number == want);
        CHECK(size < length || wide[length - 1] == 0);
        free(narrow);
        free(wide);
    }
    length = 0;
    CHECK(!InternetGetLastResponseInfoA(&number, NULL, &length) && GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    for (size = length - 2; size <= length; size++) {
        DWORD length_out = size;
        narrow = (char *)malloc(size);
        wide = (WCHAR *)malloc(size * sizeof(WCHAR));
        CHECK(narrow && wide);
        CHECK(InternetGetLastResponseInfoA(&number, narrow, &length_out) == (size >= length - 1));
        length_out = size;
        CHECK(InternetGetLastResponseInfoW(&number, wide, &length_out) == (size >= length - 1));
        CHECK(size < length || (strlen(narrow) == length - 1 && length_out == length - 1));
        free(narrow);
        free(wide);
    }
}

/* What is known of an upload of FOLDER/large that was just made. */
static void check_info(HINTERNET connection, DWORD want, const char *command, DWORD advice)
{
    TRUEFTP_REPLY_INFO info, of_handle;
    DWORD error = GetLastError(), advised = 99;
    memset(&info, 0, sizeof info);
    info.dwStructSize = of_handle.dwStructSize = sizeof info;
    CHECK(TrueFtpRetryAdvice(NULL, error, &advised) && advised == advice);
    CHECK(TrueFtpGetReplyInfo(NULL, &info) && TrueFtpGetReplyInfo(connection, &of_handle));
    CHECK(info.dwStructSize == sizeof info && memcmp(&info, &of_handle, sizeof info) == 0);
    CHECK(info.dwCode == want && info.dwClass == TrueFtpReplyClass(want) && info.dwGroup == want / 10 % 10);
    CHECK(info.fTransient == TrueFtpReplyIsTransient(want) && info.dwIisSubstatus == TRUEFTP_NO_SUBSTATUS);
    CHECK(info.dwWin32Error == 0 && strcmp(info.szCommand, command) == 0);
    CHECK(info.dwCommandLength == strlen(command) && info.ullMoment > 1600000000000u);
    CHECK(info.ullBytesDone <= info.ullBytesTotal && info.ullBytesTotal != TRUEFTP_SIZE_UNKNOWN);
    CHECK(want != 226 || info.ullBytesDone == info.ullBytesTotal);
}

/* The buffers have exactly the length that is passed. */
static void check_descriptions(void)
{
    DWORD length = 0, length_out;
    char *narrow;
    WCHAR *wide;
    CHECK(!TrueFtpDescribeReplyA(550, "Error details: Path is too long.", NULL, &length) && length > 100);
    narrow = (char *)malloc(length);
    wide = (WCHAR *)malloc(length * sizeof(WCHAR));
    CHECK(narrow && wide);
    length_out = length;
    CHECK(TrueFtpDescribeReplyA(550, "Error details: Path is too long.", narrow, &length_out));
    CHECK(length_out == length - 1);
    CHECK(strstr(narrow, "IIS substatus 12: ") != NULL && strlen(narrow) == length_out);
    length_out = length;
    CHECK(TrueFtpDescribeReplyW(550, u"Error details: Path is too long.", wide, &length_out));
    CHECK(length_out == length - 1);
    CHECK(wide[0] == (unsigned char)narrow[0] && wide[length_out] == 0);
    free(narrow);
    free(wide);
    length = 0;
    CHECK(!TrueFtpDescribeErrorA(10061, NULL, &length) && GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    narrow = (char *)malloc(length);
    wide = (WCHAR *)malloc(length * sizeof(WCHAR));
    CHECK(narrow && wide);
    length_out = length;
    CHECK(TrueFtpDescribeErrorA(10061, narrow, &length_out) && strncmp(narrow, "WSAECONNREFUSED: ", 17) == 0);
    length_out = length;
    CHECK(TrueFtpDescribeErrorW(10061, wide, &length_out) && length_out == length - 1 && wide[0] == 'W');
    CHECK(!TrueFtpDescribeErrorA(12000, narrow, &length_out) && GetLastError() == ERROR_INTERNET_ITEM_NOT_FOUND);
    free(narrow);
    free(wide);
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
    check_info(connection, 226, "STOR b", TRUEFTP_RETRY_NONE);
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
    SetLastError(ERROR_INTERNET_EXTENDED_ERROR);
    check_info(connection, 451, "STOR refused", TRUEFTP_RETRY_LATER);
    check_replies(connection, 451, "Failure writing to local file.");
    CHECK(!put(connection, server, "large", "reset", 0));
    CHECK(!put(connection, server, "large", "lost", 0) && reply_code() == 0 && GetLastError() == 0);
    SetLastError(ERROR_INTERNET_CONNECTION_ABORTED);
    check_info(connection, 0, "STOR lost", TRUEFTP_RETRY_UNKNOWN);
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
    check_descriptions();
    check_uploads(connection, &server);
    CHECK(InternetCloseHandle(connection) && InternetCloseHandle(session));
    return 0;
}
