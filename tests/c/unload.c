/* A program that unloads the library right after asynchronous work, in many ways.
 *
 * unload HOST PORT FOLDER LIBRARY SILENT_PORT
 *
 * At PORT there is a server, at SILENT_PORT one that accepts connections and says nothing. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifdef _WIN32
#include <windows.h>
typedef HMODULE library;
#define YIELD() Sleep(0)
#else
#include <dirent.h>
#include <dlfcn.h>
#include <netdb.h>
#include <sched.h>
typedef void *library;
#define YIELD() sched_yield()
#endif
#include <stdatomic.h>
#include <time.h>

#define TRUEFTP_NO_LASTERROR
#include "trueftp.h"
#ifndef _WIN32
static DWORD GetLastError(void);
#endif
#include "portable_threads.h"

typedef HINTERNET(WINAPI *open_call)(LPCSTR, DWORD, LPCSTR, LPCSTR, DWORD);
typedef HINTERNET(WINAPI *connect_call)(HINTERNET, LPCSTR, INTERNET_PORT, LPCSTR, LPCSTR, DWORD, DWORD, DWORD_PTR);
typedef BOOL(WINAPI *put_call)(HINTERNET, LPCSTR, LPCSTR, DWORD, DWORD_PTR);
typedef BOOL(WINAPI *close_call)(HINTERNET);
typedef INTERNET_STATUS_CALLBACK(WINAPI *callback_call)(HINTERNET, INTERNET_STATUS_CALLBACK);

/* Each time it is loaded, Rust's standard library takes some of the thread-specific values that a process can have. */
enum { CALLS = 20, ROUNDS = 20 };

static struct server server;
static const char *path;
static INTERNET_PORT silent_port;

static library loaded;
static open_call open_session_of;
static connect_call connect_to;
static put_call put_file;
static close_call close_handle;
static callback_call set_callback;

static HINTERNET session;
static _Atomic(HINTERNET) connection;
static atomic_int waiting, complete, closing;
static atomic_int close_in_callback;

#ifdef _WIN32
static void *find(const char *name)
{
    return (void *)GetProcAddress(loaded, name);
}

static library load(void)
{
    return LoadLibraryA(path);
}

static void unload_once(library library)
{
    CHECK(FreeLibrary(library));
}

static int is_loaded(void)
{
    return GetModuleHandleA(path) != NULL;
}
#else
static DWORD GetLastError(void)
{
    return 0;
}

static void *find(const char *name)
{
    return dlsym(loaded, name);
}

static library load(void)
{
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static void unload_once(library library)
{
    CHECK(dlclose(library) == 0);
}

/* The query makes the system check whether the library can be unloaded. */
static int is_loaded(void)
{
    library again = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    if (again)
        CHECK(dlclose(again) == 0);
    return again != NULL;
}

static int threads(void)
{
    int count = 0;
    DIR *tasks = opendir("/proc/self/task");
    struct dirent *task;
    CHECK(tasks != NULL);
    while ((task = readdir(tasks)) != NULL)
        count += task->d_name[0] != '.';
    closedir(tasks);
    return count;
}

static atomic_int looking, let_go;

/* The library finds this one first: a resolver that hangs. */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
    (void)node, (void)service, (void)hints, (void)result;
    looking++;
    while (!let_go)
        YIELD();
    return EAI_NONAME;
}
#endif

#define WAIT_UNTIL(condition)                                                                                  \
    do {                                                                                                       \
        time_t begin = time(NULL);                                                                             \
        while (!(condition)) {                                                                                 \
            CHECK(time(NULL) - begin < 20);                                                                    \
            YIELD();                                                                                           \
        }                                                                                                      \
    } while (0)

/* ISO C has no cast from an object's address to a function's. */
#define FIND(name, variable)                                                                                   \
    do {                                                                                                       \
        void *address = find(name);                                                                            \
        CHECK(address != NULL);                                                                                \
        memcpy(&variable, &address, sizeof variable);                                                          \
    } while (0)

