/* POSIX threads: own connections, one shared connection, and a close from another thread.
 *
 * threads HOST PORT FOLDER */
#include <pthread.h>

#include "check.h"

#define THREADS 6
#define UPLOADS 6

struct job {
    const struct server *server;
    HINTERNET session;
    HINTERNET shared;
    int number;
};

/* Every third upload is refused; each thread must see the reply to its own. */
static void upload_some(HINTERNET connection, const struct job *job)
{
    int i;
    for (i = 0; i < UPLOADS; i++) {
        int refused = (i + job->number) % 3 == 0;
        char name[32];
        snprintf(name, sizeof name, "%s-%d-%d", refused ? "refused" : "kept", job->number, i);
        CHECK(put(connection, job->server, i % 2 ? "large" : "small", name, 0) == !refused);
        CHECK(reply_code() == (refused ? 451u : 226u));
    }
}

static void *work(void *argument)
{
    const struct job *job = (const struct job *)argument;
    HINTERNET connection = log_in(job->session, job->server);
    upload_some(connection, job);
    CHECK(InternetCloseHandle(connection));
    upload_some(job->shared, job);
    return NULL;
}

/* The server never answers this one. */
static void *wait_for_ever(void *argument)
{
    const struct job *job = (const struct job *)argument;
    CHECK(!put(job->shared, job->server, "small", "silent", 0));
    CHECK(GetLastError() == ERROR_INTERNET_OPERATION_CANCELLED || GetLastError() == ERROR_INVALID_HANDLE);
    return NULL;
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    struct job jobs[THREADS];
    pthread_t threads[THREADS];
    HINTERNET session = open_session();
    HINTERNET shared = log_in(session, &server);
    DWORD for_ever = 0xFFFFFFFF;
    int i;
    for (i = 0; i < THREADS; i++) {
        jobs[i].server = &server;
        jobs[i].session = session;
        jobs[i].shared = shared;
        jobs[i].number = i;
        CHECK(pthread_create(&threads[i], NULL, work, &jobs[i]) == 0);
    }
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(InternetSetOptionA(shared, INTERNET_OPTION_RECEIVE_TIMEOUT, &for_ever, sizeof for_ever));
    CHECK(pthread_create(&threads[0], NULL, wait_for_ever, &jobs[0]) == 0);
    CHECK(InternetCloseHandle(session));
    CHECK(pthread_join(threads[0], NULL) == 0);
    return 0;
}
