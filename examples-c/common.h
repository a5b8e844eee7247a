/*
 * What the examples share: parsing the command line, connecting, and printing failures and directory entries.
 *
 * Each command line begins with
 *
 *   [-u user] [-p variable] [-a] host[:port]
 *
 *   -u  the user; anonymous by default
 *   -p  the name of the environment variable that contains the password; on the command line others could read it
 *   -a  active mode: the server opens the data connections; passive mode by default
 *
 * The exit status is 0 (done), 1 (not done) or 2 (wrong usage).
 */
#ifndef EXAMPLES_COMMON_H
#define EXAMPLES_COMMON_H

#include <trueftp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct target {
    char host[256];
    INTERNET_PORT port; /* 0 is the default port, 21 */
    const char *user;
    const char *password;
    DWORD flags;
};

/* "host", "host:port", "[IPv6]:port" or "IPv6". Returns 1 if the text is valid. */
static inline int parse_host(const char *text, struct target *target)
{
    const char *end = text + strlen(text);
    const char *colon = strrchr(text, ':');
    char *rest = NULL;
    unsigned long port = 0;

    if (colon != NULL && (strchr(text, ':') == colon || (colon > text && colon[-1] == ']'))) {
        port = strtoul(colon + 1, &rest, 10);
        if (colon[1] < '0' || colon[1] > '9' || *rest != '\0' || port > 65535)
            return 0;
        end = colon;
    }
    if (end == text || (size_t)(end - text) >= sizeof target->host)
        return 0;
    memcpy(target->host, text, (size_t)(end - text));
    target->host[end - text] = '\0';
    target->port = (INTERNET_PORT)port;
    return 1;
}

/* Returns the index of the first argument after the host, or 0 if the command line is wrong. */
static inline int parse_target(int argc, char **argv, struct target *target)
{
    int i = 1;

    memset(target, 0, sizeof *target);
    target->flags = INTERNET_FLAG_PASSIVE;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "-a") == 0) {
            target->flags = 0;
        } else if (strcmp(argv[i], "-u") == 0 && i + 1 < argc) {
            target->user = argv[++i];
        } else if (strcmp(argv[i], "-p") == 0 && i + 1 < argc) {
            target->password = getenv(argv[++i]);
            if (target->password == NULL)
                return 0;
        } else {
            return 0;
        }
    }
    return i < argc && parse_host(argv[i], target) ? i + 1 : 0;
}

/* Prints text from a server without its control characters, which the terminal would interpret. */
static inline void print_text(FILE *to, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte != '\r')
            putc(byte == '\n' ? ' ' : byte < ' ' || byte == 127 ? '?' : byte, to);
    }
}

/* Prints the server's final reply to the last call: its number and its text. */
static inline void print_reply(FILE *to)
{
    char small[512];
    char *text = small;
    DWORD length = sizeof small; /* in: size of the buffer; out: length of the text, or the size that is needed */
    DWORD code = 0;

    if (!TrueFtpGetLastReplyA(&code, text, &length)) {
        text = malloc(length);
        if (text == NULL || !TrueFtpGetLastReplyA(&code, text, &length))
            code = 0;
    }
    if (code == 0)
        fputs("no final reply", to);
    else
        fprintf(to, "%lu ", (unsigned long)code);
    if (code != 0)
        print_text(to, text);
    if (text != small)
        free(text);
}

/* Prints what an error number means. */
static inline void print_meaning(FILE *to, DWORD error)
{
    char text[512];
    DWORD length = sizeof text;

    print_text(to, TrueFtpDescribeErrorA(error, text, &length) ? text : "failed");
}

/* `error` is the value of GetLastError() right after the call. The replies are kept until the next call to the server. */
static inline void print_failure(const char *what, DWORD error)
{
    print_text(stderr, what);
    fputs(": ", stderr);
    /* If a reply is not the reason, the last reply may belong to an earlier call. */
    if (error == ERROR_INTERNET_EXTENDED_ERROR || error == ERROR_INTERNET_LOGIN_FAILURE)
        print_reply(stderr);
    else
        print_meaning(stderr, error);
    fprintf(stderr, " (error %lu)\n", (unsigned long)error);
}

/* Opens a session and connects. Prints a line and returns NULL if that fails. Closing the session closes both handles. */
static inline HINTERNET connect_to(const struct target *target, HINTERNET *session)
{
    HINTERNET connection = NULL;

    *session = InternetOpenA("trueftp example", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    if (*session != NULL)
        connection = InternetConnectA(*session, target->host, target->port, target->user, target->password,
                                      INTERNET_SERVICE_FTP, target->flags, 0);
    if (connection == NULL) {
        print_failure(target->host, GetLastError());
        InternetCloseHandle(*session);
    }
    return connection;
}

/* Prints a FILETIME as "2024-02-29 12:34". It has no time zone: it is the time that the server printed. */
static inline void print_time(FILETIME time)
{
    unsigned long long ticks = (unsigned long long)time.dwHighDateTime << 32 | time.dwLowDateTime;
    unsigned long long minutes = ticks / 600000000;
    /* Days since 1 March 1600: a leap day is then the last day of its year. 400 years have 146097 days. */
    unsigned long day = (unsigned long)(minutes / 1440) + 306;
    unsigned long in_400 = day % 146097;
    unsigned long century = in_400 / 36524 < 3 ? in_400 / 36524 : 3;
    unsigned long in_100 = in_400 - century * 36524;
    unsigned long in_4 = in_100 % 1461;
    unsigned long year_of_4 = in_4 / 365 < 3 ? in_4 / 365 : 3;
    unsigned long in_year = in_4 - year_of_4 * 365;
    unsigned long month = (5 * in_year + 2) / 153; /* 0 is March */
    unsigned long year = 1600 + day / 146097 * 400 + century * 100 + in_100 / 1461 * 4 + year_of_4;

    if (ticks == 0) {
        printf("%16s", "-");
        return;
    }
    printf("%04lu-%02lu-%02lu %02lu:%02lu", year + (month >= 10), month < 10 ? month + 3 : month - 9,
           in_year - (153 * month + 2) / 5 + 1, (unsigned long)(minutes / 60 % 24), (unsigned long)(minutes % 60));
}

/* Prints a directory entry in columns like `ls -l`. */
static inline void print_entry(const WIN32_FIND_DATAA *entry)
{
    unsigned long long size = (unsigned long long)entry->nFileSizeHigh << 32 | entry->nFileSizeLow;

    printf("%c %15llu ", entry->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? 'd' : '-', size);
    print_time(entry->ftLastWriteTime);
    putchar(' ');
    print_text(stdout, entry->cFileName);
    putchar('\n');
}

#endif
