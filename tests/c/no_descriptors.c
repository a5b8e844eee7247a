/* A program that has no descriptor left: calls fail or succeed, but none hangs, and no upload that is whole is lost.
 *
 * no_descriptors HOST PORT FOLDER */
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"

/* Forbids new descriptors, or allows them again. */
static void allow_descriptors(int allowed)
{
    static rlim_t before;
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    if (!allowed) {
        int next = open("/dev/null", O_RDONLY);
        CHECK(next >= 0 && close(next) == 0);
        before = limit.rlim_cur;
        limit.rlim_cur = (rlim_t)next;
    } else {
        limit.rlim_cur = before;
    }
    CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    HINTERNET session = open_session();
    HINTERNET reading = log_in(session, &server), writing = log_in(session, &server);
    HINTERNET file = FtpOpenFileA(reading, "file", GENERIC_READ, FTP_TRANSFER_TYPE_BINARY, 0);
    HINTERNET upload = FtpOpenFileA(writing, "kept", GENERIC_WRITE, FTP_TRANSFER_TYPE_BINARY, 0);
    char bytes[100];
    DWORD count = 0;
    CHECK(file != NULL && upload != NULL);

    allow_descriptors(0);
    CHECK(InternetReadFile(file, bytes, sizeof bytes, &count) && count == 22);
    CHECK(InternetReadFile(file, bytes, sizeof bytes, &count) && count == 0);
    CHECK(InternetWriteFile(upload, "some bytes", 10, &count) && count == 10);
    CHECK(InternetCloseHandle(upload) && reply_code() == 226);
    CHECK(InternetCloseHandle(file));
    CHECK(FtpDeleteFileA(reading, "x") && reply_code() == 250);
    /* Closing handles has freed some descriptors. */
    allow_descriptors(1);
    allow_descriptors(0);
    CHECK(!put(writing, &server, "small", "unsent", FTP_TRANSFER_TYPE_BINARY));
    CHECK(InternetConnectA(session, server.host, server.port, "me", "secret", INTERNET_SERVICE_FTP, 0, 0) == NULL);

    allow_descriptors(1);
    CHECK(put(reading, &server, "small", "afterwards", FTP_TRANSFER_TYPE_BINARY));
    CHECK(InternetCloseHandle(session));
    return 0;
}
