/*
 * The main program of every client:
 *
 *     bench_... host port user password put|get|read|list local-file remote-name count
 *
 * Does its task `count` times: an upload as remote-name0, remote-name1, ..., or else the same again. Prints how much
 * that was together: files (put, get), bytes (read) or entries (list).
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long long put_numbered(const char *local, const char *prefix, int number)
{
    char remote[512];

    snprintf(remote, sizeof remote, "%s%d", prefix, number);
    put_file(local, remote);
    return 1;
}

static long long perform(const char *task, const char *local, const char *remote, int round)
{
    if (strcmp(task, "put") == 0)
        return put_numbered(local, remote, round);
    if (strcmp(task, "read") == 0)
        return read_file(remote);
    if (strcmp(task, "list") == 0)
        return list_directory(remote);
    get_file(remote, local);
    return 1;
}

int main(int argc, char **argv)
{
    long long total = 0;
    int round, count;

    if (argc != 9) {
        fprintf(stderr, "usage: %s host port user password put|get|read|list local-file remote-name count\n", argv[0]);
        return 2;
    }
    log_in((struct server){argv[1], argv[2], argv[3], argv[4]});
    count = atoi(argv[8]);
    for (round = 0; round < count; round++)
        total += perform(argv[5], argv[6], argv[7], round);
    log_out();
    printf("%lld\n", total);
    return 0;
}
