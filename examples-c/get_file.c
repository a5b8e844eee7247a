/*
 * get_file: downloads one file.
 *
 *   get_file [-u user] [-p variable] [-a] host[:port] remote local
 *
 * See common.h for what comes before "remote". Exit status: 0 "local" is the whole file, 1 it is not, 2 wrong usage.
 *
 * FtpGetFileA is TRUE only when every byte is on the disk and the server's final reply says that the file is
 * complete. After FALSE "local" is unchanged: it is never an incomplete file.
 */
#include "common.h"

int main(int argc, char **argv)
{
    struct target target;
    int i = parse_target(argc, argv, &target);
    HINTERNET session = NULL;
    HINTERNET connection = NULL;
    BOOL complete = FALSE;

    if (i == 0 || argc - i != 2) {
        fprintf(stderr, "usage: get_file [-u user] [-p variable] [-a] host[:port] remote local\n");
        return 2;
    }
    connection = connect_to(&target, &session);
    if (connection == NULL)
        return 1;

    /* FALSE: an existing file is replaced. */
    complete = FtpGetFileA(connection, argv[i], argv[i + 1], FALSE, FILE_ATTRIBUTE_NORMAL,
                           FTP_TRANSFER_TYPE_BINARY, 0);
    if (!complete)
        print_failure(argv[i], GetLastError());

    InternetCloseHandle(session); /* closes the connection, too */
    return complete ? 0 : 1;
}
