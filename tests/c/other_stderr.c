/* A program whose standard error stream is replaced by another file after it was chosen as the log: nothing is written
 * to that file.
 *
 * other_stderr HOST PORT FOLDER, with FOLDER/local */
#include <fcntl.h>
#include <unistd.h>

#include "check.h"

/* Closes the stream and opens an empty file under the same descriptor number. */
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

    /* A closed stream cannot be chosen. */
    CHECK(close(STDERR_FILENO) == 0);
    CHECK(!InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, (void *)"stderr", 6));
    CHECK(GetLastError() == ERROR_ACCESS_DENIED);
    CHECK(put(connection, &server, "local", "again", FTP_TRANSFER_TYPE_BINARY));
    CHECK(InternetSetOptionA(NULL, TRUEFTP_OPTION_LOG, &none, 0));
    CHECK(InternetCloseHandle(session));
    return 0;
}
