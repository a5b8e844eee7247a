/*
 * trueftp: WinINet's FTP functions, whose return value is the server's final reply.
 *
 * Conventions
 *
 *   Handles are numbers, not addresses. A closed, invalid or wrong handle is reported as an error. The code that opened
 *   a handle closes it with InternetCloseHandle, which also closes all handles that were opened from it.
 *
 *   Threads: every function may be called from any thread, with any handle. A second call on a connection waits for the
 *   first. In asynchronous mode, and inside a callback of that connection, it fails with
 *   ERROR_FTP_TRANSFER_IN_PROGRESS instead. Closing a handle cancels the calls that run on it and on handles opened from
 *   it; they fail with ERROR_INTERNET_OPERATION_CANCELLED, whatever they wait for. A handle may be closed in any thread
 *   and inside a callback. A connection is not usable after a call on it was cancelled. A callback blocks its own
 *   connection while it waits for another one, so two threads must not wait for each other's connections.
 *   The library's threads end after the last handle is closed, and keep the library loaded until then. No function may
 *   be called from DllMain, or from other code that runs while a library is loaded or unloaded.
 *
 *   Buffers are a pointer and a length in characters (options: in bytes). A buffer that is too small is not written to;
 *   the call fails with ERROR_INSUFFICIENT_BUFFER and returns the required length. Input strings end with NUL and are
 *   only read during the call. NULL is an error where it is not allowed.
 *
 *   Text: A functions take bytes and send them unchanged. W functions take UTF-16 (WCHAR) and send UTF-8, on Windows by
 *   default ANSI. Names without A or W are macros for one of the two, selected by UNICODE.
 *
 *   Errors: BOOL functions return TRUE or FALSE, other functions return NULL for failure. GetLastError returns the
 *   reason on the same thread. It is 0 after success, but InternetCloseHandle sets it only on failure.
 *
 * On systems other than Windows, trueftp_wininet.h defines the types, constants and error numbers that FTP programs use
 * from <windows.h> and <wininet.h>. Macros to define before including this header: UNICODE; TRUEFTP_NO_LASTERROR for no
 * GetLastError and SetLastError macros; TRUEFTP_NO_TYPES, or a part such as TRUEFTP_NO_BOOL, if another header defines
 * these types (see trueftp_wininet.h).
 */

#ifndef TRUEFTP_H
#define TRUEFTP_H

/* Generated from src/abi and src/constants by build.rs. Do not edit. */

/* The version of this header. TrueFtpVersion returns the version of the library. */
#define TRUEFTP_VERSION "0.1.0"
#define TRUEFTP_VERSION_MAJOR 0
#define TRUEFTP_VERSION_MINOR 1
#define TRUEFTP_VERSION_PATCH 0
#define TRUEFTP_VERSION_NUMBER \
    ((TRUEFTP_VERSION_MAJOR << 16) | (TRUEFTP_VERSION_MINOR << 8) | TRUEFTP_VERSION_PATCH)

#include <stddef.h>
#if defined(_WIN32)
/* These headers may be included before or after this one. */
#include <windows.h>
#include <wininet.h>
#else
#include "trueftp_wininet.h"
#endif

/* Extensions: options. Handles that are opened later inherit them. */
/* BOOL: whether W functions send names as UTF-8. The default is FALSE (ANSI) on Windows and TRUE elsewhere. */
#define TRUEFTP_OPTION_UTF8 0x54460001
/* Text, with a NULL handle only: the file that receives all commands and replies, "stderr", or "" for none. */
#define TRUEFTP_OPTION_LOG 0x54460002
/* BOOL: whether the status callback receives TRUEFTP_STATUS_PROGRESS. */
#define TRUEFTP_OPTION_PROGRESS 0x54460003

/* Extensions: statuses. */
/* TRUEFTP_PROGRESS: at most every 100 ms while the bytes of a file move, and once at their end. */
#define TRUEFTP_STATUS_PROGRESS 0x54460001

/* The class of a reply: its first digit (RFC 959, section 4.2.1; for 6, RFC 2228). */
#define TRUEFTP_CLASS_PRELIMINARY 1
#define TRUEFTP_CLASS_COMPLETION 2
#define TRUEFTP_CLASS_INTERMEDIATE 3
#define TRUEFTP_CLASS_TRANSIENT_NEGATIVE 4
#define TRUEFTP_CLASS_PERMANENT_NEGATIVE 5
#define TRUEFTP_CLASS_PROTECTED 6

/* The group of a reply: its second digit, which names the subject. */
#define TRUEFTP_GROUP_SYNTAX 0
#define TRUEFTP_GROUP_INFORMATION 1
#define TRUEFTP_GROUP_CONNECTIONS 2
#define TRUEFTP_GROUP_LOGIN 3
#define TRUEFTP_GROUP_UNSPECIFIED 4
#define TRUEFTP_GROUP_FILE_SYSTEM 5

/* TrueFtpRetryAdvice. */
/* There is nothing to retry. */
#define TRUEFTP_RETRY_NONE 0
/* An immediate retry may succeed. */
#define TRUEFTP_RETRY_NOW 1
/* A later retry may succeed. */
#define TRUEFTP_RETRY_LATER 2
/* A retry fails again until something is changed. */
#define TRUEFTP_RETRY_NEVER 3
/* The request may have been carried out (the file may be there); check before a retry. */
#define TRUEFTP_RETRY_UNKNOWN 4

/* TRUEFTP_REPLY_INFO and TRUEFTP_PROGRESS. */
/* The reply names no IIS substatus. */
#define TRUEFTP_NO_SUBSTATUS 0xFFFFFFFF
/* The number of bytes is not known. */
#define TRUEFTP_SIZE_UNKNOWN 0xFFFFFFFFFFFFFFFFull
/* The size of szCommand, including its NUL. */
#define TRUEFTP_COMMAND_SIZE 1024

/* The value of TRUEFTP_STATUS_PROGRESS. */
typedef struct {
    unsigned long long ullDone;
    unsigned long long ullTotal;
} TRUEFTP_PROGRESS, *LPTRUEFTP_PROGRESS;

/* Define TRUEFTP_STATIC when linking the static library on Windows. */
#if defined(_WIN32) && !defined(TRUEFTP_STATIC)
#define TRUEFTP_API __declspec(dllimport)
#else
#define TRUEFTP_API
#endif

#if defined(_WIN32) && defined(TRUEFTP_STATIC)
/* <wininet.h> declares these functions as imports from a DLL; the declarations below override that. */
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winconsistent-dllimport"
#elif defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes"
#endif
#endif

#if !defined(_WIN32) && !defined(TRUEFTP_NO_LASTERROR)
#ifndef GetLastError
#define GetLastError TrueFtpGetLastError
#endif
#ifndef SetLastError
#define SetLastError TrueFtpSetLastError
#endif
#endif


/**
 * What is known of a reply and of the call that it ended: TrueFtpGetReplyInfo. Fields may be added at the end.
 */
typedef struct TRUEFTP_REPLY_INFO {
  /**
   * In: the size of the structure. Out: how many bytes of it were written.
   */
  DWORD dwStructSize;
  /**
   * The number of the final reply (226, 451 ...); 0 when there was none.
   */
  DWORD dwCode;
  /**
   * Its first digit: TRUEFTP_CLASS_COMPLETION and others; 0 without a reply.
   */
  DWORD dwClass;
  /**
   * Its second digit: TRUEFTP_GROUP_CONNECTIONS and others; 0 without a reply.
   */
  DWORD dwGroup;
  /**
   * TRUE for 4yz.
   */
  BOOL fTransient;
  /**
   * The substatus of IIS that the reply's text names, 0 to 55; else TRUEFTP_NO_SUBSTATUS. IIS has the same words for
   * 27 and 28: 27 is told where they speak of the data channel.
   */
  DWORD dwIisSubstatus;
  /**
   * The number of the Win32 error that the reply's text names behind "Win32 error:"; else 0.
   */
  DWORD dwWin32Error;
  /**
   * The length of the command, also of one that is longer than szCommand.
   */
  DWORD dwCommandLength;
  /**
   * When the call's operation ended: milliseconds since 1970-01-01, UTC; 0 when there was none.
   */
  unsigned long long ullMoment;
  /**
   * Bytes of the file that were handed to the data connection, or came over it. The server may have fewer.
   */
  unsigned long long ullBytesDone;
  /**
   * How many there are in all; TRUEFTP_SIZE_UNKNOWN where nobody said, or nothing was to be transferred.
   */
  unsigned long long ullBytesTotal;
  /**
   * The last command that was sent, with its argument, in the bytes that were sent and ended by NUL; cut where it is
   * longer. Without the arguments of PASS and ACCT, and of SITE commands for passwords and users: never a password.
   * Empty for the greeting.
   */
  char szCommand[TRUEFTP_COMMAND_SIZE];
} TRUEFTP_REPLY_INFO;

