/*
 * async_put: uploads one file in asynchronous mode, with a progress bar; Ctrl-C cancels it.
 *
 *   async_put [-u user] [-p variable] [-a] host[:port] local remote
 *
 * See common.h for what comes before "local". Exit status: 0 the server has the file, 1 it does not or that is unknown,
 * 2 wrong usage, 130 cancelled. After a second Ctrl-C the system ends the program at once.
 *
 * Every call returns at once, with ERROR_IO_PENDING. When it has ended, the library calls the status callback on one of its
 * threads. The main thread waits for that, or for Ctrl-C. To cancel the call, the program closes the handle. The call then
 * ends with ERROR_INTERNET_OPERATION_CANCELLED, unless it has just ended by itself.
 */
#ifndef _WIN32
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#endif
#include <stdatomic.h>

#include "common.h"

#define EXIT_CANCELLED 130

/* Set by the callback and by Ctrl-C, read by the main thread. wake() follows each change. */
static atomic_int interrupted;
static atomic_int complete;     /* the call has ended */
static atomic_ulong call_error; /* with this error, or 0 */
static atomic_uintptr_t result; /* and this result */
static atomic_int handles;      /* how many handles are open below the session */
static atomic_ullong sent, total;

static const char *subject; /* what messages about the call begin with; set before the call */

#ifdef _WIN32
static HANDLE event;

static int prepare_wake(void)
{
    event = CreateEventA(NULL, FALSE, FALSE, NULL);
    return event != NULL;
}

static void wake(void)
{
    SetEvent(event);
}

static void wait_for_wake(void)
{
    WaitForSingleObject(event, INFINITE);
}

/* Windows calls this on a separate thread, which may call any function. */
static BOOL WINAPI on_console(DWORD type)
{
    if ((type != CTRL_C_EVENT && type != CTRL_BREAK_EVENT) || interrupted)
        return FALSE;
    interrupted = 1;
    wake();
    return TRUE;
}

static int catch_interrupt(void)
{
    return SetConsoleCtrlHandler(on_console, TRUE);
}
#else
static sem_t event;

static int prepare_wake(void)
{
    return sem_init(&event, 0, 0) == 0;
}

static void wake(void)
{
    sem_post(&event);
}

static void wait_for_wake(void)
{
    while (sem_wait(&event) != 0 && errno == EINTR)
        continue;
}

/* A signal handler may use sem_post and lock-free atomics, but none of the library's functions. */
static void on_interrupt(int number)
{
    int error = errno;

    (void)number;
    interrupted = 1;
    wake();
    errno = error;
}

static int catch_interrupt(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    return sigaction(SIGINT, &action, NULL) == 0;
}
#endif

static void show_progress(const TRUEFTP_PROGRESS *progress)
{
    static const char full[] = "########################################";
    unsigned percent = 100;

    if (progress->ullTotal != 0)
        percent = (unsigned)(100.0 * (double)progress->ullDone / (double)progress->ullTotal);
    fprintf(stderr, "\r[%-40.*s] %3u %%", (int)(percent * 40 / 100), full, percent);
    fflush(stderr);
}

/* For each handle, one call at a time. `information` is valid until this function returns. */
static void CALLBACK on_status(HINTERNET handle, DWORD_PTR context, DWORD status, LPVOID information, DWORD length)
{
    (void)handle, (void)context, (void)length;
    if (status == INTERNET_STATUS_HANDLE_CREATED) {
        handles++;
    } else if (status == TRUEFTP_STATUS_PROGRESS) {
        const TRUEFTP_PROGRESS *progress = information;
        sent = progress->ullDone;
        total = progress->ullTotal;
        show_progress(progress);
    } else if (status == INTERNET_STATUS_REQUEST_COMPLETE) {
        const INTERNET_ASYNC_RESULT *end = information;
        if (total != 0)
            putc('\n', stderr);
        /* The call has ended on this thread, so the last reply of this thread belongs to that call. */
        if (end->dwError != 0 && end->dwError != ERROR_INTERNET_OPERATION_CANCELLED)
            print_failure(subject, end->dwError);
        result = end->dwResult;
        call_error = end->dwError;
        complete = 1;
        wake();
    } else if (status == INTERNET_STATUS_HANDLE_CLOSING) {
        handles--; /* the last status of a handle */
        wake();
    }
}

/* Returns the error of a call, for which it waits if the call is pending. On Ctrl-C it closes the session. */
static DWORD finish(HINTERNET *session, int is_done)
{
    DWORD error = GetLastError();

    if (is_done)
        return 0;
    if (error != ERROR_IO_PENDING) {
        print_failure(subject, error);
        return error;
    }
    while (!complete) {
        if (interrupted && *session != NULL) {
            InternetCloseHandle(*session); /* and all handles below it */
            *session = NULL;
        }
        wait_for_wake();
    }
    complete = 0;
    return (DWORD)call_error;
}

static void report_cancelled(int is_uploading)
{
    unsigned long long done = sent, all = total;

    if (!is_uploading)
        fputs("cancelled: the file is not on the server\n", stderr);
    else if (all == 0 || done < all)
        fprintf(stderr, "cancelled after %llu bytes: a part of the file may be on the server\n", done);
    else
        fputs("cancelled after all bytes were sent: the file may be on the server\n", stderr);
}

int main(int argc, char **argv)
{
    struct target target;
    int i = parse_target(argc, argv, &target);
    int is_uploading = 0;
    BOOL progress = TRUE;
    HINTERNET session = NULL;
    HINTERNET connection = NULL;
    DWORD error = 0;

    if (i == 0 || argc - i != 2) {
        fprintf(stderr, "usage: async_put [-u user] [-p variable] [-a] host[:port] local remote\n");
        return 2;
    }
    if (!prepare_wake() || !catch_interrupt())
        return 1;
    session = InternetOpenA("trueftp example", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, INTERNET_FLAG_ASYNC);
    if (session == NULL || !InternetSetOptionA(session, TRUEFTP_OPTION_PROGRESS, &progress, sizeof progress)
        || InternetSetStatusCallbackA(session, on_status) == INTERNET_INVALID_STATUS_CALLBACK) {
        print_failure("async_put", GetLastError());
        return 1;
    }

    subject = target.host;
    /* The context value must not be 0: the call would be synchronous, without callbacks. */
    connection = InternetConnectA(session, target.host, target.port, target.user, target.password,
                                  INTERNET_SERVICE_FTP, target.flags, 1);
    error = finish(&session, connection != NULL);
    if (error == 0 && session != NULL) {
        connection = (HINTERNET)result;
        subject = argv[i + 1];
        is_uploading = 1;
        error = finish(&session, FtpPutFileA(connection, argv[i], argv[i + 1], FTP_TRANSFER_TYPE_BINARY, 1));
    }
    if (session != NULL)
        InternetCloseHandle(session);
    while (handles != 0) /* until the last callback */
        wait_for_wake();

    if (error == ERROR_INTERNET_OPERATION_CANCELLED || (interrupted && !is_uploading)) {
        report_cancelled(is_uploading);
        return EXIT_CANCELLED;
    }
    return error == 0 ? 0 : 1;
}
