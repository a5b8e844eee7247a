/*
 * list: lists a directory.
 *
 *   list [-u user] [-p variable] [-a] host[:port] [name]
 *
 * See common.h for what comes before "name". The name is a directory, or a directory and a pattern ("pub/w*.txt"); the
 * current directory by default. Each line is an entry: d for a directory, size, date as the server printed it, name.
 * Exit status: 0 everything was listed, 1 it was not, 2 wrong usage.
 */
#include "common.h"

/* Prints all entries. Returns TRUE if the listing is complete. */
static BOOL list(HINTERNET connection, const char *name)
{
    WIN32_FIND_DATAA entry;
    BOOL more = TRUE;
    DWORD error = 0;
    HINTERNET find = FtpFindFirstFileA(connection, name, &entry, 0, 0);

    for (more = find != NULL; more; more = InternetFindNextFileA(find, &entry))
        print_entry(&entry);
    error = GetLastError();
    if (find != NULL)
        InternetCloseHandle(find);
    else if (error == ERROR_INTERNET_EXTENDED_ERROR) {
        /* An empty directory that was named fails with 12003 although the server's reply is 2yz. */
        DWORD code = 0;
        TrueFtpGetLastReplyA(&code, NULL, NULL);
        if (code / 100 == 2)
            error = ERROR_NO_MORE_FILES;
    }
    if (error != ERROR_NO_MORE_FILES)
        print_failure(name == NULL ? "." : name, error);
    return error == ERROR_NO_MORE_FILES;
}

int main(int argc, char **argv)
{
    struct target target;
    int i = parse_target(argc, argv, &target);
    HINTERNET session = NULL;
    HINTERNET connection = NULL;
    BOOL listed = FALSE;

    if (i == 0 || argc - i > 1) {
        fprintf(stderr, "usage: list [-u user] [-p variable] [-a] host[:port] [name]\n");
        return 2;
    }
    connection = connect_to(&target, &session);
    if (connection == NULL)
        return 1;
    listed = list(connection, i < argc ? argv[i] : NULL);
    InternetCloseHandle(session);
    return listed && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
