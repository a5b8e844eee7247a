/* Ours: nothing but WinINet's own calls. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <trueftp.h>

static HINTERNET root, connection;

/* Says what failed, with the server's final reply where there is one, and ends the program. */
static void fail(const char *what)
{
    DWORD error = GetLastError();
    DWORD code = 0;
    CHAR text[1024] = "";
    DWORD length = sizeof text;

    TrueFtpGetLastReplyA(&code, text, &length);
    fprintf(stderr, "bench_trueftp: %s: error %lu, reply %lu %s\n", what, (unsigned long)error, (unsigned long)code,
            text);
    exit(1);
}

void log_in(struct server server)
{
    root = InternetOpenA("bench_trueftp", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0);
    if (root == NULL)
        fail("InternetOpen");
    connection = InternetConnectA(root, server.host, (INTERNET_PORT)atoi(server.port), server.user, server.password,
                                  INTERNET_SERVICE_FTP, INTERNET_FLAG_PASSIVE, 0);
    if (connection == NULL)
        fail("InternetConnect");
}

void log_out(void)
{
    InternetCloseHandle(connection);
    InternetCloseHandle(root);
}

void put_file(const char *local, const char *remote)
{
    if (!FtpPutFileA(connection, local, remote, FTP_TRANSFER_TYPE_BINARY, 0))
        fail(remote);
}

void get_file(const char *remote, const char *local)
{
    if (!FtpGetFileA(connection, remote, local, FALSE, FILE_ATTRIBUTE_NORMAL, FTP_TRANSFER_TYPE_BINARY, 0))
        fail(remote);
}

long long read_file(const char *remote)
{
    static char piece[PIECE];
    long long total = 0;
    DWORD got;
    HINTERNET file = FtpOpenFileA(connection, remote, GENERIC_READ, FTP_TRANSFER_TYPE_BINARY, 0);

    if (file == NULL)
        fail(remote);
    do {
        if (!InternetReadFile(file, piece, sizeof piece, &got))
            fail("InternetReadFile");
        total += got;
    } while (got > 0);
    InternetCloseHandle(file);
    return total;
}

long long list_directory(const char *remote)
{
    char pattern[512];
    WIN32_FIND_DATAA entry;
    long long total = 1;
    HINTERNET find;

    snprintf(pattern, sizeof pattern, "%s/*", remote);
    find = FtpFindFirstFileA(connection, pattern, &entry, 0, 0);
    if (find == NULL)
        fail(pattern);
    while (InternetFindNextFileA(find, &entry))
        total++;
    if (GetLastError() != ERROR_NO_MORE_FILES)
        fail("InternetFindNextFile");
    InternetCloseHandle(find);
    return total;
}
