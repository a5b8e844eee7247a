/*
 * The rival: libcurl, as fast as its options make it.
 *
 * One easy handle for everything, so that login and control connection are reused; the largest upload buffer libcurl
 * allows, and 512 KiB for downloads, as the usual 16 KiB cost a fifth more; callbacks around read(2) and write(2),
 * which saves the copy through stdio's buffer; no signals, no progress meter. The commands per upload are EPSV and
 * STOR, TYPE I once: as many as the other clients send. PASV instead of EPSV makes no difference.
 *
 * The handle is driven by curl_multi_wait() and not by curl_easy_perform(): the latter sleeps for a whole second when the
 * answer to EPSV or PASV comes so fast that there is no data connection to wait for yet (seen with 7.88). That happens
 * up to ten times in a thousand uploads on loopback, and would make libcurl look slower than it is.
 */
#include "bench.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct server server;
static CURLM *multi;
static CURL *curl;

static size_t read_local(char *buffer, size_t size, size_t items, void *user)
{
    ssize_t got = read(*(int *)user, buffer, size * items);
    return got < 0 ? CURL_READFUNC_ABORT : (size_t)got;
}

static size_t write_local(char *data, size_t size, size_t items, void *user)
{
    ssize_t written = write(*(int *)user, data, size * items);
    return written < 0 ? 0 : (size_t)written;
}

static size_t count_bytes(char *data, size_t size, size_t items, void *user)
{
    (void)data;
    *(long long *)user += (long long)(size * items);
    return size * items;
}

static long count_entry(const void *entry, void *user, int left)
{
    (void)entry;
    (void)left;
    ++*(long long *)user;
    return CURL_CHUNK_BGN_FUNC_SKIP;
}

static void must(CURLcode code, const char *what)
{
    if (code != CURLE_OK) {
        fprintf(stderr, "bench_libcurl: %s: %s\n", what, curl_easy_strerror(code));
        exit(1);
    }
}

static int open_local(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0666);

    if (fd < 0) {
        perror(path);
        exit(1);
    }
    return fd;
}

/* What curl_easy_perform() does, without its sleep; curl_multi_wait() returns at once if there is nothing to wait for. */
static CURLcode perform(void)
{
    CURLMcode code = curl_multi_add_handle(multi, curl);
    CURLcode result = CURLE_FAILED_INIT;
    CURLMsg *message;
    int running = 1, queued;

    while (code == CURLM_OK && running) {
        code = curl_multi_perform(multi, &running);
        if (code == CURLM_OK && running)
            code = curl_multi_wait(multi, NULL, 0, 1000, NULL);
    }
    message = curl_multi_info_read(multi, &queued);
    if (code == CURLM_OK && message != NULL && message->msg == CURLMSG_DONE)
        result = message->data.result;
    curl_multi_remove_handle(multi, curl);
    return result;
}

/* Does what the handle was set up for with one path on the server; returns the final reply. */
static long request(const char *path)
{
    char url[1024];
    long reply = 0;

    snprintf(url, sizeof url, "ftp://%s:%s/%s", server.host, server.port, path);
    must(curl_easy_setopt(curl, CURLOPT_URL, url), "URL");
    must(perform(), url);
    must(curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply), "RESPONSE_CODE");
    return reply;
}

static void transfer(const char *path)
{
    long reply = request(path);

    if (reply / 100 != 2) {
        fprintf(stderr, "bench_libcurl: %s: final reply %ld\n", path, reply);
        exit(1);
    }
}

void log_in(struct server to)
{
    server = to;
    must(curl_global_init(CURL_GLOBAL_NOTHING), "curl_global_init");
    multi = curl_multi_init();
    curl = curl_easy_init();
    if (multi == NULL || curl == NULL)
        must(CURLE_OUT_OF_MEMORY, "init");
    must(curl_easy_setopt(curl, CURLOPT_USERNAME, server.user), "USERNAME");
    must(curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password), "PASSWORD");
    must(curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 2L * 1024 * 1024), "UPLOAD_BUFFERSIZE");
    must(curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L), "NOSIGNAL");
#if LIBCURL_VERSION_NUM >= 0x075500
    must(curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "ftp"), "PROTOCOLS_STR");
#endif
}

void log_out(void)
{
    curl_easy_cleanup(curl);
    curl_multi_cleanup(multi);
    curl_global_cleanup();
}

void put_file(const char *local, const char *remote)
{
    struct stat info;
    int fd = open_local(local, O_RDONLY);

    if (fstat(fd, &info) != 0) {
        perror(local);
        exit(1);
    }
    must(curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L), "UPLOAD");
    must(curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_local), "READFUNCTION");
    must(curl_easy_setopt(curl, CURLOPT_READDATA, &fd), "READDATA");
    must(curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)info.st_size), "INFILESIZE_LARGE");
    transfer(remote);
    close(fd);
}

static void download(const char *path, curl_write_callback callback, void *user)
{
    must(curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 512L * 1024), "BUFFERSIZE");
    must(curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, callback), "WRITEFUNCTION");
    must(curl_easy_setopt(curl, CURLOPT_WRITEDATA, user), "WRITEDATA");
    transfer(path);
}

void get_file(const char *remote, const char *local)
{
    int fd = open_local(local, O_WRONLY | O_CREAT | O_TRUNC);

    download(remote, write_local, &fd);
    close(fd);
}

long long read_file(const char *remote)
{
    long long total = 0;

    download(remote, count_bytes, &total);
    return total;
}

/* A wildcard with every match skipped: nothing else makes libcurl parse a listing. It leaves no reply code behind. */
long long list_directory(const char *remote)
{
    char pattern[512];
    long long total = 0;

    snprintf(pattern, sizeof pattern, "%s/*", remote);
    must(curl_easy_setopt(curl, CURLOPT_WILDCARDMATCH, 1L), "WILDCARDMATCH");
    must(curl_easy_setopt(curl, CURLOPT_CHUNK_BGN_FUNCTION, count_entry), "CHUNK_BGN_FUNCTION");
    must(curl_easy_setopt(curl, CURLOPT_CHUNK_DATA, &total), "CHUNK_DATA");
    request(pattern);
    return total;
}
