/* Threads of the program: own connections, one shared connection, and a close from another thread.
 *
 * threads HOST PORT FOLDER */
#include "portable_threads.h"

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

static thread_result THREAD_CALL work(void *argument)
{
    const struct job *job = (const struct job *)argument;
    HINTERNET connection = log_in(job->session, job->server);
    upload_some(connection, job);
    CHECK(InternetCloseHandle(connection));
    upload_some(job->shared, job);
    return 0;
}

/* The server never answers this one. */
static thread_result THREAD_CALL wait_for_ever(void *argument)
{
    const struct job *job = (const struct job *)argument;
    CHECK(!put(job->shared, job->server, "small", "silent", 0));
    CHECK(GetLastError() == ERROR_INTERNET_OPERATION_CANCELLED || GetLastError() == ERROR_INVALID_HANDLE);
    return 0;
}

int main(int argc, char **argv)
{
    struct server server = server_of(argc, argv);
    struct job jobs[THREADS];
    thread threads[THREADS];
    HINTERNET session = open_session();
    HINTERNET shared = log_in(session, &server);
    DWORD for_ever = 0xFFFFFFFF;
    int i;
    for (i = 0; i < THREADS; i++) {
        jobs[i].server = &server;
        jobs[i].session = session;
        jobs[i].shared = shared;
        jobs[i].number = i;
        threads[i] = start_thread(work, &jobs[i]);
    }
    for (i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    CHECK(InternetSetOptionA(shared, INTERNET_OPTION_RECEIVE_TIMEOUT, &for_ever, sizeof for_ever));
    threads[0] = start_thread(wait_for_ever, &jobs[0]);
    CHECK(InternetCloseHandle(session));
    join_thread(threads[0]);
    return 0;
}
