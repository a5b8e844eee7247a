/* A client as it is often written: it knows nothing of SIGPIPE. It shows that the server's behaviour kills. */
#ifndef FTP_H
#define FTP_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

static inline int dial(const char *host, unsigned port)
{
    struct sockaddr_in address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)port);
    CHECK(inet_pton(AF_INET, host, &address.sin_addr) == 1);
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0);
    return fd;
}

/* Sends a command, if there is one, and reads one line. */
static inline void ask(int control, const char *command, char *line, size_t size)
{
    size_t length = 0;
    CHECK(!command || write(control, command, strlen(command)) == (ssize_t)strlen(command));
    while (length + 1 < size && read(control, line + length, 1) == 1 && line[length++] != '\n')
        ;
    line[length] = '\0';
}

/* Uploads zeros until the socket takes no more; the writes that fail are simply tried again. */
static inline void naive_upload(const struct server *server, const char *name)
{
    static char zeros[65536];
    char line[512], command[128];
    unsigned numbers[6];
    int data, i;
    int control = dial(server->host, server->port);
    ask(control, NULL, line, sizeof line);
    ask(control, "USER me\r\n", line, sizeof line);
    ask(control, "PASS secret\r\n", line, sizeof line);
    ask(control, "PASV\r\n", line, sizeof line);
    CHECK(sscanf(strchr(line, '(') + 1, "%u,%u,%u,%u,%u,%u", &numbers[0], &numbers[1], &numbers[2], &numbers[3],
                 &numbers[4], &numbers[5]) == 6);
    data = dial(server->host, numbers[4] * 256 + numbers[5]);
    snprintf(command, sizeof command, "STOR %s\r\n", name);
    ask(control, command, line, sizeof line);
    for (i = 0; i < 1000; i++)
        if (write(data, zeros, sizeof zeros) < 0 && i > 500)
            break;
    close(data);
    close(control);
}

#endif
