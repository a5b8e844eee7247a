/*
 * The rival: uploads one local file `count` times with libcurl, as well as libcurl can do it.
 *
 *     put_libcurl host port user password local-file remote-prefix count
 *
 * One easy handle for everything, so that login and control connection are reused; the largest upload buffer
 * libcurl allows; a read callback around read(2), which saves the copy through stdio's buffer; no signals, no
 * progress meter. The commands per file are EPSV and STOR, TYPE I once: as many as the other clients send. PASV instead
 * of EPSV makes no difference.
 *
 * The handle is driven by curl_multi_wait() and not by curl_easy_perform(): the latter sleeps for a whole second when the
 * answer to EPSV or PASV comes so fast that there is no data connection to wait for yet (seen with 7.88). That happens
 * up to ten times in a thousand uploads on loopback, and would make libcurl look slower than it is.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t read_file(char *buffer, size_t size, size_t items, void *user)
{
    ssize_t got = read(*(int *)user, buffer, size * items);
    return got < 0 ? CURL_READFUNC_ABORT : (size_t)got;
}

static void must(CURLcode code, const char *what)
{
    if (code != CURLE_OK) {
        fprintf(stderr, "put_libcurl: %s: %s\n", what, curl_easy_strerror(code));
        exit(1);
    }
}

/* What curl_easy_perform() does, without its sleep; curl_multi_wait() returns at once if there is nothing to wait for. */
static CURLcode perform(CURLM *multi, CURL *curl)
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

static void put(CURLM *multi, CURL *curl, const char *local, const char *url)
{
    struct stat info;
    long reply = 0;
    int fd = open(local, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &info) != 0) {
        perror(local);
        exit(1);
    }
    must(curl_easy_setopt(curl, CURLOPT_URL, url), "URL");
    must(curl_easy_setopt(curl, CURLOPT_READDATA, &fd), "READDATA");
    must(curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)info.st_size), "INFILESIZE_LARGE");
    must(perform(multi, curl), url);
    must(curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply), "RESPONSE_CODE");
    if (reply / 100 != 2) {
        fprintf(stderr, "put_libcurl: %s: final reply %ld\n", url, reply);
        exit(1);
    }
    close(fd);
}

int main(int argc, char **argv)
{
    CURLM *multi;
    CURL *curl;
    char url[1024];
    int i, count;

    if (argc != 8) {
        fprintf(stderr, "usage: %s host port user password local-file remote-prefix count\n", argv[0]);
        return 2;
    }
    must(curl_global_init(CURL_GLOBAL_NOTHING), "curl_global_init");
    multi = curl_multi_init();
    curl = curl_easy_init();
    if (multi == NULL || curl == NULL)
        must(CURLE_OUT_OF_MEMORY, "init");
    must(curl_easy_setopt(curl, CURLOPT_USERNAME, argv[3]), "USERNAME");
    must(curl_easy_setopt(curl, CURLOPT_PASSWORD, argv[4]), "PASSWORD");
    must(curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L), "UPLOAD");
    must(curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 2L * 1024 * 1024), "UPLOAD_BUFFERSIZE");
    must(curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_file), "READFUNCTION");
    must(curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L), "NOSIGNAL");
#if LIBCURL_VERSION_NUM >= 0x075500
    must(curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "ftp"), "PROTOCOLS_STR");
#endif

    count = atoi(argv[7]);
    for (i = 0; i < count; i++) {
        snprintf(url, sizeof url, "ftp://%s:%s/%s%d", argv[1], argv[2], argv[6], i);
        put(multi, curl, argv[5], url);
    }
    curl_easy_cleanup(curl);
    curl_multi_cleanup(multi);
    curl_global_cleanup();
    return 0;
}
