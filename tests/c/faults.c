/* One call for each fault case, and its result. With -DWININET it is a program of the system's wininet.dll.
 *
 * faults HOST FOLDER PORT OPERATION [PORT OPERATION]...
 *
 * Prints a line for each pair: TRUE or FALSE, the error number, the code of the final reply (0 for none). FOLDER has the
 * files "sent" and "small" and is given "got". */
#ifdef WININET
#include <windows.h>
#include <wininet.h>
#else
#include <trueftp.h>
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place {
    HINTERNET connection;
    char sent[1024], small[1024], got[1024];
};

struct outcome {
    BOOL ok;
    DWORD error, code;
};

static DWORD final_code(void)
{
#ifdef WININET
    /* The last line of the last response is all there is. */
    /* Wine reads as many characters as the length says, so the length must not exceed that of its own buffer. */
    static char text[1400];
    DWORD error = 0, length = sizeof text;
    const char *line = NULL;
    if (!InternetGetLastResponseInfoA(&error, text, &length) || length == 0)
        return 0;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        text[--length] = '\0';
    line = strrchr(text, '\n');
    return strtoul(line == NULL ? text : line + 1, NULL, 10);
#else
    DWORD code = 0;
    TrueFtpGetLastReplyA(&code, NULL, NULL);
    return code;
#endif
}

/* The last error of a failed call, which the other functions change. */
static struct outcome outcome_of(BOOL ok)
{
    struct outcome outcome;
    outcome.ok = ok;
    outcome.error = ok ? 0 : GetLastError();
    outcome.code = final_code();
    return outcome;
}

static struct outcome put(const struct place *place, const char *local, DWORD type)
{
    return outcome_of(FtpPutFileA(place->connection, local, "remote", type, 0));
}

static struct outcome get(const struct place *place)
{
    return outcome_of(FtpGetFileA(place->connection, "remote", place->got, FALSE, FILE_ATTRIBUTE_NORMAL,
                                  FTP_TRANSFER_TYPE_BINARY, 0));
}

/* An upload in pieces; its value is that of the close. */
static struct outcome write_pieces(const struct place *place)
{
    static char piece[100000];
    struct outcome outcome;
    DWORD written = 0;
    BOOL ok = TRUE;
    int i;
    HINTERNET file = FtpOpenFileA(place->connection, "remote", GENERIC_WRITE, FTP_TRANSFER_TYPE_BINARY, 0);
    if (file == NULL)
        return outcome_of(FALSE);
    for (i = 0; ok && i < 10; i++)
        ok = InternetWriteFile(file, piece, sizeof piece, &written);
    outcome = outcome_of(ok);
    ok = InternetCloseHandle(file);
    return outcome.ok ? outcome_of(ok) : outcome;
}

/* A download in pieces, to its end. */
static struct outcome read_pieces(const struct place *place)
{
    static char piece[65536];
    struct outcome outcome;
    DWORD count = 0;
    BOOL ok = FALSE;
    HINTERNET file = FtpOpenFileA(place->connection, "remote", GENERIC_READ, FTP_TRANSFER_TYPE_BINARY, 0);
    if (file == NULL)
        return outcome_of(FALSE);
    do
        ok = InternetReadFile(file, piece, sizeof piece, &count);
    while (ok && count > 0);
    outcome = outcome_of(ok);
    InternetCloseHandle(file);
    return outcome;
}

/* All entries; the end of the list is success. */
static struct outcome list(const struct place *place)
{
    struct outcome outcome;
    WIN32_FIND_DATAA entry;
    HINTERNET find = FtpFindFirstFileA(place->connection, "*", &entry, 0, 0);
    if (find == NULL)
        return outcome_of(FALSE);
    while (InternetFindNextFileA(find, &entry))
        continue;
    outcome = outcome_of(GetLastError() == ERROR_NO_MORE_FILES);
    InternetCloseHandle(find);
    return outcome;
}

static struct outcome operate(const char *operation, const struct place *place)
{
    if (strcmp(operation, "put") == 0)
        return put(place, place->sent, FTP_TRANSFER_TYPE_BINARY);
    if (strcmp(operation, "put_small") == 0)
        return put(place, place->small, FTP_TRANSFER_TYPE_BINARY);
    if (strcmp(operation, "put_text") == 0)
        return put(place, place->sent, FTP_TRANSFER_TYPE_ASCII);
    if (strcmp(operation, "get") == 0)
        return get(place);
    if (strcmp(operation, "write") == 0)
        return write_pieces(place);
    if (strcmp(operation, "read") == 0)
        return read_pieces(place);
    if (strcmp(operation, "list") == 0)
        return list(place);
    if (strcmp(operation, "delete") == 0)
        return outcome_of(FtpDeleteFileA(place->connection, "remote"));
    if (strcmp(operation, "rename") == 0)
        return outcome_of(FtpRenameFileA(place->connection, "remote", "other"));
    if (strcmp(operation, "connect") == 0)
        return outcome_of(TRUE);
    fprintf(stderr, "no such operation: %s\n", operation);
    exit(2);
}

static HINTERNET open_session(void)
{
    static const DWORD options[] = {INTERNET_OPTION_CONNECT_TIMEOUT,   INTERNET_OPTION_SEND_TIMEOUT,
                                    INTERNET_OPTION_RECEIVE_TIMEOUT,   INTERNET_OPTION_DATA_SEND_TIMEOUT,
                                    INTERNET_OPTION_DATA_RECEIVE_TIMEOUT};
    DWORD limit = 1000;
    size_t i;
    HINTERNET session = InternetOpenA("faults", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    for (i = 0; i < sizeof options / sizeof *options; i++)
        InternetSetOptionA(session, options[i], &limit, sizeof limit);
    return session;
}

int main(int argc, char **argv)
{
    HINTERNET session = open_session();
    struct place place;
    int i;
    if (argc < 3 || argc % 2 == 0)
        return 2;
    snprintf(place.sent, sizeof place.sent, "%s/sent", argv[2]);
    snprintf(place.small, sizeof place.small, "%s/small", argv[2]);
    snprintf(place.got, sizeof place.got, "%s/got", argv[2]);
    for (i = 3; i < argc; i += 2) {
        struct outcome outcome;
        place.connection = InternetConnectA(session, argv[1], (INTERNET_PORT)atoi(argv[i]), "me", "secret",
                                            INTERNET_SERVICE_FTP, INTERNET_FLAG_PASSIVE, 0);
        outcome = place.connection == NULL ? outcome_of(FALSE) : operate(argv[i + 1], &place);
        printf("%s %lu %lu\n", outcome.ok ? "TRUE" : "FALSE", (unsigned long)outcome.error, (unsigned long)outcome.code);
        fflush(stdout);
        if (place.connection != NULL)
            InternetCloseHandle(place.connection);
    }
    InternetCloseHandle(session);
    return 0;
}