static void CALLBACK on_status(HINTERNET handle, DWORD_PTR context, DWORD status, LPVOID information, DWORD length)
{
    (void)handle, (void)context, (void)length;
    if (status == INTERNET_STATUS_HANDLE_CREATED) {
        connection = *(HINTERNET *)information;
    } else if (status == INTERNET_STATUS_RECEIVING_RESPONSE) {
        waiting++;
    } else if (status == INTERNET_STATUS_REQUEST_COMPLETE) {
        complete++;
        if (close_in_callback)
            CHECK(close_handle(session));
    } else if (status == INTERNET_STATUS_HANDLE_CLOSING) {
        closing++;
    }
}

static void begin(void)
{
    loaded = load();
    CHECK(loaded != NULL);
    FIND("InternetOpenA", open_session_of);
    FIND("InternetConnectA", connect_to);
    FIND("FtpPutFileA", put_file);
    FIND("InternetCloseHandle", close_handle);
    FIND("InternetSetStatusCallbackA", set_callback);
    waiting = complete = closing = close_in_callback = 0;
    session = open_session_of("test", INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, INTERNET_FLAG_ASYNC);
    CHECK(session != NULL);
    CHECK(set_callback(session, on_status) == NULL);
}

static void connect_later(const char *host, INTERNET_PORT port)
{
    CHECK(connect_to(session, host, port, NULL, NULL, INTERNET_SERVICE_FTP, INTERNET_FLAG_PASSIVE, 1) == NULL);
}

static void unload(void)
{
    unload_once(loaded);
    WAIT_UNTIL(!is_loaded());
}

/* All work done, all handles closed. */
static thread_result THREAD_CALL work_and_close(void *argument)
{
    char file[4096];
    (void)argument;
    begin();
    snprintf(file, sizeof file, "%s/small", server.folder);
    connect_later(server.host, server.port);
    WAIT_UNTIL(complete == 1);
    CHECK(!put_file(connection, file, "kept", FTP_TRANSFER_TYPE_BINARY, 1));
    WAIT_UNTIL(complete == 2);
    CHECK(close_handle(connection));
    WAIT_UNTIL(closing == 1);
    CHECK(close_handle(session));
    return 0;
}

/* Calls are ended by the close, when they wait or, without an argument, when they have hardly begun. */
static thread_result THREAD_CALL cancel_all(void *is_patient)
{
    int i;
    begin();
    for (i = 0; i < CALLS; i++)
        connect_later(server.host, silent_port);
    if (is_patient)
        WAIT_UNTIL(waiting == CALLS);
    CHECK(close_handle(session));
    return 0;
}

/* The last handle is closed in a callback. */
static thread_result THREAD_CALL leave_it_to_the_callback(void *argument)
{
    (void)argument;
    begin();
    close_in_callback = 1;
    connect_later(server.host, server.port);
    return 0;
}

/* The call ends during a name lookup or, without an argument, when the lookup has hardly begun. */
#ifndef _WIN32
static thread_result THREAD_CALL look_up(void *is_patient)
{
    begin();
    connect_later("a.name", 21);
    if (is_patient)
        WAIT_UNTIL(looking == 1);
    CHECK(close_handle(session));
    return 0;
}
#endif

/* A thread that has used the library keeps it loaded, so this is another one that unloads it, as soon as a callback
   has reported that the last handle is closed. */
static void used_in(thread_result(THREAD_CALL *work)(void *), void *argument, int handles)
{
    join_thread(start_thread(work, argument));
    WAIT_UNTIL(closing == handles);
}

static void each_way(void)
{
    used_in(work_and_close, NULL, 1);
    unload();
    used_in(cancel_all, NULL, CALLS);
    unload();
    used_in(cancel_all, &server, CALLS);
    unload();
    used_in(leave_it_to_the_callback, NULL, 1);
    unload();
#ifndef _WIN32
    let_go = looking = 0;
    used_in(look_up, &server, 1);
    unload_once(loaded);
    WAIT_UNTIL(threads() == 2);
    CHECK(is_loaded());
    let_go = 1;
    WAIT_UNTIL(!is_loaded());
    used_in(look_up, NULL, 1);
    unload();
    WAIT_UNTIL(threads() == 1);
#endif
}

int main(int argc, char **argv)
{
    int round;
    CHECK(argc == 6);
    server = server_of(argc, argv);
    path = argv[4];
    silent_port = (INTERNET_PORT)atoi(argv[5]);
    for (round = 0; round < ROUNDS; round++)
        each_way();
    return 0;
}
