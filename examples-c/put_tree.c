/*
 * put_tree: uploads a directory with everything in it, and shows the progress.
 *
 *   put_tree [-u user] [-p variable] [-a] host[:port] local remote
 *
 * See common.h for what comes before "local". Missing directories are created, existing files are replaced. Links to
 * files are followed, links to directories are not. A file that is not stored is printed with the server's reply. The
 * program then continues with the other files, unless the connection is lost.
 * Exit status: 0 the server has all files, 1 it does not, 2 wrong usage.
 *
 * The files are written in pieces, to show the progress. Only TrueFtpFinishFile (or InternetCloseHandle) reports whether
 * the server has stored a file.
 */
#ifndef _WIN32
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <sys/stat.h>
#endif

#include "common.h"

#define PIECE 262144

struct work {
    HINTERNET connection;
    char home[4096]; /* the server's directory at the beginning */
    unsigned long files;
    unsigned long failures;
    unsigned long long bytes;
    BOOL lost;
};

static BOOL put_directory(struct work *work, const char *local, const char *remote);

static void progress(const struct work *work, const char *file)
{
    fprintf(stderr, "\r\033[K%lu files, %llu bytes: ", work->files, work->bytes);
    print_text(stderr, file);
}

/* Counts a failure and prints it on a separate line. Network errors other than a refusal end the program's work. */
static void failed(struct work *work, const char *what, DWORD error)
{
    work->failures++;
    work->lost = work->lost || (error >= INTERNET_ERROR_BASE && error != ERROR_INTERNET_EXTENDED_ERROR);
    fputs("\r\033[K", stderr);
    print_failure(what, error);
}

static void failed_locally(struct work *work, const char *what, const char *why)
{
    work->failures++;
    fputs("\r\033[K", stderr);
    print_text(stderr, what);
    fprintf(stderr, ": %s\n", why);
}

static void put_file(struct work *work, const char *local, const char *remote)
{
    static char piece[PIECE];
    size_t count = 0;
    DWORD written = 0;
    BOOL good = TRUE;
    DWORD error = 0;
    HINTERNET file = NULL;
    FILE *from = fopen(local, "rb");

    if (from == NULL) {
        failed_locally(work, local, "cannot be read");
        return;
    }
    progress(work, local);
    file = FtpOpenFileA(work->connection, remote, GENERIC_WRITE, FTP_TRANSFER_TYPE_BINARY, 0);
    if (file == NULL) {
        failed(work, remote, GetLastError());
        fclose(from);
        return;
    }
    while (good && (count = fread(piece, 1, sizeof piece, from)) != 0) {
        good = InternetWriteFile(file, piece, (DWORD)count, &written);
        work->bytes += written;
        progress(work, local);
    }
    if (good)
        good = TrueFtpFinishFile(file);
    error = GetLastError();
    if (!good)
        failed(work, remote, error);
    InternetCloseHandle(file);

    if (ferror(from)) {
        /* The server has only a part of the file: delete it. */
        failed_locally(work, local, "cannot be read to its end");
        FtpDeleteFileA(work->connection, remote);
    } else if (good) {
        work->files++;
    }
    fclose(from);
}

/* "a/b"; the caller frees it. */
static char *join(const char *directory, const char *name)
{
    size_t room = strlen(directory) + strlen(name) + 2;
    const char *slash = directory[0] != '\0' && directory[strlen(directory) - 1] == '/' ? "" : "/";
    char *path = malloc(room);

    if (path == NULL)
        exit(1);
    snprintf(path, room, "%s%s%s", directory, slash, name);
    return path;
}

enum kind { FILE_KIND, DIRECTORY_KIND, OTHER_KIND };

static void put_entry(struct work *work, const char *local, const char *remote, const char *name, enum kind kind)
{
    char *from = join(local, name);
    char *to = join(remote, name);

    if (kind == FILE_KIND)
        put_file(work, from, to);
    else if (kind == DIRECTORY_KIND)
        put_directory(work, from, to);
    else
        failed_locally(work, from, "neither a file nor a directory");
    free(from);
    free(to);
}

static BOOL is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Uploads the contents of a local directory. Returns FALSE if the directory cannot be read. */
#ifdef _WIN32
static BOOL put_entries(struct work *work, const char *local, const char *remote)
{
    WIN32_FIND_DATAA data;
    char *all = join(local, "*");
    HANDLE find = FindFirstFileA(all, &data);
    BOOL more = find != INVALID_HANDLE_VALUE;

    free(all);
    for (; more && !work->lost; more = FindNextFileA(find, &data)) {
        BOOL directory = (data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
        BOOL link = directory && (data.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
        if (!is_dots(data.cFileName))
            put_entry(work, local, remote, data.cFileName,
                      link ? OTHER_KIND : directory ? DIRECTORY_KIND : FILE_KIND);
    }
    return find != INVALID_HANDLE_VALUE && FindClose(find);
}
#else
static BOOL put_entries(struct work *work, const char *local, const char *remote)
{
    struct dirent *entry = NULL;
    DIR *directory = opendir(local);

    while (directory != NULL && !work->lost && (entry = readdir(directory)) != NULL) {
        struct stat itself, target;
        char *path = join(local, entry->d_name);
        enum kind kind = OTHER_KIND;
        if (lstat(path, &itself) == 0 && S_ISDIR(itself.st_mode))
            kind = DIRECTORY_KIND;
        else if (stat(path, &target) == 0 && S_ISREG(target.st_mode))
            kind = FILE_KIND;
        free(path);
        if (!is_dots(entry->d_name))
            put_entry(work, local, remote, entry->d_name, kind);
    }
    return directory != NULL && closedir(directory) == 0;
}
#endif

static BOOL put_directory(struct work *work, const char *local, const char *remote)
{
    /* A directory exists if it can be entered. */
    BOOL there = FtpSetCurrentDirectoryA(work->connection, remote);

    there = there ? FtpSetCurrentDirectoryA(work->connection, work->home)
                  : FtpCreateDirectoryA(work->connection, remote);
    if (!there)
        failed(work, remote, GetLastError());
    else if (!put_entries(work, local, remote))
        failed_locally(work, local, "cannot be read");
    return there;
}

int main(int argc, char **argv)
{
    static struct work work;
    struct target target;
    DWORD room = sizeof work.home;
    HINTERNET session = NULL;
    int i = parse_target(argc, argv, &target);

    if (i == 0 || argc - i != 2) {
        fprintf(stderr, "usage: put_tree [-u user] [-p variable] [-a] host[:port] local remote\n");
        return 2;
    }
    work.connection = connect_to(&target, &session);
    if (work.connection == NULL)
        return 1;
    if (FtpGetCurrentDirectoryA(work.connection, work.home, &room))
        put_directory(&work, argv[i], argv[i + 1]);
    else
        failed(&work, "current directory", GetLastError());
    InternetCloseHandle(session);
    fprintf(stderr, "\r\033[K%lu files, %llu bytes, %lu failures\n", work.files, work.bytes, work.failures);
    return work.failures == 0 ? 0 : 1;
}
