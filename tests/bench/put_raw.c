/*
 * The lower limit: uploads one local file `count` times with as few system calls as the protocol allows.
 *
 *     put_raw host port user password local-file remote-prefix count
 *
 * Blocking sockets, sendfile(), TYPE once, PASV and STOR per file. Like the library it waits for the 150 before it
 * sends data, and believes nothing but the final 226. Unlike the library it has no time-outs, no cancelling, no
 * check for stale replies and no look at the data socket after the verdict: what those cost shows in the table.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* The most that Linux moves in one sendfile(). */
#define SENDFILE_MOST 0x7ffff000

/* What the server said and nobody has looked at yet. */
static char received[4096];
static size_t received_size;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* Reads one reply into `line` (its last line, for one of several); returns its code. */
static int read_reply(int control, char *line)
{
    for (;;) {
        char *end = memchr(received, '\n', received_size);
        ssize_t got;

        if (end != NULL) {
            size_t size = (size_t)(end - received) + 1;

            memcpy(line, received, size);
            line[size] = '\0';
            received_size -= size;
            memmove(received, end + 1, received_size);
            if (size > 4 && line[3] == ' ')
                return atoi(line);
            continue;
        }
        got = recv(control, received + received_size, sizeof received - received_size - 1, 0);
        if (got <= 0)
            fail("recv");
        received_size += (size_t)got;
    }
}

static void expect(int control, int code, char *line)
{
    if (read_reply(control, line) != code) {
        fprintf(stderr, "put_raw: expected %d, got %s", code, line);
        exit(1);
    }
}

__attribute__((format(printf, 2, 3))) static void command(int control, const char *format, ...)
{
    char line[2048];
    va_list arguments;
    int size;

    va_start(arguments, format);
    size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof line || send(control, line, (size_t)size, MSG_NOSIGNAL) != size)
        fail("send");
}

static int dial(struct sockaddr_in address)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connect");
    return fd;
}

static in_port_t passive_port(const char *reply)
{
    unsigned host[4], port[2];
    const char *numbers = strchr(reply, '(');

    if (numbers == NULL || sscanf(numbers, "(%u,%u,%u,%u,%u,%u", &host[0], &host[1], &host[2], &host[3], &port[0],
                                  &port[1]) != 6) {
        fprintf(stderr, "put_raw: not understood: %s", reply);
        exit(1);
    }
    return htons((in_port_t)(port[0] * 256 + port[1]));
}

static void put(int control, struct sockaddr_in server, const char *local, const char *prefix, int number)
{
    char line[sizeof received];
    struct stat info;
    int data, file = open(local, O_RDONLY | O_CLOEXEC);
    off_t left;

    if (file < 0 || fstat(file, &info) != 0)
        fail(local);
    command(control, "PASV\r\n");
    expect(control, 227, line);
    server.sin_port = passive_port(line);
    /* The server looks at the name and opens the file on one processor while we dial on another. */
    command(control, "STOR %s%d\r\n", prefix, number);
    data = dial(server);
    expect(control, 150, line);
    for (left = info.st_size; left > 0;) {
        ssize_t sent = sendfile(data, file, NULL, left < SENDFILE_MOST ? (size_t)left : SENDFILE_MOST);

        if (sent <= 0)
            fail("sendfile");
        left -= sent;
    }
    close(data);
    close(file);
    expect(control, 226, line);
}

int main(int argc, char **argv)
{
    struct sockaddr_in server = {.sin_family = AF_INET};
    char line[sizeof received];
    int i, count, control, on = 1;

    if (argc != 8 || inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "usage: %s IPv4-address port user password local-file remote-prefix count\n", argv[0]);
        return 2;
    }
    server.sin_port = htons((in_port_t)atoi(argv[2]));
    control = dial(server);
    setsockopt(control, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    expect(control, 220, line);
    command(control, "USER %s\r\n", argv[3]);
    expect(control, 331, line);
    command(control, "PASS %s\r\n", argv[4]);
    expect(control, 230, line);
    command(control, "TYPE I\r\n");
    expect(control, 200, line);

    count = atoi(argv[7]);
    for (i = 0; i < count; i++)
        put(control, server, argv[5], argv[6], i);

    command(control, "QUIT\r\n");
    expect(control, 221, line);
    close(control);
    return 0;
}
