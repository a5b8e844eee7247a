/* What the test programs share: checks that print where they failed, and a session on the server under test. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trueftp.h"

/* Ends the program with a line that says which check failed. */
#define CHECK(condition)                                                                                       \
    do {                                                                                                       \
        if (!(condition)) {                                                                                    \
            fprintf(stderr, "%s:%d: not true: %s (last error %lu)\n", __FILE__, __LINE__, #condition,          \
                    (unsigned long)GetLastError());                                                            \
            exit(1);                                                                                           \
        }                                                                                                      \
    } while (0)

/* The programs are started with: host, port, a folder with the files to send. */
struct server {
    const char *host;
    INTERNET_PORT port;
    const char *folder;
};

static inline struct server server_of(int argc, char **argv)
{
    struct server server;
    CHECK(argc >= 4);
    server.host = argv[1];
    server.port = (INTERNET_PORT)atoi(argv[2]);
    server.folder = argv[3];
    return server;
}

/* A session whose connections wait at most two seconds for anything. */
static inline HINTERNET open_session(void)
{
    static const DWORD options[] = {INTERNET_OPTION_CONNECT_TIMEOUT, INTERNET_OPTION_RECEIVE_TIMEOUT,
                                    INTERNET_OPTION_DATA_SEND_TIMEOUT};
    DWORD limit = 2000;
    size_t i;
    HINTERNET session = InternetOpenA("test", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    CHECK(session != NULL);
    for (i = 0; i < sizeof options / sizeof *options; i++)
        CHECK(InternetSetOptionA(session, options[i], &limit, sizeof limit));
    return session;
}

static inline HINTERNET log_in(HINTERNET session, const struct server *server)
{
    HINTERNET connection = InternetConnectA(session, server->host, server->port, "me", "secret",
                                            INTERNET_SERVICE_FTP, INTERNET_FLAG_PASSIVE, 0);
    CHECK(connection != NULL);
    return connection;
}

/* Uploads FOLDER/name as `remote`. */
static inline BOOL put(HINTERNET connection, const struct server *server, const char *name, const char *remote, DWORD type)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", server->folder, name);
    CHECK(length > 0 && (size_t)length < sizeof path);
    return FtpPutFileA(connection, path, remote, type, 0);
}

/* The number of the final reply of this thread's last network call. */
static inline DWORD reply_code(void)
{
    DWORD code = 0;
    CHECK(TrueFtpGetLastReplyA(&code, NULL, NULL));
    return code;
}

#endif
