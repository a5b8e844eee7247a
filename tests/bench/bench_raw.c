/*
 * The lower limit: as few system calls as the protocol allows.
 *
 * Blocking sockets, sendfile(), TYPE once, PASV and one command per transfer. Like the library it waits for the 150
 * before it moves data, and believes nothing but the final 226. Unlike the library it has no time-outs, no cancelling,
 * no check for stale replies and no look at the data socket after the verdict: what those cost shows in the table.
 * Of a listing it counts the lines and parses nothing.
 */
#include "bench.h"

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

static struct sockaddr_in address;
static int control;

/* What the server sent last on a data connection. */
static char piece[PIECE];

/* What the server sent and this program has not parsed yet. */
static char received[4096];
static size_t received_size;

/* The last line of the last reply. */
static char reply[sizeof received];

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* Reads one reply, of one line or several; returns its code. */
static int read_reply(void)
{
    for (;;) {
        char *end = memchr(received, '\n', received_size);
        ssize_t got;

        if (end != NULL) {
            size_t size = (size_t)(end - received) + 1;

            memcpy(reply, received, size);
            reply[size] = '\0';
            received_size -= size;
            memmove(received, end + 1, received_size);
            if (size > 4 && reply[3] == ' ')
                return atoi(reply);
            continue;
        }
        got = recv(control, received + received_size, sizeof received - received_size - 1, 0);
        if (got <= 0)
            fail("recv");
        received_size += (size_t)got;
    }
}

static void expect(int code)
{
    if (read_reply() != code) {
        fprintf(stderr, "bench_raw: expected %d, got %s", code, reply);
        exit(1);
    }
}

__attribute__((format(printf, 1, 2))) static void command(const char *format, ...)
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

static int dial(in_port_t port)
{
    struct sockaddr_in to = address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_port = port;
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        fail("connect");
    return fd;
}

static in_port_t passive_port(void)
{
    unsigned host[4], port[2];
    const char *numbers = strchr(reply, '(');

    if (numbers == NULL || sscanf(numbers, "(%u,%u,%u,%u,%u,%u", &host[0], &host[1], &host[2], &host[3], &port[0],
                                  &port[1]) != 6) {
        fprintf(stderr, "bench_raw: not understood: %s", reply);
        exit(1);
    }
    return htons((in_port_t)(port[0] * 256 + port[1]));
}

void log_in(struct server server)
{
    int on = 1;

    address.sin_family = AF_INET;
    if (inet_pton(AF_INET, server.host, &address.sin_addr) != 1) {
        fprintf(stderr, "bench_raw: no IPv4 address: %s\n", server.host);
        exit(2);
    }
    control = dial(htons((in_port_t)atoi(server.port)));
    setsockopt(control, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    expect(220);
    command("USER %s\r\n", server.user);
    expect(331);
    command("PASS %s\r\n", server.password);
    expect(230);
    command("TYPE I\r\n");
    expect(200);
}

void log_out(void)
{
    command("QUIT\r\n");
    expect(221);
    close(control);
}

/* Sends a command that moves data; returns the data connection once the server has agreed. */
static int begin(const char *verb, const char *remote)
{
    in_port_t port;
    int data;

    command("PASV\r\n");
    expect(227);
    port = passive_port();
    /* The server looks at the name and opens the file on one processor while we dial on another. */
    command("%s %s\r\n", verb, remote);
    data = dial(port);
    expect(150);
    return data;
}

static void end(int data)
{
    close(data);
    expect(226);
}

void put_file(const char *local, const char *remote)
{
    struct stat info;
    int data, file = open(local, O_RDONLY | O_CLOEXEC);
    off_t left;

    if (file < 0 || fstat(file, &info) != 0)
        fail(local);
    data = begin("STOR", remote);
    for (left = info.st_size; left > 0;) {
        ssize_t sent = sendfile(data, file, NULL, left < SENDFILE_MOST ? (size_t)left : SENDFILE_MOST);

        if (sent <= 0)
            fail("sendfile");
        left -= sent;
    }
    end(data);
    close(file);
}

/* The next piece of what the server sends; 0 at its end. */
static size_t receive(int data, int flags)
{
    ssize_t got = recv(data, piece, sizeof piece, flags);

    if (got < 0)
        fail("recv");
    return (size_t)got;
}

void get_file(const char *remote, const char *local)
{
    int file = open(local, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int data;
    size_t got;

    if (file < 0)
        fail(local);
    data = begin("RETR", remote);
    while ((got = receive(data, 0)) > 0)
        if (write(file, piece, got) != (ssize_t)got)
            fail("write");
    end(data);
    close(file);
}

long long read_file(const char *remote)
{
    int data = begin("RETR", remote);
    long long total = 0;
    size_t got;

    /* Whole pieces, as InternetReadFile gives them. */
    while ((got = receive(data, MSG_WAITALL)) > 0)
        total += (long long)got;
    end(data);
    return total;
}

long long list_directory(const char *remote)
{
    int data = begin("LIST", remote);
    long long total = 0;
    size_t got;

    while ((got = receive(data, 0)) > 0) {
        const char *end = piece + got, *line = piece;

        for (; (line = memchr(line, '\n', (size_t)(end - line))) != NULL; line++)
            total++;
    }
    end(data);
    return total;
}
