/* A program that loads the library at run time, unloads it and loads it again.
 *
 * load_twice HOST PORT FOLDER LIBRARY */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <pthread.h>

#define TRUEFTP_NO_LASTERROR
#include "trueftp.h"
static DWORD GetLastError(void);
#include "check.h"

typedef HINTERNET(WINAPI *open_call)(LPCSTR, DWORD, LPCSTR, LPCSTR, DWORD);
typedef HINTERNET(WINAPI *connect_call)(HINTERNET, LPCSTR, INTERNET_PORT, LPCSTR, LPCSTR, DWORD, DWORD, DWORD_PTR);
typedef BOOL(WINAPI *put_call)(HINTERNET, LPCSTR, LPCSTR, DWORD, DWORD_PTR);
typedef BOOL(WINAPI *close_call)(HINTERNET);
typedef DWORD(WINAPI *error_call)(void);

static error_call last_error;

static DWORD GetLastError(void)
{
    return last_error ? last_error() : 0;
}

/* ISO C has no cast from an object's address to a function's. */
#define FIND(library, name, variable)                                                                          \
    do {                                                                                                       \
        void *address = dlsym(library, name);                                                                  \
        CHECK(address != NULL);                                                                                \
        memcpy(&variable, &address, sizeof variable);                                                          \
    } while (0)

struct job {
    const struct server *server;
    void *library;
    pthread_barrier_t *used, *unloaded;
};

static void *use(void *argument)
{
    struct job *job = (struct job *)argument;
    open_call open;
    connect_call connect;
    put_call put_file;
    close_call close;
    HINTERNET session, connection;
    char path[4096];
    FIND(job->library, "InternetOpenA", open);
    FIND(job->library, "InternetConnectA", connect);
    FIND(job->library, "FtpPutFileA", put_file);
    FIND(job->library, "InternetCloseHandle", close);
    FIND(job->library, "TrueFtpGetLastError", last_error);
    session = open("test", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    CHECK(session != NULL);
    connection = connect(session, job->server->host, job->server->port, NULL, NULL, INTERNET_SERVICE_FTP,
                         INTERNET_FLAG_PASSIVE, 0);
    CHECK(connection != NULL);
    snprintf(path, sizeof path, "%s/large", job->server->folder);
    CHECK(put_file(connection, path, "kept", FTP_TRANSFER_TYPE_BINARY, 0));
    CHECK(close(session));
    if (job->used) {
        /* Unloaded while this thread, which has used it, still has to end. */
        pthread_barrier_wait(job->used);
        pthread_barrier_wait(job->unloaded);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    pthread_barrier_t used, unloaded;
    int round;
    CHECK(argc == 5);
    CHECK(pthread_barrier_init(&used, NULL, 2) == 0 && pthread_barrier_init(&unloaded, NULL, 2) == 0);
    for (round = 0; round < 4; round++) {
        struct job job;
        pthread_t thread;
        job.server = &server;
        job.library = dlopen(argv[4], RTLD_NOW | RTLD_LOCAL);
        job.used = round % 2 ? &used : NULL;
        job.unloaded = &unloaded;
        CHECK(job.library != NULL);
        CHECK(pthread_create(&thread, NULL, use, &job) == 0);
        if (job.used)
            pthread_barrier_wait(&used);
        else
            CHECK(pthread_join(thread, NULL) == 0);
        last_error = NULL;
        CHECK(dlclose(job.library) == 0);
        if (job.used) {
            pthread_barrier_wait(&unloaded);
            CHECK(pthread_join(thread, NULL) == 0);
        }
    }
    return 0;
}
