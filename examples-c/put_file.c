/*
 * put_file: uploads one file and tells what the server finally said about it.
 *
 *   put_file [-active] [-ascii] host port user password local remote
 *
 * Port 0 is the usual FTP port, 21. An empty user ("") is anonymous.
 * Exit code: 0 the server has the file, 1 it has not, 2 wrong usage.
 *
 * The calls are WinINet's, except TrueFtpGetLastReplyA, which gives the reply that decided. TRUE
 * from FtpPutFileA means that every byte was sent and that the server's final reply was 2yz.
 */
#include <trueftp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    DWORD connect_flags;
    DWORD transfer_flags;
    const char *host;
    INTERNET_PORT port;
    const char *user;
    const char *password;
    const char *local;
    const char *remote;
};

static int usage(void)
{
    fprintf(stderr, "usage: put_file [-active] [-ascii] host port user password local remote\n");
    return 2;
}

/* Returns 1 when the command line makes sense. */
static int parse(int argc, char **argv, struct options *options)
{
    int i = 1;
    char *end = NULL;
    long port = 0;

    options->connect_flags = INTERNET_FLAG_PASSIVE;
    options->transfer_flags = FTP_TRANSFER_TYPE_BINARY;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "-active") == 0)
            options->connect_flags = 0;
        else if (strcmp(argv[i], "-ascii") == 0)
            options->transfer_flags = FTP_TRANSFER_TYPE_ASCII;
        else
            return 0;
    }
    if (argc - i != 6)
        return 0;

    port = strtol(argv[i + 1], &end, 10);
    if (end == argv[i + 1] || *end != '\0' || port < 0 || port > 65535)
        return 0;

    options->host = argv[i];
    options->port = (INTERNET_PORT)port;
    options->user = argv[i + 2];
    options->password = argv[i + 3];
    options->local = argv[i + 4];
    options->remote = argv[i + 5];
    return 1;
}

/* The server's final reply to the last call: its number and its text. */
static void print_reply(void)
{
    char text[1024];
    DWORD length = sizeof text; /* in: the room; out: the characters, without the NUL */
    DWORD code = 0;

    if (!TrueFtpGetLastReplyA(&code, text, &length))
        printf("  final reply: %lu (its text needs %lu bytes)\n",
               (unsigned long)code, (unsigned long)length);
    else if (code == 0)
        printf("  final reply: none\n");
    else
        printf("  final reply: %lu, \"%s\"\n", (unsigned long)code, text);
}

/* Everything the server said during the last call. */
static void print_dialogue(void)
{
    DWORD error = 0;
    DWORD length = 0;
    char *text = NULL;

    /* Asked without a buffer, it tells how much room it needs. */
    if (InternetGetLastResponseInfoA(&error, NULL, &length) || length == 0)
        return;
    text = malloc(length);
    if (text == NULL)
        return;
    if (InternetGetLastResponseInfoA(&error, text, &length))
        printf("  the server's replies:\n%s", text);
    free(text);
}

/* `error` is what GetLastError() gave right after the call. */
static void report(const char *call, BOOL result, DWORD error)
{
    printf("%s: %s\n", call, result ? "TRUE" : "FALSE");
    printf("  GetLastError: %lu\n", (unsigned long)error);
    print_reply();
    if (!result)
        print_dialogue();
}

static BOOL put_file(HINTERNET internet, const struct options *options)
{
    BOOL stored = FALSE;
    DWORD error = 0;
    HINTERNET connection =
        InternetConnectA(internet, options->host, options->port, options->user, options->password,
                         INTERNET_SERVICE_FTP, options->connect_flags, 0);

    /*
     * GetLastError comes first: every other function sets it, to 0 when it succeeds. The server's
     * replies can wait: they stay until the next call that talks to the server.
     */
    error = GetLastError();
    if (connection == NULL) {
        report("InternetConnectA", FALSE, error);
        return FALSE;
    }

    stored = FtpPutFileA(connection, options->local, options->remote, options->transfer_flags, 0);
    error = GetLastError();
    report("FtpPutFileA", stored, error);

    InternetCloseHandle(connection);
    return stored;
}

int main(int argc, char **argv)
{
    struct options options;
    HINTERNET internet = NULL;
    BOOL stored = FALSE;

    if (!parse(argc, argv, &options))
        return usage();

    internet = InternetOpenA("put_file", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    if (internet == NULL) {
        report("InternetOpenA", FALSE, GetLastError());
        return 1;
    }
    stored = put_file(internet, &options);
    InternetCloseHandle(internet);
    return stored ? 0 : 1;
}
