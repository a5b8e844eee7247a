/* A signal every millisecond, whose handler makes system calls return EINTR, changes nothing.
 *
 * eintr HOST PORT FOLDER */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <signal.h>
#include <sys/time.h>

#include "check.h"

static volatile sig_atomic_t interruptions;

static void on_alarm(int number)
{
    (void)number;
    interruptions++;
}

int main(int argc, char **argv)
{
    static const DWORD types[] = {FTP_TRANSFER_TYPE_BINARY, FTP_TRANSFER_TYPE_ASCII};
    struct server server = server_of(argc, argv);
    struct itimerval often = {{0, 1000}, {0, 1000}};
    struct sigaction action;
    HINTERNET session;
    int i;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm; /* no SA_RESTART */
    CHECK(sigaction(SIGALRM, &action, NULL) == 0);
    CHECK(setitimer(ITIMER_REAL, &often, NULL) == 0);
    session = open_session();
    for (i = 0; i < 2; i++) {
        static const char *const names[2][3] = {{"small-0", "large-0", "slow-0"}, {"small-1", "large-1", "slow-1"}};
        HINTERNET connection = log_in(session, &server);
        int before = interruptions;
        CHECK(put(connection, &server, "small", names[i][0], types[i]));
        CHECK(put(connection, &server, "large", names[i][1], types[i]));
        CHECK(reply_code() == 226);
        CHECK(put(connection, &server, "large", names[i][2], types[i]));
        CHECK(reply_code() == 226);
        CHECK(interruptions > before + 20); /* the slow server keeps the call waiting */
        CHECK(InternetCloseHandle(connection));
    }
    /* A refused upload and a lost connection are reported as without signals. */
    {
        HINTERNET connection = log_in(session, &server);
        CHECK(!put(connection, &server, "large", "refused", FTP_TRANSFER_TYPE_BINARY));
        CHECK(GetLastError() == ERROR_INTERNET_EXTENDED_ERROR && reply_code() == 451);
        CHECK(InternetCloseHandle(connection));
    }
    CHECK(InternetCloseHandle(session));
    return 0;
}
