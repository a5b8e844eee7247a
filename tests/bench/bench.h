/* What every client does after one login; bench_main.c calls it. A failure is said on stderr and ends the program. */
#ifndef BENCH_H
#define BENCH_H

/* The size of the pieces that a download is read in. */
#define PIECE (64 * 1024)

struct server {
    const char *host, *port, *user, *password;
};

void log_in(struct server server);
void log_out(void);

void put_file(const char *local, const char *remote);
void get_file(const char *remote, const char *local);

/* Downloads a file and throws the data away; returns how many bytes that was. */
long long read_file(const char *remote);

/* Returns the number of entries. */
long long list_directory(const char *remote);

#endif
