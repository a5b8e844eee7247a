/* A program whose standard error stream is another file after it was named as the log: nothing is written into that.
 *
 * other_stderr HOST PORT FOLDER, with FOLDER/local */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

/* Closes the stream and lets an empty file have its number. */
static void replace(const char *folder)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/data", folder);
    CHECK(length > 0 && (size_t)length < sizeof path);
    CHECK(close(STDERR_FILENO) == 0);
    CHECK(open(path, O_CREAT | O_RDWR, 0600) == STDERR_FILENO);
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session(), connection;
    char none = '\0';
    CHECK(InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, (void *)"stderr", 6));
    connection = log_in(session, &server);
    replace(server.folder);
    CHECK(put(connection, &server, "local", "remote", FTP_TRANSFER_TYPE_BINARY));
    CHECK(lseek(STDERR_FILENO, 0, SEEK_END) == 0);

    /* Without a stream there is none to be named. */
    CHECK(close(STDERR_FILENO) == 0);
    CHECK(!InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, (void *)"stderr", 6));
    CHECK(GetLastError() == ERROR_ACCESS_DENIED);
    CHECK(put(connection, &server, "local", "again", FTP_TRANSFER_TYPE_BINARY));
    CHECK(InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, &none, 0));
    CHECK(InternetCloseHandle(session));
    return 0;
}
