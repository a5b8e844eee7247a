/*
 * explain: says what a reply of a server, a reply code or an error number means.
 *
 *   explain 550                     a reply code
 *   explain 12003                   an error number of GetLastError, WinINet or Winsock
 *   explain "550 Access is denied." a reply
 *   explain < reply.txt             the same, of several lines: a reply, or a dialogue whose last reply is meant
 *
 * No server is asked. Exit status: 0 explained, 1 not known, 2 wrong usage.
 */
#include <trueftp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints a description; the library ends its lines with CR LF. */
static void print_lines(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text != '\r')
            putchar(*text);
    putchar('\n');
}

/* The functions tell the room they need when they get no buffer. Returns 1 when there is a description. */
static int explain_reply(DWORD code, const char *text)
{
    DWORD length = 0;
    char *buffer = NULL;
    int done = 0;

    if (TrueFtpDescribeReplyA(code, text, NULL, &length) || GetLastError() != ERROR_INSUFFICIENT_BUFFER)
        return 0;
    buffer = malloc(length);
    done = buffer != NULL && TrueFtpDescribeReplyA(code, text, buffer, &length);
    if (done) {
        printf("Reply %lu: ", (unsigned long)code);
        print_lines(buffer);
    }
    free(buffer);
    return done;
}

static int explain_error(DWORD number)
{
    DWORD length = 0;
    char *buffer = NULL;
    int done = 0;

    if (TrueFtpDescribeErrorA(number, NULL, &length) || GetLastError() != ERROR_INSUFFICIENT_BUFFER)
        return 0;
    buffer = malloc(length);
    done = buffer != NULL && TrueFtpDescribeErrorA(number, buffer, &length);
    if (done) {
        printf("Error %lu: ", (unsigned long)number);
        print_lines(buffer);
    }
    free(buffer);
    return done;
}

/* The reply code a line begins with, when one of these characters follows; else 0. */
static DWORD code_of(const char *line, const char *followers)
{
    int i;

    for (i = 0; i < 3; i++)
        if (line[i] < '0' || line[i] > '9')
            return 0;
    return strchr(followers, line[3]) != NULL ? (DWORD)strtoul(line, NULL, 10) : 0;
}

/* Where the last reply in a text begins, and its code; NULL when there is none. Between a line like "550-No." and one like
 * "550 End" all lines are of one reply. */
static const char *last_reply(const char *text, DWORD *code)
{
    const char *last = NULL, *line = text;
    DWORD open = 0; /* the code of a reply that has begun and not ended */

    for (; line != NULL; line = strchr(line, '\n')) {
        DWORD begun = 0, ended = 0;
        line += *line == '\n';
        /* '\0' is among the followers: a code may be all there is of a line. */
        ended = code_of(line, " \r\n");
        begun = ended == 0 ? code_of(line, "-") : 0;
        if (open != 0) {
            open = ended == open ? 0 : open;
        } else if (begun != 0 || ended != 0) {
            last = line;
            *code = begun + ended;
            open = begun;
        }
    }
    return last;
}

/* A number may be both: 120 and 250 are codes and errors. */
static int explain(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    DWORD code = 0;

    if (digits > 0 && digits <= 9 && text[digits + strspn(text + digits, " \r\n")] == '\0') {
        DWORD number = (DWORD)strtoul(text, NULL, 10);
        int is_reply = TrueFtpReplyClass(number) != 0 && explain_reply(number, NULL);
        int is_error = explain_error(number);
        return is_reply || is_error;
    }
    text = last_reply(text, &code);
    return text != NULL && explain_reply(code, text);
}

/* All of the standard input, as far as a reply can be long. */
static int explain_input(void)
{
    static char text[1 << 17];
    size_t length = fread(text, 1, sizeof text - 1, stdin);

    text[length] = '\0';
    return explain(text);
}

int main(int argc, char **argv)
{
    int known = 0;

    if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
        fprintf(stderr, "usage: explain [code | error number | reply]\n");
        return 2;
    }
    known = argc == 2 ? explain(argv[1]) : explain_input();
    if (!known)
        fprintf(stderr, "that is neither a reply nor a known number\n");
    return known ? 0 : 1;
}
