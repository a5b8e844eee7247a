/* A program that forks: its child goes on with the connection.
 *
 * forked HOST PORT FOLDER; it prints the child's process number */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session(), connection = log_in(session, &server);
    int status = 0;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0)
        _exit(FtpCommandA(connection, FALSE, FTP_TRANSFER_TYPE_BINARY, "NOOP", 0, NULL) ? 0 : 1);
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    printf("%ld", (long)child);
    CHECK(InternetCloseHandle(session));
    return 0;
}
