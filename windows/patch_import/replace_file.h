/*
 * Reads a whole file, writes a new file, and replaces a file by another in one step: a crash or a full disk never leaves an
 * incomplete file with the old name.
 */
#ifndef PATCH_IMPORT_REPLACE_FILE_H
#define PATCH_IMPORT_REPLACE_FILE_H

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

struct content {
    unsigned char *bytes;
    size_t size;
    struct stat status;
};

static inline bool is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* A link does not count, even to a regular file: the link itself would be replaced. */
static inline bool is_regular_file(const char *path, struct stat *status)
{
#ifdef _WIN32
    return stat(path, status) == 0 && (status->st_mode & S_IFMT) == S_IFREG;
#else
    return lstat(path, status) == 0 && S_ISREG(status->st_mode);
#endif
}

static inline bool read_bytes(FILE *file, struct content *content)
{
    content->bytes = malloc(content->size + 1);
    if (content->bytes == NULL)
        return false;
    if (fread(content->bytes, 1, content->size, file) == content->size && getc(file) == EOF)
        return true;
    free(content->bytes);
    content->bytes = NULL;
    return false;
}

/* Returns NULL, or the reason why the file cannot be read. The caller frees the bytes. */
static inline const char *read_file(const char *path, struct content *content)
{
    FILE *file = NULL;
    bool done = false;

    content->bytes = NULL;
    if (!is_there(path))
        return "does not exist";
    if (!is_regular_file(path, &content->status))
        return "is not a regular file";
    if (content->status.st_size < 0 || content->status.st_size > INT_MAX / 2)
        return "is too large";
    content->size = (size_t)content->status.st_size;
    file = fopen(path, "rb");
    if (file == NULL)
        return "cannot be read";
    done = read_bytes(file, content);
    fclose(file);
    return done ? NULL : "cannot be read to its end";
}

/* Creates a file with the permissions of another file, and opens it. Returns NULL if it exists or cannot be created. */
static inline FILE *create_like(const char *path, const struct stat *like)
{
#ifdef _WIN32
    int number = _open(path, _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY, _S_IREAD | _S_IWRITE);

    (void)like; /* put_in_place keeps the permissions */
    return number < 0 ? NULL : _fdopen(number, "wb");
#else
    int number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *file = NULL;

    if (number < 0)
        return NULL;
    if (fchown(number, like->st_uid, like->st_gid) != 0)
        errno = 0; /* the file changes its owner: only root can prevent that */
    if (fchmod(number, like->st_mode & 0777) == 0)
        file = fdopen(number, "wb");
    if (file == NULL) {
        close(number);
        unlink(path);
    }
    return file;
#endif
}

static inline bool reaches_the_disk(FILE *file)
{
#ifdef _WIN32
    return fflush(file) == 0 && _commit(_fileno(file)) == 0;
#else
    return fflush(file) == 0 && fsync(fileno(file)) == 0;
#endif
}

/* Writes a new file. If it cannot be written completely, it is removed. */
static inline bool write_new(const char *path, const struct content *content)
{
    FILE *file = create_like(path, &content->status);
    bool done = false;

    if (file == NULL)
        return false;
    done = fwrite(content->bytes, 1, content->size, file) == content->size && reaches_the_disk(file);
    done = fclose(file) == 0 && done;
    if (!done)
        remove(path);
    return done;
}

/* Renames `from` to `to`, which exists and is replaced. */
static inline bool put_in_place(const char *from, const char *to)
{
#ifdef _WIN32
    char whole_from[MAX_PATH];
    char whole_to[MAX_PATH];
    DWORD length_from = GetFullPathNameA(from, sizeof whole_from, whole_from, NULL);
    DWORD length_to = GetFullPathNameA(to, sizeof whole_to, whole_to, NULL);

    if (length_from == 0 || length_from >= sizeof whole_from || length_to == 0 || length_to >= sizeof whole_to)
        return false;
    /* Wine's ReplaceFile does not accept "/" in a path. When ReplaceFile fails, it may have removed `to` already. */
    return ReplaceFileA(whole_to, whole_from, NULL, 0, NULL, NULL) || (!is_there(to) && rename(from, to) == 0);
#else
    return rename(from, to) == 0;
#endif
}

#endif
