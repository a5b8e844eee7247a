/* Threads of Windows and of POSIX, as far as the tests need them. */
#ifndef PORTABLE_THREADS_H
#define PORTABLE_THREADS_H

#include "check.h"

#ifdef _WIN32
#include <windows.h>

typedef HANDLE thread;
typedef DWORD thread_result;
#define THREAD_CALL WINAPI

static inline thread start_thread(DWORD(WINAPI *work)(void *), void *argument)
{
    thread started = CreateThread(NULL, 0, work, argument, 0, NULL);
    CHECK(started != NULL);
    return started;
}

static inline void join_thread(thread started)
{
    CHECK(WaitForSingleObject(started, INFINITE) == WAIT_OBJECT_0 && CloseHandle(started));
}

static inline void sleep_milliseconds(unsigned milliseconds)
{
    Sleep(milliseconds);
}
#else
#include <pthread.h>
#include <unistd.h>

typedef pthread_t thread;
typedef void *thread_result;
#define THREAD_CALL

static inline thread start_thread(void *(*work)(void *), void *argument)
{
    thread started;
    CHECK(pthread_create(&started, NULL, work, argument) == 0);
    return started;
}

static inline void join_thread(thread started)
{
    CHECK(pthread_join(started, NULL) == 0);
}

static inline void sleep_milliseconds(unsigned milliseconds)
{
    usleep(milliseconds * 1000);
}
#endif

#endif
