/* SIGPIPE: a server that closes or resets its connections early must not kill the program, whatever the program does
 * with the signal; and nothing the program has set up is changed.
 *
 * sigpipe HOST PORT FOLDER MODE; MODE: default, ignored, handled, blocked, pending, or naive, which must die of it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <signal.h>

#include "ftp.h"

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
    (void)number;
    caught++;
}

static int is_pending(void)
{
    sigset_t set;
    CHECK(sigpending(&set) == 0);
    return sigismember(&set, SIGPIPE);
}

/* Blocks or unblocks SIGPIPE alone; all else stays as it is. */
static void block(int how)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    CHECK(sigprocmask(how, &set, NULL) == 0);
}

/* The program's own state, which must be the same after every call. */
struct state {
    struct sigaction action;
    sigset_t mask;
    int pending;
};

static struct state state_now(void)
{
    struct state state;
    memset(&state, 0, sizeof state);
    CHECK(sigaction(SIGPIPE, NULL, &state.action) == 0);
    CHECK(sigprocmask(SIG_SETMASK, NULL, &state.mask) == 0);
    state.pending = is_pending();
    return state;
}

static void check_state(const struct state *before)
{
    struct state now = state_now();
    int number;
    CHECK(now.action.sa_handler == before->action.sa_handler);
    CHECK(now.action.sa_flags == before->action.sa_flags);
    for (number = 1; number < NSIG; number++)
        CHECK(sigismember(&now.mask, number) == sigismember(&before->mask, number));
    CHECK(now.pending == before->pending);
    CHECK(caught == 0);
}

static void upload_in_all_ways(const struct server *server)
{
    static const char *const behaviours[] = {"half-closed", "closed", "reset",  "reset-first",
                                             "early",       "lost",   "torn",   "gone"};
    static const char *const files[] = {"small", "large"};
    struct state before = state_now();
    HINTERNET session = open_session();
    size_t behaviour, file;
    int round;
    for (behaviour = 0; behaviour < sizeof behaviours / sizeof *behaviours; behaviour++)
        for (file = 0; file < 2; file++)
            for (round = 0; round < 40; round++) {
                DWORD type = round % 4 == 3 ? FTP_TRANSFER_TYPE_ASCII : FTP_TRANSFER_TYPE_BINARY;
                HINTERNET connection = log_in(session, server);
                DWORD error;
                CHECK(!put(connection, server, files[file], behaviours[behaviour], type));
                error = GetLastError();
                CHECK(error == ERROR_INTERNET_EXTENDED_ERROR || error == ERROR_INTERNET_CONNECTION_ABORTED ||
                      error == ERROR_INTERNET_CONNECTION_RESET);
                check_state(&before);
                /* The control connection may be gone, too: the next command must not kill either. */
                put(connection, server, "small", "again", type);
                check_state(&before);
                CHECK(InternetCloseHandle(connection));
                check_state(&before);
            }
    CHECK(InternetCloseHandle(session));
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    const char *mode;
    CHECK(argc == 5);
    mode = argv[4];
    /* The parent process may have ignored or blocked it. */
    CHECK(signal(SIGPIPE, SIG_DFL) != SIG_ERR);
    block(SIG_UNBLOCK);
    if (strcmp(mode, "naive") == 0) {
        naive_upload(&server, "closed");
        return 0;
    }
    if (strcmp(mode, "ignored") == 0)
        CHECK(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    if (strcmp(mode, "handled") == 0)
        CHECK(signal(SIGPIPE, on_signal) != SIG_ERR);
    if (strcmp(mode, "blocked") == 0 || strcmp(mode, "pending") == 0)
        block(SIG_BLOCK);
    if (strcmp(mode, "pending") == 0)
        CHECK(raise(SIGPIPE) == 0 && is_pending());
    upload_in_all_ways(&server);
    return 0;
}
