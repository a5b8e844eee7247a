/* The library leaves its host alone: no signal handler, no exit or fork hook, no descriptor that a child inherits.
 *
 * host HOST PORT FOLDER; host list: prints how many descriptors it was started with. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* The linker gives these to the library in place of the system's, so the test sees every call of them. */
static volatile int hooks;

int on_exit(void (*function)(int, void *), void *argument);
int __cxa_atexit(void (*function)(void *), void *argument, void *library);
int __register_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *library);

int on_exit(void (*function)(int, void *), void *argument)
{
    (void)function, (void)argument;
    hooks++;
    return 0;
}

int __cxa_atexit(void (*function)(void *), void *argument, void *library)
{
    (void)function, (void)argument, (void)library;
    hooks++;
    return 0;
}

int __register_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *library)
{
    (void)prepare, (void)parent, (void)child, (void)library;
    hooks++;
    return 0;
}

static int count_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int count = 0;
    CHECK(directory != NULL);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

/* How many descriptors a child has after exec. */
static int inherited(const char *program)
{
    int status;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        execl(program, program, "list", (char *)NULL);
        _exit(127);
    }
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) < 127);
    return WEXITSTATUS(status);
}

struct job {
    const struct server *server;
    HINTERNET connection;
};

static void *upload(void *argument)
{
    const struct job *job = (const struct job *)argument;
    CHECK(!put(job->connection, job->server, "large", "silent", 0));
    CHECK(GetLastError() == ERROR_INTERNET_OPERATION_CANCELLED);
    return NULL;
}

/* A child started during an upload inherits none of the library's descriptors. Returns how many there are when the
   connection is closed. */
static int check_descriptors(const char *program, const struct server *server, HINTERNET session, DWORD flags)
{
    int own = count_descriptors(), before = inherited(program);
    DWORD for_ever = 0xFFFFFFFF;
    pthread_t thread;
    struct job job;
    job.server = server;
    job.connection =
        InternetConnectA(session, server->host, server->port, NULL, NULL, INTERNET_SERVICE_FTP, flags, 0);
    CHECK(job.connection != NULL);
    CHECK(InternetSetOptionA(job.connection, INTERNET_OPTION_RECEIVE_TIMEOUT, &for_ever, sizeof for_ever));
    CHECK(InternetSetOptionA(job.connection, INTERNET_OPTION_DATA_SEND_TIMEOUT, &for_ever, sizeof for_ever));
    CHECK(inherited(program) == before);
    CHECK(pthread_create(&thread, NULL, upload, &job) == 0);
    while (count_descriptors() < own + 3) /* control, file, data */
        sched_yield();
    CHECK(inherited(program) == before);
    CHECK(InternetCloseHandle(job.connection));
    CHECK(pthread_join(thread, NULL) == 0);
    return count_descriptors();
}

int main(int argc, char **argv)
{
    struct sigaction before[NSIG], now;
    sigset_t mask, mask_now;
    struct server server;
    HINTERNET session;
    int number, own;
    if (argc == 2)
        return count_descriptors();
    server = server_of(argc, argv);
    memset(before, 0, sizeof before);
    for (number = 1; number < NSIG; number++)
        sigaction(number, NULL, &before[number]);
    CHECK(pthread_sigmask(SIG_SETMASK, NULL, &mask) == 0);

    own = count_descriptors();
    session = open_session();
    /* The wake descriptors of two calls are kept for later calls, as long as there is a session. */
    for (number = 0; number < 4; number++)
        CHECK(check_descriptors(argv[0], &server, session, number % 2 ? INTERNET_FLAG_PASSIVE : 0) <= own + 2);
    CHECK(!InternetConnectA(session, "localhost", 1, NULL, NULL, INTERNET_SERVICE_FTP, 0, 0));
    CHECK(InternetCloseHandle(session));
    while (count_descriptors() != own) /* the lookup thread may still be ending */
        sched_yield();

    for (number = 1; number < NSIG; number++) {
        memset(&now, 0, sizeof now);
        sigaction(number, NULL, &now);
        CHECK(now.sa_handler == before[number].sa_handler && now.sa_flags == before[number].sa_flags);
    }
    CHECK(pthread_sigmask(SIG_SETMASK, NULL, &mask_now) == 0);
    for (number = 1; number < NSIG; number++)
        CHECK(sigismember(&mask, number) == sigismember(&mask_now, number));
    CHECK(hooks == 0);
    return 0;
}
