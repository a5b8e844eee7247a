/*
 * put_file: uploads one file and prints everything that is known about the result: the return value, the error number,
 * the server's final reply and, if the upload failed, all replies of the server.
 *
 *   put_file [-u user] [-p variable] [-a] host[:port] local remote
 *
 * See common.h for what comes before "local". Exit status: 0 the server has the file, 1 it does not, 2 wrong usage.
 *
 * All calls are WinINet's except TrueFtpGetLastReplyA, which returns the server's final reply. TRUE from FtpPutFileA means
 * that every byte was sent and that the final reply was 2yz.
 */
#include "common.h"

/* Prints all replies of the server to the last call. */
static void print_dialogue(void)
{
    DWORD error = 0;
    DWORD length = 0;
    char *text = NULL;

    /* Without a buffer it returns the size that it needs. */
    if (InternetGetLastResponseInfoA(&error, NULL, &length) || length == 0)
        return;
    text = malloc(length);
    if (text != NULL && InternetGetLastResponseInfoA(&error, text, &length))
        printf("  the server's replies:\n%s", text);
    free(text);
}

int main(int argc, char **argv)
{
    struct target target;
    int i = parse_target(argc, argv, &target);
    HINTERNET session = NULL;
    HINTERNET connection = NULL;
    BOOL stored = FALSE;
    DWORD error = 0;

    if (i == 0 || argc - i != 2) {
        fprintf(stderr, "usage: put_file [-u user] [-p variable] [-a] host[:port] local remote\n");
        return 2;
    }
    connection = connect_to(&target, &session);
    if (connection == NULL)
        return 1;

    stored = FtpPutFileA(connection, argv[i], argv[i + 1], FTP_TRANSFER_TYPE_BINARY, 0);
    /*
     * GetLastError comes first: every other function sets it, to 0 when it succeeds. The server's replies can wait:
     * they are kept until the next call that talks to the server.
     */
    error = GetLastError();
    printf("FtpPutFileA: %s\n  GetLastError: %lu\n  final reply: ", stored ? "TRUE" : "FALSE", (unsigned long)error);
    print_reply(stdout);
    putchar('\n');
    if (!stored)
        print_dialogue();

    InternetCloseHandle(session); /* closes the connection, too */
    return stored ? 0 : 1;
}
