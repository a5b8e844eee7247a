/*
 * ftp: does one thing on an FTP server, without asking questions.
 *
 *   ftp [-u user] [-p variable] [-a] host[:port] verb argument...
 *
 *   ls [name]               lists a directory, or the entries that match a pattern ("pub/w*.txt")
 *   get remote [local]      downloads a file
 *   put local [remote]      uploads a file
 *   cat remote              downloads a file to standard output
 *   rm name, mv from to     deletes, renames
 *   mkdir name, rmdir name  creates, removes a directory
 *   pwd                     prints the current directory
 *   quote word...           sends a command as it is, and prints the server's reply
 *
 * See common.h for what comes before the verb. Exit status: 0 done, 1 not done, 2 wrong usage. A failure is printed on
 * standard error, with the server's final reply if that is the reason.
 */
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

#include "common.h"

/* Each verb returns whether it succeeded. If not, GetLastError returns the reason. */
typedef BOOL verb_function(HINTERNET connection, char **arguments);

/* The last part of a path. */
static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static BOOL ls(HINTERNET connection, char **arguments)
{
    WIN32_FIND_DATAA entry;
    DWORD error = 0, code = 0;
    HINTERNET find = FtpFindFirstFileA(connection, arguments[0], &entry, 0, 0);
    BOOL more = find != NULL;

    for (; more; more = InternetFindNextFileA(find, &entry))
        print_entry(&entry);
    error = GetLastError();
    if (find != NULL)
        InternetCloseHandle(find);
    /* An empty directory that was named fails with 12003 although the server's reply is 2yz. */
    if (error == ERROR_INTERNET_EXTENDED_ERROR && TrueFtpGetLastReplyA(&code, NULL, NULL) && code / 100 == 2)
        error = ERROR_NO_MORE_FILES;
    SetLastError(error);
    return error == ERROR_NO_MORE_FILES;
}

static BOOL get(HINTERNET connection, char **arguments)
{
    const char *local = arguments[1] == NULL ? last_part(arguments[0]) : arguments[1];
    return FtpGetFileA(connection, arguments[0], local, FALSE, FILE_ATTRIBUTE_NORMAL, FTP_TRANSFER_TYPE_BINARY, 0);
}

static BOOL put(HINTERNET connection, char **arguments)
{
    const char *remote = arguments[1] == NULL ? last_part(arguments[0]) : arguments[1];
    return FtpPutFileA(connection, arguments[0], remote, FTP_TRANSFER_TYPE_BINARY, 0);
}

static BOOL cat(HINTERNET connection, char **arguments)
{
    static char piece[65536];
    DWORD count = 0, error = 0;
    BOOL good = TRUE;
    HINTERNET file = FtpOpenFileA(connection, arguments[0], GENERIC_READ, FTP_TRANSFER_TYPE_BINARY, 0);

    if (file == NULL)
        return FALSE;
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    /* 0 bytes are the end, after the server's final reply has confirmed that the file is complete. */
    do
        good = InternetReadFile(file, piece, sizeof piece, &count);
    while (good && count != 0 && fwrite(piece, 1, count, stdout) == count);
    error = GetLastError();
    InternetCloseHandle(file);
    SetLastError(error);
    return good;
}

static BOOL rm(HINTERNET connection, char **arguments)
{
    return FtpDeleteFileA(connection, arguments[0]);
}

static BOOL mv(HINTERNET connection, char **arguments)
{
    return FtpRenameFileA(connection, arguments[0], arguments[1]);
}

static BOOL make_directory(HINTERNET connection, char **arguments)
{
    return FtpCreateDirectoryA(connection, arguments[0]);
}

static BOOL remove_directory(HINTERNET connection, char **arguments)
{
    return FtpRemoveDirectoryA(connection, arguments[0]);
}

static BOOL pwd(HINTERNET connection, char **arguments)
{
    char name[4096];
    DWORD length = sizeof name;

    (void)arguments;
    if (!FtpGetCurrentDirectoryA(connection, name, &length))
        return FALSE;
    print_text(stdout, name);
    putchar('\n');
    return TRUE;
}

static BOOL quote(HINTERNET connection, char **arguments)
{
    char command[4096] = "";
    size_t length = 0;

    for (; *arguments != NULL; arguments++) {
        int more = snprintf(command + length, sizeof command - length, "%s%s", length == 0 ? "" : " ", *arguments);
        if (more < 0 || (size_t)more >= sizeof command - length) {
            SetLastError(ERROR_INVALID_PARAMETER);
            return FALSE;
        }
        length += (size_t)more;
    }
    if (!FtpCommandA(connection, FALSE, FTP_TRANSFER_TYPE_BINARY, command, 0, NULL))
        return FALSE;
    print_reply(stdout);
    putchar('\n');
    return TRUE;
}

static const struct verb {
    const char *name;
    int least, most; /* arguments */
    verb_function *function;
} verbs[] = {
    {"ls", 0, 1, ls},
    {"get", 1, 2, get},
    {"put", 1, 2, put},
    {"cat", 1, 1, cat},
    {"rm", 1, 1, rm},
    {"mv", 2, 2, mv},
    {"mkdir", 1, 1, make_directory},
    {"rmdir", 1, 1, remove_directory},
    {"pwd", 0, 0, pwd},
    {"quote", 1, 1000, quote},
};

/* The verb with this name that takes so many arguments, or NULL. */
static const struct verb *find_verb(const char *name, int arguments)
{
    size_t i = 0;

    for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(name, verbs[i].name) == 0 && arguments >= verbs[i].least && arguments <= verbs[i].most)
            return &verbs[i];
    return NULL;
}

int main(int argc, char **argv)
{
    struct target target;
    int i = parse_target(argc, argv, &target);
    const struct verb *verb = i == 0 || i == argc ? NULL : find_verb(argv[i], argc - i - 1);
    HINTERNET session = NULL, connection = NULL;
    BOOL done = FALSE;

    if (verb == NULL) {
        fprintf(stderr, "usage: ftp [-u user] [-p variable] [-a] host[:port] verb argument...\n"
                        "verbs: ls get put cat rm mv mkdir rmdir pwd quote\n");
        return 2;
    }
    connection = connect_to(&target, &session);
    if (connection == NULL)
        return 1;
    done = verb->function(connection, argv + i + 1);
    if (!done)
        print_failure(argv[i + 1] == NULL ? verb->name : argv[i + 1], GetLastError());
    InternetCloseHandle(session);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "standard output cannot be written\n");
        return 1;
    }
    return done ? 0 : 1;
}
