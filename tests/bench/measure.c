/*
 * Runs one client and prints, after the client's own output, what it cost on one line:
 *
 *     measure client argument...       wall time [us], CPU time [us], peak memory [KiB]
 *     measure -s client argument...    the number of its system calls (slow, so never timed)
 *
 * Why not wait4() in the bench itself: a process starts with the peak memory of its parent process, as exec keeps
 * the larger of the two for ru_maxrss, whether fork, vfork or posix_spawn came before. Below a bench of several
 * MiB every small client would seem to need as much. This program is smaller than any client, so it hides nothing.
 *
 * The exit code is the client's, 128 + n when signal n ended it, 126 and 127 when it could not be measured or run.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A stop that the tracer asked for, and not a signal to hand on (PTRACE_O_TRACESYSGOOD). */
#define SYSCALL_STOP (SIGTRAP | 0x80)

static void fail(const char *what)
{
    perror(what);
    exit(126);
}

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

static long long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

/* Returns in the parent only. */
static pid_t start(char **command, int traced)
{
    pid_t child = fork();

    if (child < 0)
        fail("fork");
    if (child > 0)
        return child;
    if (traced && ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        fail("ptrace");
    execv(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int exit_code(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int measure(char **command)
{
    struct rusage usage;
    int status;
    long long began = now();
    pid_t child = start(command, 0);

    if (wait4(child, &status, 0, &usage) != child)
        fail("wait4");
    printf("%lld %lld %ld\n", now() - began, microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
           usage.ru_maxrss);
    return exit_code(status);
}

/* Lets a stopped thread go on; returns whether it had stopped for a system call. */
static int resume(pid_t thread, int status)
{
    int signal = WSTOPSIG(status);
    int is_syscall = signal == SYSCALL_STOP;

    /* Stops of the tracing itself: an exec, a new thread. Anything else is a signal for the client. */
    if (is_syscall || signal == SIGTRAP || signal == SIGSTOP)
        signal = 0;
    if (ptrace(PTRACE_SYSCALL, thread, NULL, (void *)(long)signal) != 0)
        fail("ptrace");
    return is_syscall;
}

static int count_syscalls(char **command)
{
    long long stops = 0;
    int status;
    pid_t thread;
    pid_t child = start(command, 1);

    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        fail("waitpid");
    if (ptrace(PTRACE_SETOPTIONS, child, NULL,
               (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL)) != 0)
        fail("ptrace");
    resume(child, status);
    while ((thread = waitpid(-1, &status, __WALL)) > 0) {
        if (WIFSTOPPED(status))
            stops += resume(thread, status);
        else if (thread == child)
            break;
    }
    /* One stop when it enters the kernel and one when it leaves; the last call, exit, never leaves. */
    printf("%lld\n", (stops + 1) / 2);
    return exit_code(status);
}

int main(int argc, char **argv)
{
    int only_syscalls = argc > 1 && strcmp(argv[1], "-s") == 0;

    if (argc < 2 + only_syscalls) {
        fprintf(stderr, "usage: %s [-s] client argument...\n", argv[0]);
        return 126;
    }
    return only_syscalls ? count_syscalls(argv + 2) : measure(argv + 1);
}
