/*
 * explain: prints what a server's reply, a reply code or an error number means.
 *
 *   explain 550                     a reply code
 *   explain 12003                   an error number of GetLastError, WinINet or Winsock
 *   explain "550 Access is denied." a reply
 *   explain < reply.txt             a reply of several lines, or the last reply of a dialogue
 *
 * It connects to no server. Exit status: 0 explained, 1 unknown, 2 wrong usage.
 */
#include <trueftp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints a description. The library ends its lines with CR LF. */
static void print_lines(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text != '\r')
            putchar(*text);
    putchar('\n');
}

/* Without a buffer, the functions return the size that they need. Returns 1 if there is a description. */
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

/* The reply code at the beginning of a line, if one of `followers` comes after it; otherwise 0. */
static DWORD code_of(const char *line, const char *followers)
{
    int i;

    for (i = 0; i < 3; i++)
        if (line[i] < '0' || line[i] > '9')
            return 0;
    return strchr(followers, line[3]) != NULL ? (DWORD)strtoul(line, NULL, 10) : 0;
}

/* The beginning of the last reply in a text, and its code; NULL if there is none. All lines from one like "550-No." to one
 * like "550 End" are one reply. */
static const char *last_reply(const char *text, DWORD *code)
{
    const char *last = NULL, *line = text;
    DWORD open = 0; /* the code of a reply whose last line has not come yet */

    for (; line != NULL; line = strchr(line, '\n')) {
        DWORD begun = 0, ended = 0;
        line += *line == '\n';
        /* strchr also finds '\0': a line may consist of a code alone. */
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

/* A number may be both a code and an error: 120 and 250 are. */
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

/* Explains what standard input contains. No reply needs more room than this. */
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
        fprintf(stderr, "this is neither a reply nor a known number\n");
    return known ? 0 : 1;
}