#ifdef __cplusplus
extern "C" {
#endif /* __cplusplus */

/**
 * Opens a session, the root of all other handles. No network is touched.
 *
 * @param lpszAgent      the name of the program; may be NULL; FTP does not send it (INTERNET_OPTION_USER_AGENT)
 * @param dwAccessType   INTERNET_OPEN_TYPE_PRECONFIG, ..._DIRECT, ..._PROXY or ..._PRECONFIG_WITH_NO_AUTOPROXY
 * @param lpszProxy      a proxy list, needed for INTERNET_OPEN_TYPE_PROXY; accepted and not used: FTP goes directly
 * @param lpszProxyBypass  may be NULL; not used
 * @param dwFlags        0; INTERNET_FLAG_OFFLINE (every network call fails); INTERNET_FLAG_ASYNC: calls on handles below that
 *                        have a callback and a context value other than 0 go on in the background. They return FALSE or
 *                        NULL with ERROR_IO_PENDING, and their end is told by INTERNET_STATUS_REQUEST_COMPLETE; until then
 *                        whatever they write to must stay valid. One such call at a time on a connection.
 * @return the handle, to be closed with InternetCloseHandle; NULL on failure
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INTERNET_ASYNC_THREAD_FAILED, ERROR_INTERNET_OUT_OF_HANDLES
 * @note Any thread. Source: Microsoft, InternetOpenA.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenA(LPCSTR lpszAgent,
                                           DWORD dwAccessType,
                                           LPCSTR lpszProxy,
                                           LPCSTR lpszProxyBypass,
                                           DWORD dwFlags);

/**
 * InternetOpenA with 16-bit text.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenW(LPCWSTR lpszAgent,
                                           DWORD dwAccessType,
                                           LPCWSTR lpszProxy,
                                           LPCWSTR lpszProxyBypass,
                                           DWORD dwFlags);

/**
 * Connects to an FTP server and logs in. Blocks until both are done.
 *
 * What the server said (greeting, login messages) is the last response afterwards, also after success.
 *
 * @param hInternet       a handle of InternetOpen
 * @param lpszServerName  a host name, an IPv4 address, or an IPv6 address with or without brackets
 * @param nServerPort     the port; 0 for 21
 * @param lpszUserName    NULL or "" for anonymous
 * @param lpszPassword    NULL or "" for none (anonymous: `anonymous@`); a password without a user is an error
 * @param dwService       INTERNET_SERVICE_FTP
 * @param dwFlags         INTERNET_FLAG_PASSIVE: the server listens for data connections. Without it this side listens,
 *                        and passive mode is tried only when the server refuses PORT. All other bits are ignored.
 * @param dwContext       any value, for the status callback; kept as INTERNET_OPTION_CONTEXT_VALUE
 * @return the handle, to be closed with InternetCloseHandle; NULL on failure, or where it goes on in the background
 *         (ERROR_IO_PENDING)
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_INVALID_OPERATION
 * (another service), ERROR_INTERNET_NOT_INITIALIZED, ERROR_INTERNET_NAME_NOT_RESOLVED, ERROR_INTERNET_CANNOT_CONNECT,
 * ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_LOGIN_FAILURE (the server refused user or password),
 * ERROR_INTERNET_EXTENDED_ERROR (it said no otherwise), ERROR_INTERNET_CONNECTION_ABORTED, ..._RESET,
 * ERROR_INTERNET_INTERNAL_ERROR (its replies are none), ERROR_INTERNET_OPERATION_CANCELLED (a handle above was closed)
 * @note Any thread. Source: Microsoft, InternetConnectA; RFC 959, section 5.4.
 */
TRUEFTP_API HINTERNET WINAPI InternetConnectA(HINTERNET hInternet,
                                              LPCSTR lpszServerName,
                                              INTERNET_PORT nServerPort,
                                              LPCSTR lpszUserName,
                                              LPCSTR lpszPassword,
                                              DWORD dwService,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * InternetConnectA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API HINTERNET WINAPI InternetConnectW(HINTERNET hInternet,
                                              LPCWSTR lpszServerName,
                                              INTERNET_PORT nServerPort,
                                              LPCWSTR lpszUserName,
                                              LPCWSTR lpszPassword,
                                              DWORD dwService,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * Closes a handle and all handles below it. What runs on them, in other threads or in the background, ends with
 * ERROR_INTERNET_OPERATION_CANCELLED; this does not wait for that, and the last that the callback of each handle is told
 * is INTERNET_STATUS_HANDLE_CLOSING. Idle connections say QUIT; the wait for the goodbyes is a quarter of a second
 * at most, however many they are.
 *
 * A file that is open for writing ends here: the upload is finished, and when the server refuses it, this fails with
 * the verdict, although the handle is closed. That is so too when the handle of the connection or the session is closed.
 * A file that is open for reading and was not read to its end is given up; the connection can be used again. A file that a
 * call is in the middle of writing is given up too: this fails with ERROR_INTERNET_OPERATION_CANCELLED, as nobody will ever
 * tell that the file is whole.
 *
 * Success changes neither the last error nor, unless a file was written, the last response, so both can still be read
 * after cleaning up.
 *
 * @param hInternet  any handle
 * @return TRUE; FALSE when there is no such handle, or a file was not kept by the server
 * @par Errors
 * ERROR_INVALID_HANDLE; for a file opened for writing ERROR_INTERNET_EXTENDED_ERROR and others, as for FtpPutFileA; for a
 * file whose data was all read the failure of the download, where no InternetReadFile has told it
 * @note Any thread, also while the handle is in use, and inside its callbacks. Source: Microsoft, InternetCloseHandle.
 */
TRUEFTP_API BOOL WINAPI InternetCloseHandle(HINTERNET hInternet);

/**
 * Uploads a file. TRUE means that the server's final reply is 2yz and that every byte reached it.
 *
 * After FALSE with ERROR_INTERNET_EXTENDED_ERROR the server's reply tells why: TrueFtpGetLastReplyA gives its number and
 * text, InternetGetLastResponseInfoA the whole dialogue.
 *
 * @param hConnect            a handle of InternetConnect
 * @param lpszLocalFile       the path of a regular file
 * @param lpszNewRemoteFile   the name on the server, sent as it is; but where it has `\` and no `/`, and the server is no
 *                            Windows or DOS, `\` is sent as `/`. CR and LF are refused.
 * @param dwFlags             FTP_TRANSFER_TYPE_BINARY or ..._UNKNOWN: the bytes as they are. FTP_TRANSFER_TYPE_ASCII: `TYPE A`;
 *                            off Windows each LF without CR becomes CR LF. All bits above the lowest two are ignored.
 * @param dwContext           the context value of the callbacks; see InternetSetStatusCallbackA
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED;
 * of the local file: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED (also for what is no regular file),
 * ERROR_HANDLE_EOF (it became shorter meanwhile) and others;
 * ERROR_INTERNET_EXTENDED_ERROR (the server said no, at whatever point), ERROR_INTERNET_TIMEOUT,
 * ERROR_INTERNET_CONNECTION_ABORTED and ..._RESET (no final reply, or the data did not reach the server),
 * ERROR_INTERNET_CANNOT_CONNECT (data connection), ERROR_INTERNET_SOURCE_PORT_IN_USE, ERROR_FTP_NO_PASSIVE_MODE,
 * ERROR_INTERNET_INTERNAL_ERROR (the replies are none), ERROR_FTP_DROPPED (the connection was lost before: connect anew),
 * ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
 * @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpPutFileA; RFC 959.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileA(HINTERNET hConnect,
                                    LPCSTR lpszLocalFile,
                                    LPCSTR lpszNewRemoteFile,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * FtpPutFileA with 16-bit text; the remote name is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileW(HINTERNET hConnect,
                                    LPCWSTR lpszLocalFile,
                                    LPCWSTR lpszNewRemoteFile,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * FtpPutFileA with a 16-bit local path and a narrow remote name.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileEx(HINTERNET hFtpSession,
                                     LPCWSTR lpszLocalFile,
                                     LPCSTR lpszNewRemoteFile,
                                     DWORD dwFlags,
                                     DWORD_PTR dwContext);

/**
 * Downloads a file. TRUE means that the server's final reply is 2yz and that every byte is in the local file.
 *
 * The data goes to a temporary file beside the local one (.trueftp-NUMBER.part), which gets its name only
 * when all is well: on failure a file that was there before is untouched, and none appears where there was none.
 * A file that is replaced keeps its mode; on Windows its DACL (one that it inherited is inherited anew) and the attributes
 * hidden, system, archive and not indexed. It is encrypted (EFS) where its directory is.
 * Unless the program sent REST before, the size is asked for (SIZE) in binary mode, and less than that is a failure.
 *
 * @param hConnect               a handle of InternetConnect
 * @param lpszRemoteFile         the name on the server; see FtpPutFileA for how names are sent
 * @param lpszNewFile            the path of the local file
 * @param fFailIfExists          TRUE: a local file of that name is an error, and is never replaced
 * @param dwFlagsAndAttributes   attributes of the local file, besides those that a file which is replaced keeps: on Windows
 *                               those that CreateFile takes, but no flags; elsewhere FILE_ATTRIBUTE_READONLY alone
 * @param dwFlags                FTP_TRANSFER_TYPE_BINARY or ...UNKNOWN: the bytes as they are. FTP_TRANSFER_TYPE_ASCII:
 *                               `TYPE A`; off Windows CR LF becomes LF. All bits above the lowest two are ignored.
 * @param dwContext              the context value of the callbacks; see InternetSetStatusCallbackA
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED,
 * ERROR_FTP_TRANSFER_IN_PROGRESS (a file is open on the connection);
 * of the local file: ERROR_FILE_EXISTS, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED (also for what is no regular file),
 * ERROR_SHARING_VIOLATION (on Windows: a program has it open and does not share its removal), ERROR_DISK_FULL and others;
 * ERROR_INTERNET_EXTENDED_ERROR (the server said no, at whatever point), ERROR_INTERNET_TIMEOUT,
 * ERROR_INTERNET_CONNECTION_ABORTED and ...RESET (no final reply, or the data ended too early),
 * ERROR_INTERNET_CANNOT_CONNECT (data connection), ERROR_INTERNET_SOURCE_PORT_IN_USE, ERROR_FTP_NO_PASSIVE_MODE,
 * ERROR_INTERNET_INTERNAL_ERROR (the replies are none), ERROR_FTP_DROPPED (the connection was lost before: connect anew),
 * ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
 * @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpGetFileA; RFC 959.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileA(HINTERNET hConnect,
                                    LPCSTR lpszRemoteFile,
                                    LPCSTR lpszNewFile,
                                    BOOL fFailIfExists,
                                    DWORD dwFlagsAndAttributes,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * FtpGetFileA with 16-bit text; the remote name is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileW(HINTERNET hConnect,
                                    LPCWSTR lpszRemoteFile,
                                    LPCWSTR lpszNewFile,
                                    BOOL fFailIfExists,
                                    DWORD dwFlagsAndAttributes,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * FtpGetFileA with a narrow remote name and a 16-bit local path.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileEx(HINTERNET hFtpSession,
                                     LPCSTR lpszRemoteFile,
                                     LPCWSTR lpszNewFile,
                                     BOOL fFailIfExists,
                                     DWORD dwFlagsAndAttributes,
                                     DWORD dwFlags,
                                     DWORD_PTR dwContext);

/**
 * Opens a remote file for reading (RETR) or writing (STOR). Returns when the server has begun and the data connection
 * is there. Until the file is closed, every other FTP call on the connection fails with
 * ERROR_FTP_TRANSFER_IN_PROGRESS.
 *
 * A file written ends with TrueFtpFinishFile or InternetCloseHandle, and its verdict is theirs.
 *
 * @param hConnect      a handle of InternetConnect
 * @param lpszFileName  the name on the server; see FtpPutFileA for how names are sent
 * @param dwAccess      GENERIC_READ or GENERIC_WRITE
 * @param dwFlags       FTP_TRANSFER_TYPE_BINARY, ...ASCII (`TYPE A`; the bytes are given as they come) or ...UNKNOWN
 *                      (binary). All bits above the lowest two are ignored.
 * @param dwContext     any value; kept as INTERNET_OPTION_CONTEXT_VALUE
 * @return the handle, to be closed with InternetCloseHandle; NULL on failure
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER,
 * ERROR_FTP_TRANSFER_IN_PROGRESS, and those of the network as for FtpPutFileA
 * @note Any thread. Source: Microsoft, FtpOpenFileA; RFC 959.
 */
TRUEFTP_API HINTERNET WINAPI FtpOpenFileA(HINTERNET hConnect,
                                          LPCSTR lpszFileName,
                                          DWORD dwAccess,
                                          DWORD dwFlags,
                                          DWORD_PTR dwContext);

/**
 * FtpOpenFileA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API HINTERNET WINAPI FtpOpenFileW(HINTERNET hConnect,
                                          LPCWSTR lpszFileName,
                                          DWORD dwAccess,
                                          DWORD dwFlags,
                                          DWORD_PTR dwContext);

/**
 * Ends an upload that was written with InternetWriteFile, and tells what became of it: for programs that do not look at
 * what InternetCloseHandle returns. The handle stays until it is closed; asked again, it tells the same.
 *
 * @param hFile  a file handle opened for writing
 * @return TRUE when the server's final reply is 2yz and every byte reached it; else FALSE
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_ACCESS_DENIED (the file is read), and those of the
 * network as for FtpPutFileA
 * @note Any thread. An extension of trueftp.
 */
TRUEFTP_API BOOL WINAPI TrueFtpFinishFile(HINTERNET hFile);

/**
 * Gives the size of a remote file that is open for reading, as the server told it when it was opened.
 *
 * @param hFile               a handle of FtpOpenFile or InternetOpenUrl
 * @param lpdwFileSizeHigh    receives the upper 32 bits; may be NULL
 * @return the lower 32 bits; 0xFFFFFFFF on failure, which GetLastError tells from a size
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE (also for a file that is written),
 * ERROR_INTERNET_ITEM_NOT_FOUND (the server told none)
 * @note Any thread; no network. Source: Microsoft, FtpGetFileSize; RFC 3659, section 4.
 */
TRUEFTP_API DWORD WINAPI FtpGetFileSize(HINTERNET hFile,
                                        LPDWORD lpdwFileSizeHigh);

/**
 * Reads from a remote file: fills the buffer, unless the file ends before. The end is TRUE with 0 bytes, and is told only
 * when the server's final reply to the download is 2yz and nothing is missing.
 *
 * A directory opened by InternetOpenUrl comes as HTML, in whole lines.
 *
 * @param hFile                   a handle of FtpOpenFile, FtpCommand or InternetOpenUrl
 * @param lpBuffer                receives the bytes
 * @param dwNumberOfBytesToRead   its size
 * @param lpdwNumberOfBytesRead   receives the number of bytes read; set to 0 before anything else
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a pointer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
 * ERROR_ACCESS_DENIED (the file was opened for writing), ERROR_INSUFFICIENT_BUFFER (HTML: no line fits),
 * ERROR_INTERNET_EXTENDED_ERROR (the server's final reply is no; told once, the bytes read before stand),
 * ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and ...RESET, ERROR_INTERNET_OPERATION_CANCELLED
 * @note Any thread. Source: Microsoft, InternetReadFile.
 */
TRUEFTP_API BOOL WINAPI InternetReadFile(HINTERNET hFile,
                                         LPVOID lpBuffer,
                                         DWORD dwNumberOfBytesToRead,
                                         LPDWORD lpdwNumberOfBytesRead);

/**
 * InternetReadFile with its buffer in a structure: `dwBufferLength` bytes to `lpvBuffer`, and the number read goes to
 * `dwBufferLength`.
 *
 * @param hFile         as for InternetReadFile
 * @param lpBuffersOut  the structure; its `dwStructSize` must be its size
 * @param dwFlags       IRF_NO_WAIT: what is there will do; where nothing is, it waits for the first bytes, so that 0 is
 *                      always the end. IRF_SYNC: it waits also in asynchronous mode. All other bits are ignored.
 * @param dwContext     not used: callbacks get the handle's context value
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a NULL pointer, or another size), and those of InternetReadFile
 * @note Any thread. Source: Microsoft, InternetReadFileExA.
 */
TRUEFTP_API BOOL WINAPI InternetReadFileExA(HINTERNET hFile,
                                            LPINTERNET_BUFFERSA lpBuffersOut,
                                            DWORD dwFlags,
                                            DWORD_PTR dwContext);

/**
 * InternetReadFileExA with the structure of 16-bit programs.
 */
TRUEFTP_API BOOL WINAPI InternetReadFileExW(HINTERNET hFile,
                                            LPINTERNET_BUFFERSW lpBuffersOut,
                                            DWORD dwFlags,
                                            DWORD_PTR dwContext);

/**
 * Writes to a remote file: all bytes, or it fails. They are handed over then; whether the server keeps them is told by
 * TrueFtpFinishFile and InternetCloseHandle.
 *
 * @param hFile                      a handle of FtpOpenFile or FtpCommand
 * @param lpBuffer                   the bytes
 * @param dwNumberOfBytesToWrite     how many
 * @param lpdwNumberOfBytesWritten   receives the number of bytes written; set to 0 before anything else
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a pointer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
 * ERROR_ACCESS_DENIED (the file was opened for reading), ERROR_INTERNET_INCORRECT_HANDLE_STATE (it was finished),
 * ERROR_INTERNET_EXTENDED_ERROR (the server has said no already; every later call says so too),
 * ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and ...RESET, ERROR_INTERNET_OPERATION_CANCELLED
 * @note Any thread. Source: Microsoft, InternetWriteFile.
 */
TRUEFTP_API BOOL WINAPI InternetWriteFile(HINTERNET hFile,
                                          LPCVOID lpBuffer,
                                          DWORD dwNumberOfBytesToWrite,
                                          LPDWORD lpdwNumberOfBytesWritten);

/**
 * InternetWriteFile with its bytes in a structure: `dwBufferLength` bytes from `lpvBuffer`.
 *
 * @param hFile        as for InternetWriteFile
 * @param lpBuffersIn  the structure; its `dwStructSize` must be its size
 * @param dwFlags      not used
 * @param dwContext    not used: callbacks get the handle's context value
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a NULL pointer, or another size), and those of InternetWriteFile
 * @note Any thread. Windows exports it without documenting it; this is InternetReadFileExA the other way round.
 */
TRUEFTP_API BOOL WINAPI InternetWriteFileExA(HINTERNET hFile,
                                             LPINTERNET_BUFFERSA lpBuffersIn,
                                             DWORD dwFlags,
                                             DWORD_PTR dwContext);

/**
 * InternetWriteFileExA with the structure of 16-bit programs.
 */
TRUEFTP_API BOOL WINAPI InternetWriteFileExW(HINTERNET hFile,
                                             LPINTERNET_BUFFERSW lpBuffersIn,
                                             DWORD dwFlags,
                                             DWORD_PTR dwContext);

/**
 * Tells how many bytes can be read without waiting. Waits until there is one, or the end.
 *
 * @param hFile                         as for InternetReadFile
 * @param lpdwNumberOfBytesAvailable    receives the number: at most INTERNET_OPTION_READ_BUFFER_SIZE, and the same until
 *                                      they are read; 0 at the end; may be NULL
 * @param dwFlags                       reserved
 * @param dwContext                     reserved
 * @return TRUE or FALSE
 * @par Errors
 * those of InternetReadFile
 * @note Any thread. Source: Microsoft, InternetQueryDataAvailable.
 */
TRUEFTP_API BOOL WINAPI InternetQueryDataAvailable(HINTERNET hFile,
                                                   LPDWORD lpdwNumberOfBytesAvailable,
                                                   DWORD dwFlags,
                                                   DWORD_PTR dwContext);

/**
 * Refused: a file of FTP is read from its beginning to its end.
 *
 * @param hFile             any handle
 * @param lDistanceToMove   not used
 * @param pReserved         not used
 * @param dwMoveMethod      not used
 * @param dwContext         not used
 * @return 0xFFFFFFFF (INVALID_SET_FILE_POINTER)
 * @par Errors
 * ERROR_INTERNET_INVALID_OPERATION, ERROR_INVALID_HANDLE
 * @note Any thread. Source: Microsoft, InternetSetFilePointer.
 */
TRUEFTP_API DWORD WINAPI InternetSetFilePointer(HINTERNET hFile,
                                                LONG lDistanceToMove,
                                                LPVOID pReserved,
                                                DWORD dwMoveMethod,
                                                DWORD_PTR dwContext);

/**
 * Refused: it locks the cache file of a download, and there is no cache.
 *
 * @param hInternet             a file handle
 * @param lphLockRequestInfo    would receive the lock
 * @return FALSE
 * @par Errors
 * ERROR_NOT_SUPPORTED, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE
 * @note Any thread. Source: Microsoft, InternetLockRequestFile.
 */
TRUEFTP_API BOOL WINAPI InternetLockRequestFile(HINTERNET hInternet, LPHANDLE lphLockRequestInfo);

/**
 * Refused: there is no lock to be undone, as InternetLockRequestFile gives none.
 *
 * @param hLockRequestInfo  any value
 * @return FALSE
 * @par Errors
 * ERROR_INVALID_HANDLE
 * @note Any thread. Source: Microsoft, InternetUnlockRequestFile.
 */
TRUEFTP_API BOOL WINAPI InternetUnlockRequestFile(HANDLE hLockRequestInfo);

/**
 * Lists a directory (LIST) and gives its first entry; InternetFindNextFile gives the others.
 *
 * Times are those the server printed, in no time zone, in the FILETIME fields. Lines that are no entry, names with
 * `/`, `\\` or NUL in them and names that do not fit into cFileName are passed over. While the handle is open a
 * second find on the connection fails with ERROR_FTP_TRANSFER_IN_PROGRESS; everything else can be done.
 *
 * @param hConnect         a handle of InternetConnect
 * @param lpszSearchFile   NULL or "": the current directory. A plain name is sent with LIST, and the server decides what it
 *                         means; a name whose last part has `*` or `?` is a directory and a pattern: DOS rules, without
 *                         regard to the case of ASCII letters, and `*.*` is every name
 * @param lpFindFileData   receives the first entry; may be NULL
 * @param dwFlags          cache flags: ignored, there is no cache
 * @param dwContext        any value; kept as INTERNET_OPTION_CONTEXT_VALUE
 * @return the handle, to be closed with InternetCloseHandle; NULL on failure
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER (CR
 * or LF), ERROR_FTP_TRANSFER_IN_PROGRESS, ERROR_NO_MORE_FILES (nothing there, or nothing that matches),
 * ERROR_INTERNET_EXTENDED_ERROR (the server said no, or listed nothing for a plain name, or a wildcard stands in the
 * directory part), ERROR_OUTOFMEMORY (a listing of more than 256 MiB), and those of the network as for FtpGetFileA
 * @note Any thread. Source: Microsoft, FtpFindFirstFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API HINTERNET WINAPI FtpFindFirstFileA(HINTERNET hConnect,
                                               LPCSTR lpszSearchFile,
                                               LPWIN32_FIND_DATAA lpFindFileData,
                                               DWORD dwFlags,
                                               DWORD_PTR dwContext);

/**
 * FtpFindFirstFileA with 16-bit text; names are read as UTF-8 off Windows.
 */
TRUEFTP_API HINTERNET WINAPI FtpFindFirstFileW(HINTERNET hConnect,
                                               LPCWSTR lpszSearchFile,
                                               LPWIN32_FIND_DATAW lpFindFileData,
                                               DWORD dwFlags,
                                               DWORD_PTR dwContext);

/**
 * Gives the next entry of a listing.
 *
 * @param hFind         a handle of FtpFindFirstFile, or of InternetOpenUrl for a directory with INTERNET_FLAG_RAW_DATA
 * @param lpvFindData   receives the entry: a WIN32_FIND_DATAA
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_NO_MORE_FILES
 * @note Any thread; no network. Source: Microsoft, InternetFindNextFileA.
 */
TRUEFTP_API BOOL WINAPI InternetFindNextFileA(HINTERNET hFind,
                                              LPVOID lpvFindData);

/**
 * InternetFindNextFileA for a WIN32_FIND_DATAW. A find may be begun with one and gone on with by the other.
 */
TRUEFTP_API BOOL WINAPI InternetFindNextFileW(HINTERNET hFind,
                                              LPVOID lpvFindData);

/**
 * Deletes a file (DELE).
 *
 * @param hConnect      a handle of InternetConnect
 * @param lpszFileName  the name on the server
 * @return TRUE when the server's final reply is 2yz; else FALSE
 * @par Errors
 * as for FtpCreateDirectoryA
 * @note Any thread. Source: Microsoft, FtpDeleteFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpDeleteFileA(HINTERNET hConnect, LPCSTR lpszFileName);

/**
 * FtpDeleteFileA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpDeleteFileW(HINTERNET hConnect, LPCWSTR lpszFileName);

/**
 * Renames or moves a file or directory (RNFR, and on its 3yz RNTO).
 *
 * @param hConnect      a handle of InternetConnect
 * @param lpszExisting  the name it has
 * @param lpszNew       the name it gets; what happens to a file of that name is up to the server
 * @return TRUE when the server's final reply is 2yz; else FALSE
 * @par Errors
 * as for FtpCreateDirectoryA
 * @note Any thread. Source: Microsoft, FtpRenameFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpRenameFileA(HINTERNET hConnect, LPCSTR lpszExisting, LPCSTR lpszNew);

/**
 * FtpRenameFileA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpRenameFileW(HINTERNET hConnect, LPCWSTR lpszExisting, LPCWSTR lpszNew);

/**
 * Creates a directory (MKD).
 *
 * @param hConnect       a handle of InternetConnect
 * @param lpszDirectory  the name on the server; see FtpPutFileA for how names are sent
 * @return TRUE when the server's final reply is 2yz; else FALSE
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER
 * (NULL, empty, or with CR or LF), ERROR_FTP_TRANSFER_IN_PROGRESS (a file is open on the connection),
 * ERROR_INTERNET_EXTENDED_ERROR (the server said no), ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and
 * ...RESET, ERROR_INTERNET_INTERNAL_ERROR (the reply is none), ERROR_FTP_DROPPED (connect anew),
 * ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
 * @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpCreateDirectoryA;
 * RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpCreateDirectoryA(HINTERNET hConnect,
                                            LPCSTR lpszDirectory);

/**
 * FtpCreateDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpCreateDirectoryW(HINTERNET hConnect, LPCWSTR lpszDirectory);

/**
 * Removes a directory (RMD). What is in it is up to the server, most of which remove empty ones only.
 *
 * @param hConnect       a handle of InternetConnect
 * @param lpszDirectory  the name on the server
 * @return TRUE when the server's final reply is 2yz; else FALSE
 * @par Errors
 * as for FtpCreateDirectoryA
 * @note Any thread. Source: Microsoft, FtpRemoveDirectoryA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpRemoveDirectoryA(HINTERNET hConnect,
                                            LPCSTR lpszDirectory);

/**
 * FtpRemoveDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpRemoveDirectoryW(HINTERNET hConnect, LPCWSTR lpszDirectory);

/**
 * Changes the current directory (CWD).
 *
 * @param hConnect       a handle of InternetConnect
 * @param lpszDirectory  the name on the server, absolute or relative to the current directory
 * @return TRUE when the server's final reply is 2yz; else FALSE
 * @par Errors
 * as for FtpCreateDirectoryA
 * @note Any thread. Source: Microsoft, FtpSetCurrentDirectoryA; RFC 959, section 4.1.1.
 */
TRUEFTP_API BOOL WINAPI FtpSetCurrentDirectoryA(HINTERNET hConnect, LPCSTR lpszDirectory);

/**
 * FtpSetCurrentDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpSetCurrentDirectoryW(HINTERNET hConnect, LPCWSTR lpszDirectory);

/**
 * Gives the current directory (PWD), as the server names it.
 *
 * @param hConnect              a handle of InternetConnect
 * @param lpszCurrentDirectory  receives the name and a NUL; NULL to ask for the size
 * @param lpdwCurrentDirectory  in: the size of the buffer in characters; out: the length without NUL, or with
 *                              ERROR_INSUFFICIENT_BUFFER the size needed with NUL
 * @return TRUE or FALSE
 * @par Errors
 * as for FtpCreateDirectoryA, and ERROR_INVALID_PARAMETER (lpdwCurrentDirectory is NULL), ERROR_INSUFFICIENT_BUFFER,
 * ERROR_INTERNET_INTERNAL_ERROR (the reply has no name in quotes)
 * @note Any thread. Source: Microsoft, FtpGetCurrentDirectoryA; RFC 959, appendix II.
 */
TRUEFTP_API BOOL WINAPI FtpGetCurrentDirectoryA(HINTERNET hConnect,
                                                LPSTR lpszCurrentDirectory,
                                                LPDWORD lpdwCurrentDirectory);

/**
 * FtpGetCurrentDirectoryA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI FtpGetCurrentDirectoryW(HINTERNET hConnect,
                                                LPWSTR lpszCurrentDirectory,
                                                LPDWORD lpdwCurrentDirectory);

/**
 * Sends a command as it is, with CR LF after it.
 *
 * @param hConnect         a handle of InternetConnect
 * @param fExpectResponse  FALSE: the command has one final reply. TRUE: it moves data, for which a connection is made as
 *                         for FtpOpenFileA; STOR, STOU and APPE write, all others read.
 * @param dwFlags          FTP_TRANSFER_TYPE_...; counts with a data connection only
 * @param lpszCommand      the command; CR and LF are refused
 * @param dwContext        the context value of the data handle
 * @param phFtpCommand     receives the handle of the data, which is to be closed like that of FtpOpenFileA; may be NULL
 *                         when fExpectResponse is FALSE
 * @return TRUE when the reply is below 400 (with data: when data can move); else FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED,
 * ERROR_FTP_TRANSFER_IN_PROGRESS, and those of the network as for FtpPutFileA
 * @note Any thread. After QUIT the connection is gone (ERROR_FTP_DROPPED). The text of the reply is the last response,
 * also after success. Source: Microsoft, FtpCommandA.
 */
TRUEFTP_API BOOL WINAPI FtpCommandA(HINTERNET hConnect,
                                    BOOL fExpectResponse,
                                    DWORD dwFlags,
                                    LPCSTR lpszCommand,
                                    DWORD_PTR dwContext,
                                    LPHINTERNET phFtpCommand);

/**
 * FtpCommandA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API BOOL WINAPI FtpCommandW(HINTERNET hConnect,
                                    BOOL fExpectResponse,
                                    DWORD dwFlags,
                                    LPCWSTR lpszCommand,
                                    DWORD_PTR dwContext,
                                    LPHINTERNET phFtpCommand);

/**
 * Opens a file or directory by its ftp: URL, over a connection of its own, which ends with the handle.
 *
 * The path is relative to the login directory; a leading `%2F` makes it absolute. It names a directory when it is
 * empty, ends in `/` or `;type=d`, or when the server refuses it as a file and takes it as a directory. A directory
 * comes as HTML for InternetReadFile, or with INTERNET_FLAG_RAW_DATA entry by entry for InternetFindNextFile.
 *
 * @param hInternet         a handle of InternetOpen
 * @param lpszUrl           ftp://[user[:password]@]host[:port]/path[;type=a|i|d]; without a user anonymous
 * @param lpszHeaders       ignored for FTP
 * @param dwHeadersLength   ignored for FTP
 * @param dwFlags           INTERNET_FLAG_PASSIVE, INTERNET_FLAG_RAW_DATA, FTP_TRANSFER_TYPE_ASCII or ...BINARY (the URL's
 *                          type wins); all others are ignored
 * @param dwContext         any value; kept as INTERNET_OPTION_CONTEXT_VALUE
 * @return the handle, to be closed with InternetCloseHandle; NULL on failure
 * @par Errors
 * ERROR_INVALID_PARAMETER (lpszUrl is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
 * ERROR_INTERNET_NOT_INITIALIZED, ERROR_INTERNET_UNRECOGNIZED_SCHEME (no scheme, or another than ftp),
 * ERROR_INTERNET_INVALID_URL, those of InternetConnectA and of FtpOpenFileA
 * @note Any thread. Source: Microsoft, InternetOpenUrlA; RFC 1738, section 3.2.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenUrlA(HINTERNET hInternet,
                                              LPCSTR lpszUrl,
                                              LPCSTR lpszHeaders,
                                              DWORD dwHeadersLength,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * InternetOpenUrlA with 16-bit text, which is sent as UTF-8 off Windows.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenUrlW(HINTERNET hInternet,
                                              LPCWSTR lpszUrl,
                                              LPCWSTR lpszHeaders,
                                              DWORD dwHeadersLength,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * Gives the server's final reply to this thread's last network call: its number and its text.
 *
 * An earlier, preliminary reply (150) is never given. Cleared like the last response, and never by calls that touch no
 * network.
 *
 * @param lpdwCode    receives the number (226, 451 ...), or 0 when there was no final reply; may be NULL
 * @param lpszText    receives the text without the number: all lines, CR LF between them and none at the end, and a NUL; may
 *                    be NULL to ask for the number alone
 * @param lpdwLength  in: the size of the buffer in characters; out: the length without NUL, or the size needed with NUL where
 *                    the buffer is NULL or too small; may be NULL to ask for the number alone
 * @return TRUE; FALSE when the buffer is too small (the number is set all the same)
 * @par Errors
 * ERROR_INSUFFICIENT_BUFFER
 * @note Any thread; each has its own. An extension of trueftp; RFC 959, section 4.2.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetLastReplyA(LPDWORD lpdwCode,
                                             LPSTR lpszText,
                                             LPDWORD lpdwLength);

/**
 * TrueFtpGetLastReplyA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetLastReplyW(LPDWORD lpdwCode, LPWSTR lpszText, LPDWORD lpdwLength);

/**
 * Gives the server's final reply to the last finished operation on a connection, whichever thread made it.
 *
 * @param hConnect    a handle of InternetConnect
 * @param lpdwCode    as for TrueFtpGetLastReplyA
 * @param lpszText    as for TrueFtpGetLastReplyA
 * @param lpdwLength  as for TrueFtpGetLastReplyA
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. An extension of trueftp; RFC 959, section 4.2.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetHandleReplyA(HINTERNET hConnect,
                                               LPDWORD lpdwCode,
                                               LPSTR lpszText,
                                               LPDWORD lpdwLength);

/**
 * TrueFtpGetHandleReplyA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetHandleReplyW(HINTERNET hConnect,
                                               LPDWORD lpdwCode,
                                               LPWSTR lpszText,
                                               LPDWORD lpdwLength);

/**
 * Tells all that is known of the final reply to the last call that touched the network, and of that call.
 *
 * After a call without a final reply dwCode is 0, and the rest tells how far it came. Kept and cleared like the reply of
 * TrueFtpGetLastReplyA.
 *
 * @param hInternet  NULL for the last call of this thread; a handle of InternetConnect for the last finished operation on
 *                   that connection, whichever thread made it; a file or a find stands for its connection
 * @param lpInfo     in: dwStructSize is sizeof(TRUEFTP_REPLY_INFO); out: all fields that both this library and that
 *                   size have, and dwStructSize their size
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (NULL, or a size that no version had), ERROR_INVALID_HANDLE,
 * ERROR_INTERNET_INCORRECT_HANDLE_TYPE
 * @note Any thread. An extension of trueftp; RFC 959, section 4.2, and Microsoft, The FTP status codes in IIS 7.0.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetReplyInfo(HINTERNET hInternet,
                                            struct TRUEFTP_REPLY_INFO *lpInfo);

/**
 * Tells whether it makes sense to try a failed call again.
 *
 * TRUEFTP_RETRY_UNKNOWN: the server's final reply was not heard, or could not speak of all the data, after a command that
 * changes something was sent; or it refused data that APPE or STOU had begun to add. An uploaded file may be there, whole or
 * in part: look before sending it again.
 *
 * @param hInternet   as for TrueFtpGetReplyInfo
 * @param dwError     what GetLastError gave right after the call, or dwError of an INTERNET_ASYNC_RESULT. Where it is not
 *                    the last verdict's, the call failed on this side, or its verdict is not at hand, and the number alone
 *                    is judged: UNKNOWN where a call may fail with it in its middle
 * @param lpdwAdvice  receives TRUEFTP_RETRY_NONE, _NOW (over a new connection where this one is lost), _LATER, _NEVER
 *                    (until something is changed) or _UNKNOWN
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE
 * @note Any thread; with NULL, the one that made the call. The verdict of an asynchronous call is at hand in its
 *       callback, with NULL, and elsewhere with the handle of its connection. An extension of trueftp.
 */
TRUEFTP_API BOOL WINAPI TrueFtpRetryAdvice(HINTERNET hInternet,
                                           DWORD dwError,
                                           LPDWORD lpdwAdvice);

/**
 * Tells the class of a reply, which is its first digit.
 *
 * @param dwCode  a reply code, 100 to 699
 * @return TRUEFTP_CLASS_PRELIMINARY, _COMPLETION, _INTERMEDIATE, _TRANSIENT_NEGATIVE, _PERMANENT_NEGATIVE or _PROTECTED; 0
 *         for a number that is no reply code
 * @note Any thread; never fails, and leaves the last error as it is. RFC 959, section 4.2.1.
 */
TRUEFTP_API DWORD WINAPI TrueFtpReplyClass(DWORD dwCode);

/**
 * Tells whether a reply is a refusal for now: 4yz, after which the same call may work another time.
 *
 * @param dwCode  a reply code
 * @return TRUE for 400 to 499, else FALSE
 * @note Any thread; never fails, and leaves the last error as it is. TrueFtpRetryAdvice judges a whole call. RFC 959,
 *       section 4.2.1.
 */
TRUEFTP_API BOOL WINAPI TrueFtpReplyIsTransient(DWORD dwCode);

/**
 * Describes a reply in English.
 *
 * The first line tells what the code means. Others follow, with CR LF between: class and group of the code; what is
 * usually behind it; the IIS substatus and the Win32 error that the reply's text names, with the usual remedy; whether
 * trying again can help. A code that no list has is described by its digits.
 *
 * @param dwCode            a reply code, 100 to 699; 0 describes a reply that never came
 * @param lpszText          the text of the reply, as TrueFtpGetLastReplyA gives it or with the code on each line; may be
 *                          NULL
 * @param lpszBuffer        receives the description and a NUL; may be NULL to ask for the length
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (no reply code, lpdwBufferLength is NULL), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. An extension of trueftp; RFC 959, section 4.2, RFC 2228, RFC 2428, and Microsoft, The FTP status codes
 *       in IIS 7.0.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeReplyA(DWORD dwCode,
                                              LPCSTR lpszText,
                                              LPSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * TrueFtpDescribeReplyA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeReplyW(DWORD dwCode,
                                              LPCWSTR lpszText,
                                              LPWSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Describes an error number in English: its name, a colon and a sentence.
 *
 * @param dwError           a number of GetLastError or INTERNET_OPTION_EXTENDED_ERROR: WinINet's (12001 to 12175),
 *                          Winsock's (10004 to 11004), and those of Windows that programs with files meet
 * @param lpszBuffer        receives the description and a NUL; may be NULL to ask for the length
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INTERNET_ITEM_NOT_FOUND (the number is not known here), ERROR_INVALID_PARAMETER (lpdwBufferLength is NULL),
 * ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. An extension of trueftp; Microsoft, Error Messages (Wininet.h) and Windows Sockets Error Codes.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeErrorA(DWORD dwError,
                                              LPSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * TrueFtpDescribeErrorA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeErrorW(DWORD dwError,
                                              LPWSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Gives all replies of the server to this thread's last network call, also after success.
 *
 * Kept until the next call on this thread that touches the network; option calls, argument errors and a plain
 * InternetCloseHandle leave it alone.
 *
 * @param lpdwError         receives 12003 when that call failed because of a reply, else 0; it is not the reply's number
 *                          (TrueFtpGetLastReplyA gives that)
 * @param lpszBuffer        receives the lines as the server sent them, code included, each ended by CR LF, and a NUL; may be
 *                          NULL to ask for the length
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL. A buffer that is exactly as long as the text is
 *                          accepted and loses the last character, as on Windows.
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a NULL where none may be), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread; each has its own. At most 64 KiB are kept; the oldest lines go first.
 * Source: Microsoft, InternetGetLastResponseInfoA.
 */
TRUEFTP_API BOOL WINAPI InternetGetLastResponseInfoA(LPDWORD lpdwError,
                                                     LPSTR lpszBuffer,
                                                     LPDWORD lpdwBufferLength);

/**
 * InternetGetLastResponseInfoA with 16-bit text; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI InternetGetLastResponseInfoW(LPDWORD lpdwError,
                                                     LPWSTR lpszBuffer,
                                                     LPDWORD lpdwBufferLength);

/**
 * Reads an option of a handle, or of the process where the handle is NULL.
 *
 * Numbers (DWORD), any handle or NULL: INTERNET_OPTION_CONNECT_TIMEOUT, CONNECT_RETRIES, SEND_TIMEOUT
 * (= CONTROL_SEND_TIMEOUT), RECEIVE_TIMEOUT (= CONTROL_RECEIVE_TIMEOUT), DATA_SEND_TIMEOUT, DATA_RECEIVE_TIMEOUT,
 * LISTEN_TIMEOUT (times in milliseconds, 0xFFFFFFFF for ever), EXTENDED_ERROR (the Winsock number beneath this thread's last
 * failure). READ_BUFFER_SIZE, WRITE_BUFFER_SIZE (below a session), SECURITY_FLAGS (connections and files: 0), HANDLE_TYPE
 * (any handle), REQUEST_FLAGS (files), FROM_CACHE_TIMEOUT, CONNECTED_STATE (sessions or NULL), MAX_CONNS_PER_SERVER,
 * MAX_CONNS_PER_1_0_SERVER (NULL alone). TRUEFTP_OPTION_UTF8 (any handle or NULL): whether the names of W functions are
 * UTF-8 on the wire and not ANSI; off Windows they always are.
 *
 * Texts: USERNAME, PASSWORD, PROXY_USERNAME, PROXY_PASSWORD (connections), USER_AGENT (sessions), URL (files and finds; never
 * with a password), DATAFILE_NAME (files: always ERROR_INTERNET_ITEM_NOT_FOUND, there is no cache), TRUEFTP_OPTION_LOG (NULL
 * alone: where the transcript goes, empty for nowhere).
 *
 * Others: PARENT_HANDLE (HINTERNET), CONTEXT_VALUE and its former number 10 (DWORD_PTR), CALLBACK (any handle), VERSION
 * (INTERNET_VERSION_INFO: 1.2), PROXY (INTERNET_PROXY_INFO with its texts behind it; sessions or NULL).
 *
 * @param hInternet         any handle, or NULL for what new sessions begin with
 * @param dwOption          the option
 * @param lpBuffer          receives the value; NULL to ask for the size
 * @param lpdwBufferLength  in: the size of the buffer in bytes; out: the size of the value, for text its length without NUL;
 *                          with ERROR_INSUFFICIENT_BUFFER the bytes needed, with NUL
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (lpdwBufferLength is NULL, or the option is POLICY), ERROR_INVALID_HANDLE,
 * ERROR_INTERNET_INVALID_OPTION, ERROR_INTERNET_INCORRECT_HANDLE_TYPE (not an option of this kind of handle),
 * ERROR_INTERNET_INVALID_OPERATION (it can only be set, or exists for NULL alone), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. Source: Microsoft, InternetQueryOptionA and Option Flags.
 */
TRUEFTP_API BOOL WINAPI InternetQueryOptionA(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             LPDWORD lpdwBufferLength);

/**
 * InternetQueryOptionA with 16-bit text: on success its length counts characters, a size needed counts bytes.
 */
TRUEFTP_API BOOL WINAPI InternetQueryOptionW(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             LPDWORD lpdwBufferLength);

/**
 * Sets an option of a handle, or of the process where the handle is NULL: what is set there, sessions opened later begin
 * with. A connection begins with what its session had when it was made; later changes above do not reach it.
 *
 * INTERNET_OPTION_RECEIVE_TIMEOUT bounds each reply (60 s where it was never set), the final one of an upload too (300 s
 * where it was never set). SEND_TIMEOUT bounds the sending of a command, CONNECT_TIMEOUT the connect to one address,
 * CONNECT_RETRIES the number of addresses, DATA_SEND_TIMEOUT and DATA_RECEIVE_TIMEOUT the time in which no byte of the data
 * moves, LISTEN_TIMEOUT (DATA_RECEIVE_TIMEOUT where it was never set) the wait for the server's connection in active mode.
 *
 * READ_BUFFER_SIZE is the most InternetQueryDataAvailable tells; SOCKET_SEND_BUFFER_LENGTH (connections and files; can only
 * be set) the system's buffer of data connections; CONNECTED_STATE with INTERNET_STATE_DISCONNECTED_BY_USER makes every
 * InternetConnect fail with ERROR_INTERNET_NO_DIRECT_ACCESS. Accepted without effect: REFRESH, SETTINGS_CHANGED,
 * END_BROWSER_SESSION, IGNORE_OFFLINE (no value), ERROR_MASK, DISABLE_AUTODIAL, SUPPRESS_BEHAVIOR, CODEPAGE, CODEPAGE_PATH,
 * CODEPAGE_EXTRA (DWORD), DATAFILE_EXT (text). Kept and told, without effect: WRITE_BUFFER_SIZE, FROM_CACHE_TIMEOUT,
 * MAX_CONNS_PER_SERVER, MAX_CONNS_PER_1_0_SERVER, PROXY, and all texts but TRUEFTP_OPTION_LOG.
 *
 * TRUEFTP_OPTION_LOG (text, NULL alone) writes every command and reply of all connections of the process, from now on, to
 * the end of a file, or to the standard error stream where it is "stderr"; an empty text ends that. Until it is set it is
 * what the environment variable TRUEFTP_LOG named when the library was first used for a connection or for this option.
 * Passwords and accounts do not appear. A file of 16 MiB is renamed to its name with ".1" behind it, in place of the one
 * before, and begun anew. A log that cannot be written ends, says so on the standard error stream, and disturbs nothing else.
 * What that stream has no room for, as nobody reads it, is left out, but on Windows is waited for; its log ends when the
 * program closes it.
 *
 * @param hInternet       any handle or NULL
 * @param dwOption        one of those above, on the handles that InternetQueryOptionA names; the others that it has can only
 *                        be read
 * @param lpBuffer        the value
 * @param dwBufferLength  its size in bytes; for text its length in characters, of which a NUL need not be counted
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (lpBuffer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INVALID_OPTION,
 * ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_INVALID_OPERATION, ERROR_INTERNET_OPTION_NOT_SETTABLE,
 * ERROR_INTERNET_BAD_OPTION_LENGTH, ERROR_BAD_ARGUMENTS (MAX_CONNS_...: 0), ERROR_INVALID_PARAMETER
 * (TRUEFTP_OPTION_UTF8: FALSE, off Windows), and for TRUEFTP_OPTION_LOG those of FtpGetFileA for a file that cannot be
 * written: 2, 3, 5 ... (5 also for what is no regular file, and off Windows for a stream that is closed); the log is then
 * as it was
 * @note Any thread; what runs already is not changed. Source: Microsoft, InternetSetOptionA and Option Flags.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionA(HINTERNET hInternet,
                                           DWORD dwOption,
                                           LPVOID lpBuffer,
                                           DWORD dwBufferLength);

/**
 * InternetSetOptionA with 16-bit text, whose length counts characters.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionW(HINTERNET hInternet,
                                           DWORD dwOption,
                                           LPVOID lpBuffer,
                                           DWORD dwBufferLength);

/**
 * InternetSetOptionA with flags.
 *
 * @param hInternet       any handle or NULL
 * @param dwOption        as for InternetSetOptionA
 * @param lpBuffer        the value
 * @param dwBufferLength  as for InternetSetOptionA
 * @param dwFlags         ISO_GLOBAL and ISO_REGISTRY are accepted and change nothing
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (other flags), and those of InternetSetOptionA
 * @note Any thread. Source: Microsoft, InternetSetOptionExA.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionExA(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             DWORD dwBufferLength,
                                             DWORD dwFlags);

/**
 * InternetSetOptionExA with 16-bit text, whose length counts characters.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionExW(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             DWORD dwBufferLength,
                                             DWORD dwFlags);

/**
 * Sets the status callback of a handle. Handles opened below it later begin with it; those that are open keep theirs.
 *
 * It is called with the handle, the context value of the call (or of the handle), a status and what comes with it, but
 * only where that context value is not 0:
 *
 * - INTERNET_STATUS_RESOLVING_NAME, ...NAME_RESOLVED, ...CONNECTING_TO_SERVER, ...CONNECTED_TO_SERVER: a text, the name or
 *   the address (the name is 16-bit text for a callback set by InternetSetStatusCallbackW);
 * - ...SENDING_REQUEST, ...RECEIVING_RESPONSE, ...CLOSING_CONNECTION, ...CONNECTION_CLOSED: NULL;
 * - ...REQUEST_SENT, ...RESPONSE_RECEIVED: a DWORD, the number of bytes of a command, a reply, or a piece of a file;
 * - ...HANDLE_CREATED, ...HANDLE_CLOSING: an HINTERNET; the latter is the last that is told of a handle;
 * - ...REQUEST_COMPLETE, in asynchronous mode: an INTERNET_ASYNC_RESULT;
 * - TRUEFTP_STATUS_PROGRESS, where TRUEFTP_OPTION_PROGRESS is set: a TRUEFTP_PROGRESS.
 *
 * What it points to lives until the callback returns, and may be written to. In synchronous mode callbacks come inside the
 * call and on its thread. In asynchronous mode they come on a few threads of the library's own, for each handle one at a
 * time; but inside the call where that waits (FtpCommandA, IRF_SYNC), is done at once (InternetReadFile and its like), or is
 * InternetCloseHandle. A callback that waits for something keeps one of four threads for itself.
 *
 * Any function may be called from a callback, also InternetCloseHandle; a call on the connection whose call the callback
 * is in the middle of fails with ERROR_FTP_TRANSFER_IN_PROGRESS. No exception may leave a callback.
 *
 * @param hInternet             any handle
 * @param lpfnInternetCallback  the function; NULL for none
 * @return the callback before, NULL for none; INTERNET_INVALID_STATUS_CALLBACK on failure
 * @par Errors
 * ERROR_INVALID_HANDLE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER (INTERNET_INVALID_STATUS_CALLBACK, which
 * is no function)
 * @note Any thread. Source: Microsoft, InternetSetStatusCallbackA.
 */
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallbackA(HINTERNET hInternet,
                                                                       INTERNET_STATUS_CALLBACK lpfnInternetCallback);

/**
 * InternetSetStatusCallbackA for a callback that takes 16-bit text.
 */
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallbackW(HINTERNET hInternet,
                                                                       INTERNET_STATUS_CALLBACK lpfnInternetCallback);

/**
 * InternetSetStatusCallbackA.
 */
#ifndef InternetSetStatusCallback
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallback(HINTERNET hInternet,
                                                                      INTERNET_STATUS_CALLBACK lpfnInternetCallback);
#endif

/**
 * Takes a URL apart.
 *
 * The structure tells for each part what is wanted. Pointer NULL and length 0: nothing. Pointer NULL and another length:
 * the pointer receives the part's place in lpszUrl (NULL when there is no such part), the length its length; no NUL ends
 * it there. Any other pointer: a buffer whose size in characters the length is; it receives the part and a NUL, the
 * length that of the part without NUL. nScheme and nPort are always set; nPort is that of the scheme where the URL has
 * none.
 *
 * @param lpszUrl          the URL
 * @param dwUrlLength      the most characters that are read of it; it ends at a NUL before that. 0: it ends at its NUL
 * @param dwFlags          ICU_DECODE or ICU_ESCAPE: escape sequences become characters (but `%00`); every part wanted needs a
 *                         buffer. ICU_REJECT_USERPWD: a URL with a user is refused. All other bits are ignored.
 * @param lpUrlComponents  dwStructSize must be its size. Extra information (from the first `?` or `#` on) is the end of
 *                         the path unless it is wanted by itself. An IPv6 address keeps its brackets. In a buffer the path
 *                         of `file:///C:/x` is `C:\x`.
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_INTERNET_UNRECOGNIZED_SCHEME (no scheme), ERROR_INTERNET_INVALID_URL (no host, or no
 * port), ERROR_INSUFFICIENT_BUFFER (the lengths of the buffers that are too small are now the sizes needed; nothing else
 * is changed)
 * @note Any thread. Source: Microsoft, InternetCrackUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
 */
TRUEFTP_API BOOL WINAPI InternetCrackUrlA(LPCSTR lpszUrl,
                                          DWORD dwUrlLength,
                                          DWORD dwFlags,
                                          LPURL_COMPONENTSA lpUrlComponents);

/**
 * InternetCrackUrlA with 16-bit text. dwStructSize is not looked at, lengths of buffers that are too small stay as they
 * are, and decoded escape sequences are UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCrackUrlW(LPCWSTR lpszUrl,
                                          DWORD dwUrlLength,
                                          DWORD dwFlags,
                                          LPURL_COMPONENTSW lpUrlComponents);

/**
 * Makes a URL of its parts.
 *
 * A part whose pointer is NULL is not wanted. A part whose length is 0 ends at its NUL; any other length is the most
 * characters that are read of it.
 *
 * @param lpUrlComponents  the parts; dwStructSize must be its size. lpszScheme counts more than nScheme, of which
 *                         INTERNET_SCHEME_DEFAULT means http. Without a host there is no user, password or port. The
 *                         scheme's own port and port 0 are left out. A slash is put between host and path where there is
 *                         none.
 * @param dwFlags          ICU_ESCAPE: unsafe characters of path and extra information become escape sequences;
 *                         ICU_ESCAPE_AUTHORITY: those of user, password and host; ICU_ENCODE_PERCENT: with these two, percent
 *                         signs too. ICU_USERNAME is obsolete and ignored, as all other bits are.
 * @param lpszUrl          receives the URL and a NUL; NULL to ask for the size
 * @param lpdwUrlLength    in: the size of the buffer in characters; out: the length without NUL, or, with
 *                         ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (also: a password without user, an nScheme that is none), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. Source: Microsoft, InternetCreateUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
 */
TRUEFTP_API BOOL WINAPI InternetCreateUrlA(LPURL_COMPONENTSA lpUrlComponents,
                                           DWORD dwFlags,
                                           LPSTR lpszUrl,
                                           LPDWORD lpdwUrlLength);

/**
 * InternetCreateUrlA with 16-bit text: a length counts characters, but a size needed counts bytes. Characters outside
 * ASCII are encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCreateUrlW(LPURL_COMPONENTSW lpUrlComponents,
                                           DWORD dwFlags,
                                           LPWSTR lpszUrl,
                                           LPDWORD lpdwUrlLength);

/**
 * Makes a URL canonical: no white space around it, `.` and `..` of its path resolved, a path behind every host, unsafe
 * characters as escape sequences. A percent sign is not one of them.
 *
 * @param lpszUrl           the URL, absolute or relative
 * @param lpszBuffer        receives the canonical URL and a NUL; must not be NULL
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
 * @param dwFlags           ICU_DECODE: escape sequences become characters first (but `%00`). ICU_NO_ENCODE: nothing becomes an
 *                          escape sequence. ICU_ENCODE_SPACES_ONLY: only spaces do. ICU_ENCODE_PERCENT: percent signs do too.
 *                          ICU_BROWSER_MODE: what follows `?` or `#` is neither encoded nor decoded. ICU_NO_META: the path stays
 *                          as it is. All other bits are ignored.
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a NULL), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. Backslashes are slashes in http: and https: URLs; a file: URL gets them: `file:///C:/x` becomes
 * `file://C:\x`. Source: Microsoft, InternetCanonicalizeUrlA; RFC 1738, section 2.2.
 */
TRUEFTP_API BOOL WINAPI InternetCanonicalizeUrlA(LPCSTR lpszUrl,
                                                 LPSTR lpszBuffer,
                                                 LPDWORD lpdwBufferLength,
                                                 DWORD dwFlags);

/**
 * InternetCanonicalizeUrlA with 16-bit text; all lengths count characters. Characters outside ASCII are encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCanonicalizeUrlW(LPCWSTR lpszUrl,
                                                 LPWSTR lpszBuffer,
                                                 LPDWORD lpdwBufferLength,
                                                 DWORD dwFlags);

/**
 * Resolves a relative URL, and makes the result canonical.
 *
 * @param lpszBaseUrl       what the other is relative to
 * @param lpszRelativeUrl   a relative URL, or an absolute one, which is the result then
 * @param lpszBuffer        receives the URL and a NUL; NULL to ask for the size
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
 * @param dwFlags           those of InternetCanonicalizeUrlA
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER (a NULL where none may be), ERROR_INSUFFICIENT_BUFFER
 * @note Any thread. `..` that leads above the root stays. Source: Microsoft, InternetCombineUrlA; RFC 1808, section 4.
 */
TRUEFTP_API BOOL WINAPI InternetCombineUrlA(LPCSTR lpszBaseUrl,
                                            LPCSTR lpszRelativeUrl,
                                            LPSTR lpszBuffer,
                                            LPDWORD lpdwBufferLength,
                                            DWORD dwFlags);

/**
 * InternetCombineUrlA with 16-bit text; all lengths count characters. Characters outside ASCII are encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCombineUrlW(LPCWSTR lpszBaseUrl,
                                            LPCWSTR lpszRelativeUrl,
                                            LPWSTR lpszBuffer,
                                            LPDWORD lpdwBufferLength,
                                            DWORD dwFlags);

/**
 * Tells whether this system can reach a network at all.
 *
 * @param dwReserved  must be 0
 * @return ERROR_SUCCESS (0), ERROR_INTERNET_TCPIP_NOT_INSTALLED, or ERROR_INVALID_PARAMETER
 * @note Any thread. Source: Microsoft, InternetAttemptConnect.
 */
TRUEFTP_API DWORD WINAPI InternetAttemptConnect(DWORD dwReserved);

/**
 * Tells whether a network is there, or a server can be reached.
 *
 * @param lpszUrl     the URL of the server; NULL to ask about the network alone
 * @param dwFlags     FLAG_ICC_FORCE_CONNECTION: connects to the URL's host and port, and closes the connection
 * @param dwReserved  must be 0
 * @return TRUE or FALSE
 * @par Errors
 * ERROR_INVALID_PARAMETER, ERROR_NOT_CONNECTED, ERROR_INTERNET_UNRECOGNIZED_SCHEME, ERROR_INTERNET_INVALID_URL,
 * ERROR_INTERNET_NAME_NOT_RESOLVED, ERROR_INTERNET_CANNOT_CONNECT, ERROR_INTERNET_TIMEOUT
 * @note Any thread. Source: Microsoft, InternetCheckConnectionA.
 */
TRUEFTP_API BOOL WINAPI InternetCheckConnectionA(LPCSTR lpszUrl,
                                                 DWORD dwFlags,
                                                 DWORD dwReserved);

/**
 * InternetCheckConnectionA with 16-bit text.
 */
TRUEFTP_API BOOL WINAPI InternetCheckConnectionW(LPCWSTR lpszUrl, DWORD dwFlags, DWORD dwReserved);

/**
 * Tells whether there is a network, and of what kind.
 *
 * @param lpdwFlags   receives INTERNET_CONNECTION_LAN or ..._OFFLINE, and INTERNET_RAS_INSTALLED; may be NULL
 * @param dwReserved  must be 0
 * @return TRUE; FALSE without a network (the last error is 0 then)
 * @par Errors
 * ERROR_INVALID_PARAMETER
 * @note Any thread. Source: Microsoft, InternetGetConnectedState.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedState(LPDWORD lpdwFlags,
                                                  DWORD dwReserved);

/**
 * InternetGetConnectedState, and the name of the connection.
 *
 * @param lpdwFlags            as for InternetGetConnectedState
 * @param lpszConnectionName   receives the name, cut to fit, and a NUL; may be NULL
 * @param dwNameLen            the size of the buffer in characters; with 0 it is left alone
 * @param dwReserved           must be 0
 * @return as for InternetGetConnectedState
 * @par Errors
 * ERROR_INVALID_PARAMETER
 * @note Any thread. Source: Microsoft, InternetGetConnectedStateExA.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateExA(LPDWORD lpdwFlags,
                                                     LPSTR lpszConnectionName,
                                                     DWORD dwNameLen,
                                                     DWORD dwReserved);

/**
 * InternetGetConnectedStateExA with 16-bit text.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateExW(LPDWORD lpdwFlags,
                                                     LPWSTR lpszConnectionName,
                                                     DWORD dwNameLen,
                                                     DWORD dwReserved);

/**
 * InternetGetConnectedStateExA.
 */
#ifndef InternetGetConnectedStateEx
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateEx(LPDWORD lpdwFlags,
                                                    LPSTR lpszConnectionName,
                                                    DWORD dwNameLen,
                                                    DWORD dwReserved);
#endif

/**
 * Shows no dialog: this library never does, and none of Windows' dialogs is about FTP.
 *
 * @param hWnd       not used
 * @param hRequest   any handle
 * @param dwError    not used
 * @param dwFlags    not used
 * @param lppvData   not used
 * @return ERROR_INTERNET_INCORRECT_HANDLE_TYPE, as no handle here is a request of HTTP, or ERROR_INVALID_HANDLE
 * @note Any thread. Source: Microsoft, InternetErrorDlg.
 */
TRUEFTP_API DWORD WINAPI InternetErrorDlg(HWND hWnd,
                                          HINTERNET hRequest,
                                          DWORD dwError,
                                          DWORD dwFlags,
                                          LPVOID *lppvData);

#if !defined(_WIN32)
/**
 * Tells the error number of the last call on this thread; not on Windows, where GetLastError does.
 *
 * The header maps GetLastError to it, unless TRUEFTP_NO_LASTERROR is defined.
 *
 * @return 0 after success, else the number of the failure (ERROR_INTERNET_... and others). Every exported function sets
 * it, but InternetCloseHandle only when it fails: read it right after the call that failed.
 * @note Any thread; each thread has its own number. Source: Microsoft, GetLastError.
 */
TRUEFTP_API DWORD WINAPI TrueFtpGetLastError(void);
#endif

#if !defined(_WIN32)
/**
 * Sets the error number that TrueFtpGetLastError tells on this thread; not on Windows, where SetLastError does.
 *
 * The header maps SetLastError to it, unless TRUEFTP_NO_LASTERROR is defined.
 *
 * @param dwErrCode  any number
 * @note Any thread. Source: Microsoft, SetLastError.
 */
TRUEFTP_API void WINAPI TrueFtpSetLastError(DWORD dwErrCode);
#endif

/**
 * Tells the version of the library that is loaded.
 *
 * @return major * 65536 + minor * 256 + patch: compare it with TRUEFTP_VERSION_NUMBER, the version of the header.
 * @note Any thread; never fails, and leaves the last error as it is.
 */
TRUEFTP_API DWORD WINAPI TrueFtpVersion(void);

#ifdef __cplusplus
} /* extern "C" */
#endif /* __cplusplus */

#if defined(_WIN32) && defined(TRUEFTP_STATIC)
#if defined(__clang__)
#pragma clang diagnostic pop
#elif defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#endif

/* The names without A or W. */
#ifdef UNICODE
#define TrueFtpGetLastReply TrueFtpGetLastReplyW
#define TrueFtpGetHandleReply TrueFtpGetHandleReplyW
#define TrueFtpDescribeReply TrueFtpDescribeReplyW
#define TrueFtpDescribeError TrueFtpDescribeErrorW
#else
#define TrueFtpGetLastReply TrueFtpGetLastReplyA
#define TrueFtpGetHandleReply TrueFtpGetHandleReplyA
#define TrueFtpDescribeReply TrueFtpDescribeReplyA
#define TrueFtpDescribeError TrueFtpDescribeErrorA
#endif

#if !defined(_WIN32)
#ifdef UNICODE
#define InternetOpen InternetOpenW
#define InternetConnect InternetConnectW
#define FtpPutFile FtpPutFileW
#define FtpGetFile FtpGetFileW
#define FtpOpenFile FtpOpenFileW
#define InternetReadFileEx InternetReadFileExW
#define InternetWriteFileEx InternetWriteFileExW
#define FtpFindFirstFile FtpFindFirstFileW
#define InternetFindNextFile InternetFindNextFileW
#define FtpDeleteFile FtpDeleteFileW
#define FtpRenameFile FtpRenameFileW
#define FtpCreateDirectory FtpCreateDirectoryW
#define FtpRemoveDirectory FtpRemoveDirectoryW
#define FtpSetCurrentDirectory FtpSetCurrentDirectoryW
#define FtpGetCurrentDirectory FtpGetCurrentDirectoryW
#define FtpCommand FtpCommandW
#define InternetOpenUrl InternetOpenUrlW
#define InternetGetLastResponseInfo InternetGetLastResponseInfoW
#define InternetQueryOption InternetQueryOptionW
#define InternetSetOption InternetSetOptionW
#define InternetSetOptionEx InternetSetOptionExW
#define InternetSetStatusCallback InternetSetStatusCallbackW
#define InternetCrackUrl InternetCrackUrlW
#define InternetCreateUrl InternetCreateUrlW
#define InternetCanonicalizeUrl InternetCanonicalizeUrlW
#define InternetCombineUrl InternetCombineUrlW
#define InternetCheckConnection InternetCheckConnectionW
#define InternetGetConnectedStateEx InternetGetConnectedStateExW
#else
#define InternetOpen InternetOpenA
#define InternetConnect InternetConnectA
#define FtpPutFile FtpPutFileA
#define FtpGetFile FtpGetFileA
#define FtpOpenFile FtpOpenFileA
#define InternetReadFileEx InternetReadFileExA
#define InternetWriteFileEx InternetWriteFileExA
#define FtpFindFirstFile FtpFindFirstFileA
#define InternetFindNextFile InternetFindNextFileA
#define FtpDeleteFile FtpDeleteFileA
#define FtpRenameFile FtpRenameFileA
#define FtpCreateDirectory FtpCreateDirectoryA
#define FtpRemoveDirectory FtpRemoveDirectoryA
#define FtpSetCurrentDirectory FtpSetCurrentDirectoryA
#define FtpGetCurrentDirectory FtpGetCurrentDirectoryA
#define FtpCommand FtpCommandA
#define InternetOpenUrl InternetOpenUrlA
#define InternetGetLastResponseInfo InternetGetLastResponseInfoA
#define InternetQueryOption InternetQueryOptionA
#define InternetSetOption InternetSetOptionA
#define InternetSetOptionEx InternetSetOptionExA
#define InternetCrackUrl InternetCrackUrlA
#define InternetCreateUrl InternetCreateUrlA
#define InternetCanonicalizeUrl InternetCanonicalizeUrlA
#define InternetCombineUrl InternetCombineUrlA
#define InternetCheckConnection InternetCheckConnectionA
#endif
#endif

#if !defined(_WIN32) && !defined(TRUEFTP_NO_TYPES)
/* The names of switched-off types are free again for other headers. */
#ifdef TRUEFTP_NO_BOOL
#pragma pop_macro("BOOL")
#endif
#ifdef TRUEFTP_NO_BYTE
#pragma pop_macro("BYTE")
#endif
#ifdef TRUEFTP_NO_WORD
#pragma pop_macro("WORD")
#endif
#ifdef TRUEFTP_NO_DWORD
#pragma pop_macro("DWORD")
#pragma pop_macro("LPDWORD")
#endif
#ifdef TRUEFTP_NO_LONG
#pragma pop_macro("LONG")
#endif
#ifdef TRUEFTP_NO_DWORD_PTR
#pragma pop_macro("DWORD_PTR")
#endif
#ifdef TRUEFTP_NO_LPVOID
#pragma pop_macro("LPVOID")
#pragma pop_macro("LPCVOID")
#endif
#ifdef TRUEFTP_NO_CHAR
#pragma pop_macro("CHAR")
#pragma pop_macro("LPSTR")
#pragma pop_macro("LPCSTR")
#endif
#ifdef TRUEFTP_NO_WCHAR
#pragma pop_macro("WCHAR")
#pragma pop_macro("LPWSTR")
#pragma pop_macro("LPCWSTR")
#endif
#ifdef TRUEFTP_NO_TCHAR
#pragma pop_macro("TCHAR")
#pragma pop_macro("LPTSTR")
#pragma pop_macro("LPCTSTR")
#endif
#ifdef TRUEFTP_NO_HANDLE
#pragma pop_macro("HANDLE")
#pragma pop_macro("LPHANDLE")
#endif
#ifdef TRUEFTP_NO_HWND
#pragma pop_macro("HWND")
#endif
#endif

#endif /* TRUEFTP_H */
