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
 * What TrueFtpGetReplyInfo returns about a call and its final reply. Later versions may add fields at the end.
 */
typedef struct TRUEFTP_REPLY_INFO {
  /**
   * In: the size of the structure in bytes. Out: the number of bytes that were written.
   */
  DWORD dwStructSize;
  /**
   * The code of the final reply (226, 451 and so on); 0 if there was none.
   */
  DWORD dwCode;
  /**
   * The first digit of the code, such as TRUEFTP_CLASS_COMPLETION; 0 without a reply.
   */
  DWORD dwClass;
  /**
   * The second digit of the code, such as TRUEFTP_GROUP_CONNECTIONS; 0 without a reply.
   */
  DWORD dwGroup;
  /**
   * TRUE if the code is 4yz: a temporary refusal.
   */
  BOOL fTransient;
  /**
   * The substatus of IIS (0 to 55) that the reply's text names; else TRUEFTP_NO_SUBSTATUS. The texts of IIS for 27
   * and 28 are the same: one about the data channel is reported as 27.
   */
  DWORD dwIisSubstatus;
  /**
   * The number of the Win32 error that the reply's text names after "Win32 error:"; else 0.
   */
  DWORD dwWin32Error;
  /**
   * The length of the command in bytes, even if it is longer than szCommand.
   */
  DWORD dwCommandLength;
  /**
   * When the operation of the call ended, in milliseconds since 1970-01-01 UTC; 0 if there was no operation.
   */
  unsigned long long ullMoment;
  /**
   * The number of bytes of the file that were sent to or received from the data connection. Of the bytes that were
   * sent, the server may have received fewer.
   */
  unsigned long long ullBytesDone;
  /**
   * The size of the file in bytes; TRUEFTP_SIZE_UNKNOWN if it is not known, or if the call transfers no file.
   */
  unsigned long long ullBytesTotal;
  /**
   * The last command with its argument, as the bytes that were sent, ended by NUL and cut if it is too long. It never
   * contains a password: the arguments of PASS and ACCT, and of SITE commands for passwords and users, are left out.
   * Empty if the reply is the greeting.
   */
  char szCommand[TRUEFTP_COMMAND_SIZE];
} TRUEFTP_REPLY_INFO;

#ifdef __cplusplus
extern "C" {
#endif /* __cplusplus */

/**
 * Opens a session, the root of all other handles. Returns NULL on failure. No network traffic takes place.
 *
 * A session opened with INTERNET_FLAG_ASYNC runs calls in the background: those on its handles that have a
 * status callback and a context value other than 0. Such a call returns FALSE or NULL with ERROR_IO_PENDING,
 * and INTERNET_STATUS_REQUEST_COMPLETE reports its result. Until then, everything the call writes to must
 * stay valid. Only one such call can run on a connection at a time.
 *
 * @param lpszAgent        the name of the program, kept as INTERNET_OPTION_USER_AGENT; may be NULL. FTP does
 *                         not send it.
 * @param dwAccessType     INTERNET_OPEN_TYPE_PRECONFIG, INTERNET_OPEN_TYPE_DIRECT, INTERNET_OPEN_TYPE_PROXY
 *                         or INTERNET_OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY.
 * @param lpszProxy        a list of proxies. INTERNET_OPEN_TYPE_PROXY needs one, but it is not used: FTP
 *                         connects directly.
 * @param lpszProxyBypass  not used; may be NULL.
 * @param dwFlags          0, or INTERNET_FLAG_OFFLINE (InternetConnect and InternetOpenUrl fail),
 *                         INTERNET_FLAG_ASYNC (see above). All other bits are ignored.
 * @return A handle, which the caller closes with InternetCloseHandle; NULL on failure.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwAccessType is not one of those values, or lpszProxy is missing.
 * - ERROR_INTERNET_ASYNC_THREAD_FAILED: no thread for asynchronous calls could be started.
 * - ERROR_INTERNET_OUT_OF_HANDLES: there is no free handle number.
 * @par Threads
 * Any thread.
 * @par Source
 * Microsoft, InternetOpenA.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenA(LPCSTR lpszAgent,
                                           DWORD dwAccessType,
                                           LPCSTR lpszProxy,
                                           LPCSTR lpszProxyBypass,
                                           DWORD dwFlags);

/**
 * Like InternetOpenA, for UTF-16 callers. Text that is not valid UTF-16 or, on Windows, that the code page
 * cannot express fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenW(LPCWSTR lpszAgent,
                                           DWORD dwAccessType,
                                           LPCWSTR lpszProxy,
                                           LPCWSTR lpszProxyBypass,
                                           DWORD dwFlags);

/**
 * Connects to an FTP server and logs in. Returns a handle when the server has accepted the login.
 *
 * The server's greeting and login messages are the last response afterwards, also after success.
 *
 * @param hInternet       a handle returned by InternetOpen.
 * @param lpszServerName  a host name, an IPv4 address, or an IPv6 address with or without brackets.
 * @param nServerPort     the port; 0 stands for 21.
 * @param lpszUserName    NULL or "" for anonymous.
 * @param lpszPassword    NULL or "" for no password (anonymous sends `anonymous@`). A password without a user
 *                        is an error.
 * @param dwService       INTERNET_SERVICE_FTP.
 * @param dwFlags         INTERNET_FLAG_PASSIVE makes the server listen for data connections. Without it this
 *                        side listens, and passive mode is tried only when the server refuses PORT. All other
 *                        bits are ignored.
 * @param dwContext       a value for the status callback, kept as INTERNET_OPTION_CONTEXT_VALUE.
 * @return A handle, which the caller closes with InternetCloseHandle; NULL on failure, and when the call
 *         continues in the background.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpszServerName is NULL or empty, a password comes without a user, user or
 *   password contains CR or LF, or dwService is unknown.
 * - ERROR_INVALID_HANDLE: hInternet is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hInternet is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hInternet is not a session.
 * - ERROR_INTERNET_INVALID_OPERATION: dwService is HTTP or Gopher.
 * - ERROR_INTERNET_NO_DIRECT_ACCESS: the session or the process is offline.
 * - ERROR_INTERNET_NAME_NOT_RESOLVED: the host name has no address.
 * - ERROR_INTERNET_CANNOT_CONNECT: no address accepted the connection.
 * - ERROR_INTERNET_SOURCE_PORT_IN_USE: there is no free local port.
 * - ERROR_INTERNET_TIMEOUT: connecting, or a reply, took longer than its time-out.
 * - ERROR_INTERNET_LOGIN_FAILURE: the server refused the user or the password.
 * - ERROR_INTERNET_EXTENDED_ERROR: the server refused for another reason; its reply says why.
 * - ERROR_INTERNET_CONNECTION_ABORTED, ERROR_INTERNET_CONNECTION_RESET: the connection ended before the login
 *   was complete.
 * - ERROR_INTERNET_INTERNAL_ERROR: the server's replies are not valid FTP.
 * - ERROR_FTP_DROPPED: the server sent a reply to no command, so its replies were out of sync.
 * - ERROR_INTERNET_OPERATION_CANCELLED: the session, or the new handle, was closed while the call ran.
 * - ERROR_INTERNET_OUT_OF_HANDLES: there is no free handle number.
 * - ERROR_IO_PENDING: not a failure; the call continues in the background.
 * - ERROR_INTERNET_ASYNC_THREAD_FAILED: no thread for the background could be started.
 * @par Threads
 * Any thread. The call blocks until the login is complete, unless it continues in the background.
 * @par Source
 * Microsoft, InternetConnectA; RFC 959, section 5.4.
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
 * Like InternetConnectA, for UTF-16 callers. User and password are sent as UTF-8, on Windows in the ANSI code
 * page unless TRUEFTP_OPTION_UTF8 is set. Text that is not valid UTF-16, or that the code page cannot
 * express, fails with ERROR_INVALID_PARAMETER.
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
 * Closes a handle and all handles below it. TRUE means that the server has stored every file that was open
 * for writing. When it returns FALSE, the handles are closed all the same, unless the error is
 * ERROR_INVALID_HANDLE.
 *
 * Calls that run on these handles in other threads or in the background end with
 * ERROR_INTERNET_OPERATION_CANCELLED. This function does not wait for them. INTERNET_STATUS_HANDLE_CLOSING is
 * the last status that the callback of each handle receives. Idle connections send QUIT; the replies to it
 * are awaited for a quarter of a second in all, however many connections there are.
 *
 * A file opened for writing is finished: the data connection is closed and the server's final reply is
 * awaited. If the server refuses the file, this function fails with that error. The same happens when the
 * connection or the session of the file is closed. An upload that another call is still writing is aborted,
 * and this function fails with ERROR_INTERNET_OPERATION_CANCELLED, because no call can report any more that
 * the file is complete.
 *
 * A file opened for reading that was not read to its end is abandoned; its connection can be used again.
 *
 * After success the last error is unchanged, and so is the last response unless a file was written. Both can
 * still be read after cleaning up.
 *
 * @param hInternet  any handle.
 * @return TRUE; FALSE when there is no such handle, or when the server did not keep a file.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hInternet is not an open handle.
 * - ERROR_INTERNET_EXTENDED_ERROR and the network errors of FtpPutFileA: a file opened for writing was not
 *   stored. For a file whose data was all read: the download failed, and no InternetReadFile has reported it
 *   yet.
 * - ERROR_INTERNET_OPERATION_CANCELLED: a file was closed while another call was writing to it.
 * @par Threads
 * Any thread, also while the handle is in use, and inside its callbacks.
 * @par Source
 * Microsoft, InternetCloseHandle.
 */
TRUEFTP_API BOOL WINAPI InternetCloseHandle(HINTERNET hInternet);

/**
 * Uploads a file. TRUE means that the server's final reply is 2yz and that every byte reached the server.
 *
 * When it fails with ERROR_INTERNET_EXTENDED_ERROR, the server's reply says why: TrueFtpGetLastReplyA returns
 * its code and text, InternetGetLastResponseInfoA the whole dialogue.
 *
 * @param hConnect           a handle returned by InternetConnect.
 * @param lpszLocalFile      the path of a regular file.
 * @param lpszNewRemoteFile  the name on the server. It is sent unchanged, with one exception: if it contains
 *                           `\` but no `/`, and the server does not run Windows or DOS, each `\` is sent as
 *                           `/`.
 * @param dwFlags            FTP_TRANSFER_TYPE_BINARY or FTP_TRANSFER_TYPE_UNKNOWN send the bytes unchanged.
 *                           FTP_TRANSFER_TYPE_ASCII sends `TYPE A`, and outside Windows each LF without CR
 *                           becomes CR LF. All bits above the lowest two are ignored.
 * @param dwContext          the context value of the status callback; see InternetSetStatusCallbackA.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a text is NULL, the remote name is empty or contains CR or LF, or dwFlags asks
 *   for ASCII and binary at once.
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file is open on the connection; or another call runs on it and this
 *   call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND: the local file does not exist.
 * - ERROR_ACCESS_DENIED: this process may not read the local file, or it is not a regular file.
 * - ERROR_HANDLE_EOF: the local file became shorter during the upload.
 * - Other error numbers of Windows: the local file could not be read.
 * - ERROR_INTERNET_EXTENDED_ERROR: the server refused, before, during or after the data; its reply says why.
 * - ERROR_INTERNET_TIMEOUT: a reply, or progress of the data, took longer than its time-out.
 * - ERROR_INTERNET_CONNECTION_ABORTED, ERROR_INTERNET_CONNECTION_RESET: there was no final reply, or not all
 *   data reached the server.
 * - ERROR_INTERNET_CANNOT_CONNECT: the data connection could not be made.
 * - ERROR_INTERNET_SOURCE_PORT_IN_USE: there is no free local port for the data connection.
 * - ERROR_FTP_NO_PASSIVE_MODE: the server refuses passive mode.
 * - ERROR_INTERNET_INTERNAL_ERROR: the server's replies are not valid FTP.
 * - ERROR_FTP_DROPPED: the connection was lost before this call, or its replies are out of sync; reconnect.
 * - ERROR_INTERNET_OPERATION_CANCELLED: the connection or its session was closed while the call ran.
 * - ERROR_IO_PENDING: not a failure; the call continues in the background.
 * - ERROR_INTERNET_ASYNC_THREAD_FAILED: no thread for the background could be started.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpPutFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileA(HINTERNET hConnect,
                                    LPCSTR lpszLocalFile,
                                    LPCSTR lpszNewRemoteFile,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * Like FtpPutFileA, for UTF-16 callers. The remote name is sent as UTF-8, on Windows in the ANSI code page
 * unless TRUEFTP_OPTION_UTF8 is set. Text that is not valid UTF-16, or that the code page cannot express,
 * fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileW(HINTERNET hConnect,
                                    LPCWSTR lpszLocalFile,
                                    LPCWSTR lpszNewRemoteFile,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * Like FtpPutFileA, with a UTF-16 local path. The remote name is bytes, sent as for FtpPutFileA.
 */
TRUEFTP_API BOOL WINAPI FtpPutFileEx(HINTERNET hFtpSession,
                                     LPCWSTR lpszLocalFile,
                                     LPCSTR lpszNewRemoteFile,
                                     DWORD dwFlags,
                                     DWORD_PTR dwContext);

/**
 * Downloads a file. TRUE means that the server's final reply is 2yz and that every byte is in the local file.
 *
 * The data is written to a temporary file next to the local one (`.trueftp-NUMBER.part`), which gets the
 * final name only after success. After a failure, a file that was there before is unchanged, and no new file
 * exists.
 *
 * A file that is replaced passes its mode on to the new one. On Windows it passes on its DACL (an inherited
 * DACL is inherited from the directory again) and the attributes hidden, system, archive and not indexed. EFS
 * encryption follows the directory.
 *
 * In binary mode the library asks for the size first (SIZE), unless the program has sent REST; a download
 * that is shorter than this size fails.
 *
 * @param hConnect              a handle returned by InternetConnect.
 * @param lpszRemoteFile        the name on the server; see FtpPutFileA for how names are sent.
 * @param lpszNewFile           the path of the local file.
 * @param fFailIfExists         TRUE makes an existing local file an error; it is never replaced.
 * @param dwFlagsAndAttributes  attributes of the local file, in addition to those that a replaced file passes
 *                              on. On Windows: the attributes of CreateFile, but no flags. Elsewhere: only
 *                              FILE_ATTRIBUTE_READONLY has an effect.
 * @param dwFlags               FTP_TRANSFER_TYPE_BINARY or FTP_TRANSFER_TYPE_UNKNOWN store the bytes
 *                              unchanged. FTP_TRANSFER_TYPE_ASCII sends `TYPE A`, and outside Windows CR LF
 *                              becomes LF. All bits above the lowest two are ignored.
 * @param dwContext             the context value of the status callback; see InternetSetStatusCallbackA.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a text is NULL, the remote name is empty or contains CR or LF, or dwFlags asks
 *   for ASCII and binary at once.
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file is open on the connection; or another call runs on it and this
 *   call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_FILE_EXISTS: the local file exists, and fFailIfExists is TRUE.
 * - ERROR_PATH_NOT_FOUND: the directory of the local file does not exist.
 * - ERROR_ACCESS_DENIED: this process may not write the local file, or it is not a regular file.
 * - ERROR_SHARING_VIOLATION: on Windows, another program has the local file open and does not allow its
 *   removal.
 * - ERROR_DISK_FULL and other error numbers of Windows: the local file could not be written.
 * - ERROR_INTERNET_EXTENDED_ERROR: the server refused, before, during or after the data; its reply says why.
 * - ERROR_INTERNET_TIMEOUT: a reply, or progress of the data, took longer than its time-out.
 * - ERROR_INTERNET_CONNECTION_ABORTED, ERROR_INTERNET_CONNECTION_RESET: there was no final reply, or the data
 *   ended too early.
 * - ERROR_INTERNET_CANNOT_CONNECT: the data connection could not be made.
 * - ERROR_INTERNET_SOURCE_PORT_IN_USE: there is no free local port for the data connection.
 * - ERROR_FTP_NO_PASSIVE_MODE: the server refuses passive mode.
 * - ERROR_INTERNET_INTERNAL_ERROR: the server's replies are not valid FTP.
 * - ERROR_FTP_DROPPED: the connection was lost before this call, or its replies are out of sync; reconnect.
 * - ERROR_INTERNET_OPERATION_CANCELLED: the connection or its session was closed while the call ran.
 * - ERROR_IO_PENDING: not a failure; the call continues in the background.
 * - ERROR_INTERNET_ASYNC_THREAD_FAILED: no thread for the background could be started.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpGetFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileA(HINTERNET hConnect,
                                    LPCSTR lpszRemoteFile,
                                    LPCSTR lpszNewFile,
                                    BOOL fFailIfExists,
                                    DWORD dwFlagsAndAttributes,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * Like FtpGetFileA, for UTF-16 callers. The remote name is sent as UTF-8, on Windows in the ANSI code page
 * unless TRUEFTP_OPTION_UTF8 is set. Text that is not valid UTF-16, or that the code page cannot express,
 * fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileW(HINTERNET hConnect,
                                    LPCWSTR lpszRemoteFile,
                                    LPCWSTR lpszNewFile,
                                    BOOL fFailIfExists,
                                    DWORD dwFlagsAndAttributes,
                                    DWORD dwFlags,
                                    DWORD_PTR dwContext);

/**
 * Like FtpGetFileA, with a UTF-16 local path. The remote name is bytes, sent as for FtpGetFileA.
 */
TRUEFTP_API BOOL WINAPI FtpGetFileEx(HINTERNET hFtpSession,
                                     LPCSTR lpszRemoteFile,
                                     LPCWSTR lpszNewFile,
                                     BOOL fFailIfExists,
                                     DWORD dwFlagsAndAttributes,
                                     DWORD dwFlags,
                                     DWORD_PTR dwContext);

/**
 * Opens a remote file for reading (RETR) or writing (STOR). Returns a handle when the server has started the
 * transfer and the data connection exists.
 *
 * Until the file is closed, every other FTP call on the connection fails with ERROR_FTP_TRANSFER_IN_PROGRESS.
 * A file opened for writing is ended by TrueFtpFinishFile or InternetCloseHandle, which return whether the
 * server has stored it.
 *
 * @param hConnect      a handle returned by InternetConnect.
 * @param lpszFileName  the name on the server; see FtpPutFileA for how names are sent.
 * @param dwAccess      GENERIC_READ or GENERIC_WRITE.
 * @param dwFlags       FTP_TRANSFER_TYPE_BINARY, FTP_TRANSFER_TYPE_UNKNOWN (also binary) or
 *                      FTP_TRANSFER_TYPE_ASCII (`TYPE A`; the bytes are passed on as they come). All bits
 *                      above the lowest two are ignored.
 * @param dwContext     any value, kept as INTERNET_OPTION_CONTEXT_VALUE.
 * @return A handle, which the caller closes with InternetCloseHandle; NULL on failure.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_INVALID_PARAMETER: the name is NULL, empty, or contains CR or LF; dwAccess has another value; or
 *   dwFlags asks for ASCII and binary at once.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file is open on the connection; or another call runs on it and this
 *   call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_INTERNET_OUT_OF_HANDLES: there is no free handle number.
 * - Errors of the network, of cancellation and of asynchronous mode: as for FtpPutFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpOpenFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API HINTERNET WINAPI FtpOpenFileA(HINTERNET hConnect,
                                          LPCSTR lpszFileName,
                                          DWORD dwAccess,
                                          DWORD dwFlags,
                                          DWORD_PTR dwContext);

/**
 * Like FtpOpenFileA, for UTF-16 callers. The name is sent as UTF-8, on Windows in the ANSI code page unless
 * TRUEFTP_OPTION_UTF8 is set. A name that is not valid UTF-16, or that the code page cannot express, fails
 * with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API HINTERNET WINAPI FtpOpenFileW(HINTERNET hConnect,
                                          LPCWSTR lpszFileName,
                                          DWORD dwAccess,
                                          DWORD dwFlags,
                                          DWORD_PTR dwContext);

/**
 * Ends an upload written with InternetWriteFile. TRUE means that the server's final reply is 2yz and that
 * every byte reached the server.
 *
 * It is for programs that do not check what InternetCloseHandle returns. The handle stays open until it is
 * closed; calling this function again returns the same result.
 *
 * @param hFile  a file handle opened for writing.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hFile is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFile is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hFile is not a file.
 * - ERROR_ACCESS_DENIED: the file was opened for reading.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: another call runs on the file, and this call cannot wait (asynchronous
 *   mode, or inside a callback of that call).
 * - Errors of the network, of cancellation and of asynchronous mode: as for FtpPutFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.
 */
TRUEFTP_API BOOL WINAPI TrueFtpFinishFile(HINTERNET hFile);

/**
 * Returns the size of a remote file that is open for reading, as the server reported it when the file was
 * opened.
 *
 * @param hFile             a handle returned by FtpOpenFile, FtpCommand or InternetOpenUrl.
 * @param lpdwFileSizeHigh  receives the upper 32 bits of the size in bytes; may be NULL.
 * @return The lower 32 bits of the size in bytes; 0xFFFFFFFF on failure. As a size can have the same lower
 *         bits, GetLastError tells the two apart: it is 0 for a size.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hFile is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFile is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hFile is not a file, or was opened for writing.
 * - ERROR_INTERNET_ITEM_NOT_FOUND: the server did not report a size.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, FtpGetFileSize; RFC 3659, section 4.
 */
TRUEFTP_API DWORD WINAPI FtpGetFileSize(HINTERNET hFile,
                                        LPDWORD lpdwFileSizeHigh);

/**
 * Reads from a remote file until the buffer is full or the file ends. TRUE with 0 bytes means that the file
 * has ended, that the server's final reply is 2yz and that nothing is missing.
 *
 * A directory opened by InternetOpenUrl is read as HTML, in whole lines.
 *
 * @param hFile                  a handle returned by FtpOpenFile, FtpCommand or InternetOpenUrl.
 * @param lpBuffer               receives the bytes.
 * @param dwNumberOfBytesToRead  the size of the buffer in bytes.
 * @param lpdwNumberOfBytesRead  receives the number of bytes read; set to 0 before anything else happens.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL.
 * - ERROR_INVALID_HANDLE: hFile is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFile is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hFile cannot be read.
 * - ERROR_ACCESS_DENIED: the file was opened for writing.
 * - ERROR_INSUFFICIENT_BUFFER: HTML only: the buffer is smaller than the next line.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: another call runs on the file, and this call cannot wait (asynchronous
 *   mode, or inside a callback of that call).
 * - ERROR_INTERNET_EXTENDED_ERROR: the server's final reply is a refusal. This is reported once; the bytes
 *   read before are valid.
 * - Errors of the network, of cancellation and of asynchronous mode: as for FtpGetFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, InternetReadFile.
 */
TRUEFTP_API BOOL WINAPI InternetReadFile(HINTERNET hFile,
                                         LPVOID lpBuffer,
                                         DWORD dwNumberOfBytesToRead,
                                         LPDWORD lpdwNumberOfBytesRead);

/**
 * Like InternetReadFile, with the buffer described by a structure: reads up to dwBufferLength bytes into
 * lpvBuffer and stores the number of bytes read in dwBufferLength.
 *
 * @param hFile         as for InternetReadFile.
 * @param lpBuffersOut  the structure; the caller sets dwStructSize to its size. The other fields are not
 *                      used.
 * @param dwFlags       IRF_NO_WAIT returns the bytes that are there, and waits only when there are none, so
 *                      that 0 always means the end. IRF_SYNC makes the call wait also in asynchronous mode.
 *                      All other bits are ignored.
 * @param dwContext     not used; callbacks receive the context value of the handle.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL, or dwStructSize is wrong.
 * - Others: as for InternetReadFile.
 * @par Threads
 * Any thread, as for InternetReadFile.
 * @par Source
 * Microsoft, InternetReadFileExA.
 */
TRUEFTP_API BOOL WINAPI InternetReadFileExA(HINTERNET hFile,
                                            LPINTERNET_BUFFERSA lpBuffersOut,
                                            DWORD dwFlags,
                                            DWORD_PTR dwContext);

/**
 * Like InternetReadFileExA, for UTF-16 callers; takes INTERNET_BUFFERSW.
 */
TRUEFTP_API BOOL WINAPI InternetReadFileExW(HINTERNET hFile,
                                            LPINTERNET_BUFFERSW lpBuffersOut,
                                            DWORD dwFlags,
                                            DWORD_PTR dwContext);

/**
 * Writes to a remote file. TRUE means that all bytes were handed to the data connection; TrueFtpFinishFile
 * and InternetCloseHandle return whether the server has stored the file.
 *
 * @param hFile                     a handle returned by FtpOpenFile or FtpCommand.
 * @param lpBuffer                  the bytes to write.
 * @param dwNumberOfBytesToWrite    their number.
 * @param lpdwNumberOfBytesWritten  receives the number of bytes written; set to 0 before anything else
 *                                  happens.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL.
 * - ERROR_INVALID_HANDLE: hFile is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFile is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hFile is not a file.
 * - ERROR_ACCESS_DENIED: the file was opened for reading.
 * - ERROR_INTERNET_INCORRECT_HANDLE_STATE: the upload was already finished.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: another call runs on the file, and this call cannot wait (asynchronous
 *   mode, or inside a callback of that call).
 * - ERROR_INTERNET_EXTENDED_ERROR: the server has already refused the file; every later call fails in the
 *   same way.
 * - Errors of the network, of cancellation and of asynchronous mode: as for FtpPutFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, InternetWriteFile.
 */
TRUEFTP_API BOOL WINAPI InternetWriteFile(HINTERNET hFile,
                                          LPCVOID lpBuffer,
                                          DWORD dwNumberOfBytesToWrite,
                                          LPDWORD lpdwNumberOfBytesWritten);

/**
 * Like InternetWriteFile, with the bytes described by a structure: writes dwBufferLength bytes from
 * lpvBuffer.
 *
 * @param hFile        as for InternetWriteFile.
 * @param lpBuffersIn  the structure; the caller sets dwStructSize to its size. The other fields are not used.
 * @param dwFlags      not used.
 * @param dwContext    not used; callbacks receive the context value of the handle.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL, or dwStructSize is wrong.
 * - Others: as for InternetWriteFile.
 * @par Threads
 * Any thread, as for InternetWriteFile.
 * @par Source
 * Windows exports this function without documenting it; here it is the counterpart of InternetReadFileExA
 * (Microsoft).
 */
TRUEFTP_API BOOL WINAPI InternetWriteFileExA(HINTERNET hFile,
                                             LPINTERNET_BUFFERSA lpBuffersIn,
                                             DWORD dwFlags,
                                             DWORD_PTR dwContext);

/**
 * Like InternetWriteFileExA, for UTF-16 callers; takes INTERNET_BUFFERSW.
 */
TRUEFTP_API BOOL WINAPI InternetWriteFileExW(HINTERNET hFile,
                                             LPINTERNET_BUFFERSW lpBuffersIn,
                                             DWORD dwFlags,
                                             DWORD_PTR dwContext);

/**
 * Returns how many bytes can be read without waiting. Waits until there is at least one byte, or until the
 * file ends.
 *
 * @param hFile                       as for InternetReadFile.
 * @param lpdwNumberOfBytesAvailable  receives the number of bytes: for a file at most
 *                                    INTERNET_OPTION_READ_BUFFER_SIZE, and 0 at the end of the file. The
 *                                    number stays the same until that many bytes were read. May be NULL.
 * @param dwFlags                     reserved.
 * @param dwContext                   reserved.
 * @return TRUE or FALSE.
 * @par Errors
 * As for InternetReadFile.
 * @par Threads
 * Any thread, as for InternetReadFile.
 * @par Source
 * Microsoft, InternetQueryDataAvailable.
 */
TRUEFTP_API BOOL WINAPI InternetQueryDataAvailable(HINTERNET hFile,
                                                   LPDWORD lpdwNumberOfBytesAvailable,
                                                   DWORD dwFlags,
                                                   DWORD_PTR dwContext);

/**
 * Always fails: an FTP file can only be read from its beginning to its end.
 *
 * @param hFile            any handle.
 * @param lDistanceToMove  not used.
 * @param pReserved        not used.
 * @param dwMoveMethod     not used.
 * @param dwContext        not used.
 * @return 0xFFFFFFFF (INVALID_SET_FILE_POINTER).
 * @par Errors
 * - ERROR_INTERNET_INVALID_OPERATION: hFile is an open handle.
 * - ERROR_INVALID_HANDLE: hFile is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFile is NULL, and no session has been opened yet.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetSetFilePointer.
 */
TRUEFTP_API DWORD WINAPI InternetSetFilePointer(HINTERNET hFile,
                                                LONG lDistanceToMove,
                                                LPVOID pReserved,
                                                DWORD dwMoveMethod,
                                                DWORD_PTR dwContext);

/**
 * Always fails: it would lock the cache file of a download, but this library has no cache.
 *
 * @param hInternet           a file handle.
 * @param lphLockRequestInfo  not used.
 * @return FALSE.
 * @par Errors
 * - ERROR_NOT_SUPPORTED: hInternet is a file.
 * - ERROR_INVALID_HANDLE: hInternet is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hInternet is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hInternet is not a file.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetLockRequestFile.
 */
TRUEFTP_API BOOL WINAPI InternetLockRequestFile(HINTERNET hInternet, LPHANDLE lphLockRequestInfo);

/**
 * Always fails: there is no lock to release, because InternetLockRequestFile never returns one.
 *
 * @param hLockRequestInfo  not used.
 * @return FALSE.
 * @par Errors
 * - ERROR_INVALID_HANDLE: always.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetUnlockRequestFile.
 */
TRUEFTP_API BOOL WINAPI InternetUnlockRequestFile(HANDLE hLockRequestInfo);

/**
 * Lists a directory (LIST) and returns its first entry. InternetFindNextFile returns the others.
 *
 * Times in the FILETIME fields are those that the server printed, without a time zone. Lines that are not
 * entries, names that contain `/`, `\` or NUL, and names that do not fit into cFileName are skipped. While
 * the handle is open, a second find on the connection fails with ERROR_FTP_TRANSFER_IN_PROGRESS; all other
 * calls work.
 *
 * @param hConnect        a handle returned by InternetConnect.
 * @param lpszSearchFile  NULL or "" lists the current directory. A plain name is sent with LIST, and the
 *                        server decides what it means. A name whose last part contains `*` or `?` is a
 *                        directory and a pattern, which is matched by the rules of DOS, without regard to the
 *                        case of ASCII letters; `*.*` matches every name.
 * @param lpFindFileData  receives the first entry; may be NULL.
 * @param dwFlags         cache flags, which are ignored because there is no cache.
 * @param dwContext       any value, kept as INTERNET_OPTION_CONTEXT_VALUE.
 * @return A handle, which the caller closes with InternetCloseHandle; NULL on failure.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_INVALID_PARAMETER: the name contains CR or LF.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file or a find is open on the connection; or another call runs on it
 *   and this call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_NO_MORE_FILES: the directory is empty, or no entry matches.
 * - ERROR_INTERNET_EXTENDED_ERROR: the server refused, or listed nothing for a plain name, or the directory
 *   part contains a wildcard.
 * - ERROR_OUTOFMEMORY: the listing is longer than 256 MiB.
 * - ERROR_INTERNET_OUT_OF_HANDLES: there is no free handle number.
 * - Errors of the network, of cancellation and of asynchronous mode: as for FtpGetFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpFindFirstFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API HINTERNET WINAPI FtpFindFirstFileA(HINTERNET hConnect,
                                               LPCSTR lpszSearchFile,
                                               LPWIN32_FIND_DATAA lpFindFileData,
                                               DWORD dwFlags,
                                               DWORD_PTR dwContext);

/**
 * Like FtpFindFirstFileA, for UTF-16 callers; fills a WIN32_FIND_DATAW. Names are sent and read as UTF-8, on
 * Windows in the ANSI code page unless TRUEFTP_OPTION_UTF8 is set. A name that is not valid UTF-16, or that
 * the code page cannot express, fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API HINTERNET WINAPI FtpFindFirstFileW(HINTERNET hConnect,
                                               LPCWSTR lpszSearchFile,
                                               LPWIN32_FIND_DATAW lpFindFileData,
                                               DWORD dwFlags,
                                               DWORD_PTR dwContext);

/**
 * Returns the next entry of a listing. FALSE with ERROR_NO_MORE_FILES means that there are no more entries.
 *
 * @param hFind        a handle returned by FtpFindFirstFile, or by InternetOpenUrl for a directory with
 *                     INTERNET_FLAG_RAW_DATA.
 * @param lpvFindData  receives the entry: a WIN32_FIND_DATAA.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpvFindData is NULL.
 * - ERROR_INVALID_HANDLE: hFind is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hFind is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hFind is not a find.
 * - ERROR_NO_MORE_FILES: there are no more entries.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetFindNextFileA.
 */
TRUEFTP_API BOOL WINAPI InternetFindNextFileA(HINTERNET hFind,
                                              LPVOID lpvFindData);

/**
 * Like InternetFindNextFileA, for UTF-16 callers; fills a WIN32_FIND_DATAW. A find may be started by the A
 * function and continued by the W function, and the other way round.
 */
TRUEFTP_API BOOL WINAPI InternetFindNextFileW(HINTERNET hFind,
                                              LPVOID lpvFindData);

/**
 * Deletes a file (DELE). TRUE means that the server's final reply is 2yz.
 *
 * @param hConnect      a handle returned by InternetConnect.
 * @param lpszFileName  the name on the server; see FtpPutFileA for how names are sent.
 * @return TRUE or FALSE.
 * @par Errors
 * As for FtpCreateDirectoryA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpDeleteFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpDeleteFileA(HINTERNET hConnect,
                                       LPCSTR lpszFileName);

/**
 * Like FtpDeleteFileA, for UTF-16 callers; see FtpCreateDirectoryW for how the name is sent.
 */
TRUEFTP_API BOOL WINAPI FtpDeleteFileW(HINTERNET hConnect, LPCWSTR lpszFileName);

/**
 * Renames or moves a file or directory (RNFR, and after a 3yz reply RNTO). TRUE means that the server's final
 * reply is 2yz.
 *
 * @param hConnect      a handle returned by InternetConnect.
 * @param lpszExisting  the current name on the server; see FtpPutFileA for how names are sent.
 * @param lpszNew       the new name. The server decides what happens to a file that already has it.
 * @return TRUE or FALSE.
 * @par Errors
 * As for FtpCreateDirectoryA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpRenameFileA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpRenameFileA(HINTERNET hConnect,
                                       LPCSTR lpszExisting,
                                       LPCSTR lpszNew);

/**
 * Like FtpRenameFileA, for UTF-16 callers; see FtpCreateDirectoryW for how the names are sent.
 */
TRUEFTP_API BOOL WINAPI FtpRenameFileW(HINTERNET hConnect, LPCWSTR lpszExisting, LPCWSTR lpszNew);

/**
 * Creates a directory (MKD). TRUE means that the server's final reply is 2yz.
 *
 * @param hConnect       a handle returned by InternetConnect.
 * @param lpszDirectory  the name on the server; see FtpPutFileA for how names are sent.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_INVALID_PARAMETER: the name is NULL, empty, or contains CR or LF.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file is open on the connection; or another call runs on it and this
 *   call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_INTERNET_EXTENDED_ERROR: the server refused; its reply says why.
 * - ERROR_INTERNET_TIMEOUT: sending the command, or the reply, took longer than its time-out.
 * - ERROR_INTERNET_CONNECTION_ABORTED, ERROR_INTERNET_CONNECTION_RESET: the connection was lost before the
 *   final reply.
 * - ERROR_INTERNET_INTERNAL_ERROR: the server's reply is not valid FTP.
 * - ERROR_FTP_DROPPED: the connection was lost before this call, or its replies are out of sync; reconnect.
 * - ERROR_INTERNET_OPERATION_CANCELLED: the connection or its session was closed while the call ran.
 * - ERROR_IO_PENDING: not a failure; the call continues in the background.
 * - ERROR_INTERNET_ASYNC_THREAD_FAILED: no thread for the background could be started.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpCreateDirectoryA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpCreateDirectoryA(HINTERNET hConnect,
                                            LPCSTR lpszDirectory);

/**
 * Like FtpCreateDirectoryA, for UTF-16 callers. The name is sent as UTF-8, on Windows in the ANSI code page
 * unless TRUEFTP_OPTION_UTF8 is set. A name that is not valid UTF-16, or that the code page cannot express,
 * fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI FtpCreateDirectoryW(HINTERNET hConnect,
                                            LPCWSTR lpszDirectory);

/**
 * Removes a directory (RMD). TRUE means that the server's final reply is 2yz. Most servers remove only empty
 * directories.
 *
 * @param hConnect       a handle returned by InternetConnect.
 * @param lpszDirectory  the name on the server; see FtpPutFileA for how names are sent.
 * @return TRUE or FALSE.
 * @par Errors
 * As for FtpCreateDirectoryA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpRemoveDirectoryA; RFC 959, section 4.1.3.
 */
TRUEFTP_API BOOL WINAPI FtpRemoveDirectoryA(HINTERNET hConnect,
                                            LPCSTR lpszDirectory);

/**
 * Like FtpRemoveDirectoryA, for UTF-16 callers; see FtpCreateDirectoryW for how the name is sent.
 */
TRUEFTP_API BOOL WINAPI FtpRemoveDirectoryW(HINTERNET hConnect, LPCWSTR lpszDirectory);

/**
 * Changes the current directory (CWD). TRUE means that the server's final reply is 2yz.
 *
 * @param hConnect       a handle returned by InternetConnect.
 * @param lpszDirectory  the name on the server, absolute or relative to the current directory; see
 *                       FtpPutFileA for how names are sent.
 * @return TRUE or FALSE.
 * @par Errors
 * As for FtpCreateDirectoryA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpSetCurrentDirectoryA; RFC 959, section 4.1.1.
 */
TRUEFTP_API BOOL WINAPI FtpSetCurrentDirectoryA(HINTERNET hConnect,
                                                LPCSTR lpszDirectory);

/**
 * Like FtpSetCurrentDirectoryA, for UTF-16 callers; see FtpCreateDirectoryW for how the name is sent.
 */
TRUEFTP_API BOOL WINAPI FtpSetCurrentDirectoryW(HINTERNET hConnect,
                                                LPCWSTR lpszDirectory);

/**
 * Returns the current directory (PWD), as the server names it. TRUE means that the name is in the buffer.
 *
 * @param hConnect              a handle returned by InternetConnect.
 * @param lpszCurrentDirectory  receives the name and a NUL; NULL asks for the size.
 * @param lpdwCurrentDirectory  in: the size of the buffer in characters; out: the length of the name without
 *                              NUL, or, with ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpdwCurrentDirectory is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * - ERROR_INTERNET_INTERNAL_ERROR: the reply contains no name in quotes, or is not valid FTP.
 * - Others: as for FtpCreateDirectoryA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpGetCurrentDirectoryA; RFC 959, appendix II.
 */
TRUEFTP_API BOOL WINAPI FtpGetCurrentDirectoryA(HINTERNET hConnect,
                                                LPSTR lpszCurrentDirectory,
                                                LPDWORD lpdwCurrentDirectory);

/**
 * Like FtpGetCurrentDirectoryA, for UTF-16 callers; all lengths count characters. The name is read as UTF-8,
 * on Windows in the ANSI code page unless TRUEFTP_OPTION_UTF8 is set.
 */
TRUEFTP_API BOOL WINAPI FtpGetCurrentDirectoryW(HINTERNET hConnect,
                                                LPWSTR lpszCurrentDirectory,
                                                LPDWORD lpdwCurrentDirectory);

/**
 * Sends a command to the server, followed by CR LF. TRUE means that the reply's code is below 400, or, with a
 * data connection, that data can be transferred.
 *
 * The text of the reply is the last response afterwards, also after success. QUIT ends the connection: later
 * calls fail with ERROR_FTP_DROPPED. The call never continues in the background.
 *
 * @param hConnect         a handle returned by InternetConnect.
 * @param fExpectResponse  FALSE for a command with a single final reply. TRUE for one that transfers data: a
 *                         data connection is made as for FtpOpenFileA. STOR, STOU and APPE write, all other
 *                         commands read.
 * @param dwFlags          FTP_TRANSFER_TYPE_BINARY, FTP_TRANSFER_TYPE_UNKNOWN or FTP_TRANSFER_TYPE_ASCII;
 *                         ignored without a data connection.
 * @param lpszCommand      the command, which is sent unchanged.
 * @param dwContext        the context value of the status callback, and of the handle for the data.
 * @param phFtpCommand     receives a file handle for the data, which the caller closes with
 *                         InternetCloseHandle. May be NULL when fExpectResponse is FALSE.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: the command is NULL, empty, or contains CR or LF; phFtpCommand is NULL although
 *   it is needed; or dwFlags asks for ASCII and binary at once.
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is not a connection.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS: a file is open on the connection; or another call runs on it and this
 *   call cannot wait (asynchronous mode, or inside a callback of that call).
 * - ERROR_INTERNET_OUT_OF_HANDLES: there is no free handle number.
 * - Errors of the network and of cancellation: as for FtpPutFileA.
 * @par Threads
 * Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
 * @par Source
 * Microsoft, FtpCommandA; RFC 959, section 4.1.
 */
TRUEFTP_API BOOL WINAPI FtpCommandA(HINTERNET hConnect,
                                    BOOL fExpectResponse,
                                    DWORD dwFlags,
                                    LPCSTR lpszCommand,
                                    DWORD_PTR dwContext,
                                    LPHINTERNET phFtpCommand);

/**
 * Like FtpCommandA, for UTF-16 callers. The command is sent as UTF-8, on Windows in the ANSI code page unless
 * TRUEFTP_OPTION_UTF8 is set. A command that is not valid UTF-16, or that the code page cannot express, fails
 * with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI FtpCommandW(HINTERNET hConnect,
                                    BOOL fExpectResponse,
                                    DWORD dwFlags,
                                    LPCWSTR lpszCommand,
                                    DWORD_PTR dwContext,
                                    LPHINTERNET phFtpCommand);

/**
 * Opens a file or directory by its ftp: URL. Returns a handle with a connection of its own, which ends with
 * the handle.
 *
 * The path is relative to the login directory; a leading `%2F` makes it absolute. The URL names a directory
 * if the path is empty, ends with `/` or `;type=d`, or if the server refuses to send it as a file but accepts
 * it as a directory. InternetReadFile reads a directory as HTML; with INTERNET_FLAG_RAW_DATA,
 * InternetFindNextFile returns its entries instead.
 *
 * @param hInternet        a handle returned by InternetOpen.
 * @param lpszUrl          `ftp://[user[:password]@]host[:port]/path[;type=a|i|d]`; without a user the login
 *                         is anonymous.
 * @param lpszHeaders      ignored for FTP.
 * @param dwHeadersLength  ignored for FTP.
 * @param dwFlags          INTERNET_FLAG_PASSIVE, INTERNET_FLAG_RAW_DATA, FTP_TRANSFER_TYPE_ASCII or
 *                         FTP_TRANSFER_TYPE_BINARY; the type in the URL takes precedence. All other bits are
 *                         ignored.
 * @param dwContext        any value, kept as INTERNET_OPTION_CONTEXT_VALUE.
 * @return A handle, which the caller closes with InternetCloseHandle; NULL on failure, and when the call
 *         continues in the background.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpszUrl is NULL, or dwFlags asks for ASCII and binary at once.
 * - ERROR_INVALID_HANDLE: hInternet is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hInternet is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hInternet is not a session.
 * - ERROR_INTERNET_UNRECOGNIZED_SCHEME: the URL has no scheme, or a scheme other than ftp.
 * - ERROR_INTERNET_INVALID_URL: the URL is not valid.
 * - Others: as for InternetConnectA, FtpOpenFileA (a file) and FtpFindFirstFileA (a directory).
 * @par Threads
 * Any thread. The call blocks until the file or directory is open, unless it continues in the background.
 * @par Source
 * Microsoft, InternetOpenUrlA; RFC 1738, section 3.2.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenUrlA(HINTERNET hInternet,
                                              LPCSTR lpszUrl,
                                              LPCSTR lpszHeaders,
                                              DWORD dwHeadersLength,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * Like InternetOpenUrlA, for UTF-16 callers. The URL's texts are sent as UTF-8, on Windows in the ANSI code
 * page unless TRUEFTP_OPTION_UTF8 is set. A URL that is not valid UTF-16, or that the code page cannot
 * express, fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API HINTERNET WINAPI InternetOpenUrlW(HINTERNET hInternet,
                                              LPCWSTR lpszUrl,
                                              LPCWSTR lpszHeaders,
                                              DWORD dwHeadersLength,
                                              DWORD dwFlags,
                                              DWORD_PTR dwContext);

/**
 * Returns the server's final reply to this thread's last network call: its code and its text.
 *
 * A preliminary reply such as 150 is never returned. The reply is kept until the next call on this thread
 * that touches the network.
 *
 * @param lpdwCode    receives the code (226, 451 and so on), or 0 if there was no final reply; may be NULL.
 * @param lpszText    receives the text without the code and a NUL. Several lines are separated by CR LF;
 *                    there is none after the last. NULL asks for the code or the size alone.
 * @param lpdwLength  in: the size of the buffer in characters; out: the length of the text without NUL, or
 *                    the size needed with NUL if the buffer is NULL or too small. NULL asks for the code
 *                    alone.
 * @return TRUE; FALSE if the buffer is too small, but lpdwCode is set even then.
 * @par Errors
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is too small.
 * @par Threads
 * Any thread; each thread has its own last reply. There is no network traffic.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetLastReplyA(LPDWORD lpdwCode,
                                             LPSTR lpszText,
                                             LPDWORD lpdwLength);

/**
 * Like TrueFtpGetLastReplyA, for UTF-16 callers; all lengths count characters. A text that is not UTF-8 is
 * read in the ANSI code page on Windows.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetLastReplyW(LPDWORD lpdwCode,
                                             LPWSTR lpszText,
                                             LPDWORD lpdwLength);

/**
 * Returns the server's final reply to the last network call on a connection, no matter which thread made it.
 *
 * It is the reply that TrueFtpGetLastReplyA returns on the thread of that call. There is none while a file
 * that the call has opened is still being read or written.
 *
 * @param hConnect    a handle returned by InternetConnect; a file or a find stands for its connection.
 * @param lpdwCode    as for TrueFtpGetLastReplyA.
 * @param lpszText    as for TrueFtpGetLastReplyA.
 * @param lpdwLength  as for TrueFtpGetLastReplyA.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hConnect is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hConnect is NULL, and no session has been opened yet.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hConnect is a session.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is too small; lpdwCode is set even then.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetHandleReplyA(HINTERNET hConnect,
                                               LPDWORD lpdwCode,
                                               LPSTR lpszText,
                                               LPDWORD lpdwLength);

/**
 * Like TrueFtpGetHandleReplyA, for UTF-16 callers; all lengths count characters. A text that is not UTF-8 is
 * read in the ANSI code page on Windows.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetHandleReplyW(HINTERNET hConnect,
                                               LPDWORD lpdwCode,
                                               LPWSTR lpszText,
                                               LPDWORD lpdwLength);

/**
 * Returns everything that is known about the last network call and its final reply. TRUE means that the
 * structure is filled.
 *
 * After a call without a final reply dwCode is 0, and the other fields say how far the call came. The
 * information is kept as long as the reply of TrueFtpGetLastReplyA.
 *
 * @param hInternet  NULL for the last call of this thread. A handle returned by InternetConnect stands for
 *                   the last operation that ended on that connection, no matter which thread started it; a
 *                   file or a find stands for its connection.
 * @param lpInfo     in: dwStructSize is `sizeof(TRUEFTP_REPLY_INFO)`; out: all fields that this library and a
 *                   structure of that size have in common, and their size in dwStructSize.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpInfo is NULL, or dwStructSize is smaller than any version of the structure.
 * - ERROR_INVALID_HANDLE: hInternet is neither NULL nor an open handle.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hInternet is a session.
 * @par Threads
 * Any thread; each thread has its own last call. There is no network traffic.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2; Microsoft, The FTP status codes in IIS 7.0.
 */
TRUEFTP_API BOOL WINAPI TrueFtpGetReplyInfo(HINTERNET hInternet,
                                            struct TRUEFTP_REPLY_INFO *lpInfo);

/**
 * Returns whether it makes sense to repeat a failed call.
 *
 * TRUEFTP_RETRY_UNKNOWN means that the program must check the server before it repeats the call, because the
 * file may be there, complete or in part. A command that changes something was sent, but its final reply was
 * not received or cannot cover all of the data; or the server refused data that APPE or STOU had already
 * begun to store.
 *
 * @param hInternet   as for TrueFtpGetReplyInfo.
 * @param dwError     what GetLastError returned right after the call, or dwError of an INTERNET_ASYNC_RESULT.
 *                    If the last network call ended with another error, the failed call never reached the
 *                    network or its result is not available here. Then the number alone is judged, and the
 *                    advice is TRUEFTP_RETRY_UNKNOWN if a call can fail with it in the middle.
 * @param lpdwAdvice  receives TRUEFTP_RETRY_NONE (nothing failed), TRUEFTP_RETRY_NOW (over a new connection
 *                    if this one is lost), TRUEFTP_RETRY_LATER, TRUEFTP_RETRY_NEVER (until something is
 *                    changed) or TRUEFTP_RETRY_UNKNOWN.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpdwAdvice is NULL.
 * - ERROR_INVALID_HANDLE: hInternet is neither NULL nor an open handle.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hInternet is a session.
 * @par Threads
 * Any thread; with NULL, the thread that made the call. The result of an asynchronous call is available in
 * its callback, with NULL, and anywhere else with the handle of its connection.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.1.
 */
TRUEFTP_API BOOL WINAPI TrueFtpRetryAdvice(HINTERNET hInternet,
                                           DWORD dwError,
                                           LPDWORD lpdwAdvice);

/**
 * Returns the class of a reply code, which is its first digit.
 *
 * @param dwCode  a reply code, 100 to 699.
 * @return TRUEFTP_CLASS_PRELIMINARY, TRUEFTP_CLASS_COMPLETION, TRUEFTP_CLASS_INTERMEDIATE,
 *         TRUEFTP_CLASS_TRANSIENT_NEGATIVE, TRUEFTP_CLASS_PERMANENT_NEGATIVE or TRUEFTP_CLASS_PROTECTED; 0
 *         for a number that is not a reply code.
 * @par Errors
 * None; the last error is unchanged.
 * @par Threads
 * Any thread.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.1; RFC 2228.
 */
TRUEFTP_API DWORD WINAPI TrueFtpReplyClass(DWORD dwCode);

/**
 * Returns whether a reply code is a temporary refusal (4yz), after which the same call may succeed later.
 * TrueFtpRetryAdvice judges a whole call.
 *
 * @param dwCode  a reply code.
 * @return TRUE for 400 to 499, else FALSE.
 * @par Errors
 * None; the last error is unchanged.
 * @par Threads
 * Any thread.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2.1.
 */
TRUEFTP_API BOOL WINAPI TrueFtpReplyIsTransient(DWORD dwCode);

/**
 * Describes a reply in English. TRUE means that the description is in the buffer.
 *
 * The first line says what the code means. The other lines, separated by CR LF, give the class and group of
 * the code; the usual cause; the IIS substatus and the Win32 error that the reply's text names, with the
 * usual remedy; and whether a retry can help. A code that is not in any list is described by its digits.
 *
 * @param dwCode            a reply code, 100 to 699; 0 describes a missing reply.
 * @param lpszText          the text of the reply, as returned by TrueFtpGetLastReplyA or with the code on
 *                          each line; may be NULL.
 * @param lpszBuffer        receives the description and a NUL; NULL asks for the size.
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwCode is not a reply code, or lpdwBufferLength is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * An extension of trueftp; RFC 959, section 4.2; RFC 2228; RFC 2428; Microsoft, The FTP status codes in IIS
 * 7.0.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeReplyA(DWORD dwCode,
                                              LPCSTR lpszText,
                                              LPSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Like TrueFtpDescribeReplyA, for UTF-16 callers; all lengths count characters. Text that is not valid UTF-16
 * fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeReplyW(DWORD dwCode,
                                              LPCWSTR lpszText,
                                              LPWSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Describes an error number in English: its name, a colon and a sentence. TRUE means that the description is
 * in the buffer.
 *
 * @param dwError           a number from GetLastError or INTERNET_OPTION_EXTENDED_ERROR: a number of WinINet
 *                          (12001 to 12175), of Winsock (10004 to 11004), or of Windows, as far as programs
 *                          that use files meet it.
 * @param lpszBuffer        receives the description and a NUL; NULL asks for the size.
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INTERNET_ITEM_NOT_FOUND: the number is not known here.
 * - ERROR_INVALID_PARAMETER: lpdwBufferLength is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * An extension of trueftp; Microsoft, Error Messages (Wininet.h) and Windows Sockets Error Codes.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeErrorA(DWORD dwError,
                                              LPSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Like TrueFtpDescribeErrorA, for UTF-16 callers; all lengths count characters.
 */
TRUEFTP_API BOOL WINAPI TrueFtpDescribeErrorW(DWORD dwError,
                                              LPWSTR lpszBuffer,
                                              LPDWORD lpdwBufferLength);

/**
 * Returns the replies that the server sent during this thread's last network call, also after success. The
 * last one is the reply that decided the call.
 *
 * They are kept until the next call on this thread that touches the network. Option calls, argument errors
 * and InternetCloseHandle leave them unchanged, except when it closes a file opened for writing.
 *
 * @param lpdwError         receives ERROR_INTERNET_EXTENDED_ERROR (12003) if that call failed because of a
 *                          reply, else 0. It is not the code of the reply; TrueFtpGetLastReplyA returns that.
 * @param lpszBuffer        receives the lines as the server sent them, with their codes, each ended by CR LF,
 *                          and a NUL; NULL asks for the size.
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL. As on Windows, a buffer
 *                          exactly as long as the text without NUL is accepted, and the last character is
 *                          lost.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpdwError or lpdwBufferLength is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: there is a text, and the buffer is NULL or too small.
 * @par Threads
 * Any thread; each thread has its own last response, of at most 64 KiB: the oldest lines are dropped first.
 * There is no network traffic.
 * @par Source
 * Microsoft, InternetGetLastResponseInfoA.
 */
TRUEFTP_API BOOL WINAPI InternetGetLastResponseInfoA(LPDWORD lpdwError,
                                                     LPSTR lpszBuffer,
                                                     LPDWORD lpdwBufferLength);

/**
 * Like InternetGetLastResponseInfoA, for UTF-16 callers; all lengths count characters. A text that is not
 * UTF-8 is read in the ANSI code page on Windows.
 */
TRUEFTP_API BOOL WINAPI InternetGetLastResponseInfoW(LPDWORD lpdwError,
                                                     LPWSTR lpszBuffer,
                                                     LPDWORD lpdwBufferLength);

/**
 * Reads an option of a handle, or of the process if the handle is NULL. TRUE means that the value is in the
 * buffer.
 *
 * Option names stand here without INTERNET_OPTION_.
 *
 * - Numbers (DWORD), on any handle or NULL: CONNECT_TIMEOUT, SEND_TIMEOUT (also CONTROL_SEND_TIMEOUT),
 *   RECEIVE_TIMEOUT (also CONTROL_RECEIVE_TIMEOUT), DATA_SEND_TIMEOUT, DATA_RECEIVE_TIMEOUT and
 *   LISTEN_TIMEOUT in milliseconds, where 0xFFFFFFFF means no limit; CONNECT_RETRIES; EXTENDED_ERROR (the
 *   Winsock error that caused this thread's last failure); TRUEFTP_OPTION_PROGRESS (whether the callback
 *   receives TRUEFTP_STATUS_PROGRESS); TRUEFTP_OPTION_UTF8 (whether W functions send names as UTF-8 and not
 *   in the ANSI code page; outside Windows always TRUE).
 * - Numbers, on some handles: HANDLE_TYPE (any handle), READ_BUFFER_SIZE (connections, files, finds),
 *   WRITE_BUFFER_SIZE (connections, files), SECURITY_FLAGS (connections, files: 0), REQUEST_FLAGS (files),
 *   FROM_CACHE_TIMEOUT and CONNECTED_STATE (sessions or NULL), MAX_CONNS_PER_SERVER and
 *   MAX_CONNS_PER_1_0_SERVER (only NULL).
 * - Texts: USERNAME, PASSWORD, PROXY_USERNAME and PROXY_PASSWORD (connections), USER_AGENT (sessions), URL
 *   (files and finds; never with a password), DATAFILE_NAME (files: always ERROR_INTERNET_ITEM_NOT_FOUND,
 *   because there is no cache), TRUEFTP_OPTION_LOG (only NULL: where the transcript is written; empty if
 *   nowhere).
 * - Others: PARENT_HANDLE (HINTERNET; any handle), CONTEXT_VALUE and its old number 10 (DWORD_PTR; any
 *   handle), CALLBACK (any handle), VERSION (INTERNET_VERSION_INFO: 1.2), PROXY (INTERNET_PROXY_INFO,
 *   followed by its texts; sessions or NULL).
 *
 * @param hInternet         any handle; NULL for the values that new sessions start with.
 * @param dwOption          the option.
 * @param lpBuffer          receives the value; NULL asks for the size.
 * @param lpdwBufferLength  in: the size of the buffer in bytes; out: the size of the value in bytes, for a
 *                          text its length without NUL, or, with ERROR_INSUFFICIENT_BUFFER, the size needed
 *                          in bytes, with NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpdwBufferLength is NULL, or the option is INTERNET_OPTION_POLICY.
 * - ERROR_INVALID_HANDLE: hInternet is neither NULL nor an open handle.
 * - ERROR_INTERNET_INVALID_OPTION: there is no such option.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: this kind of handle does not have the option.
 * - ERROR_INTERNET_INVALID_OPERATION: the option can only be set, or exists only for NULL.
 * - ERROR_INTERNET_ITEM_NOT_FOUND: INTERNET_OPTION_DATAFILE_NAME.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetQueryOptionA and Option Flags.
 */
TRUEFTP_API BOOL WINAPI InternetQueryOptionA(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             LPDWORD lpdwBufferLength);

/**
 * Like InternetQueryOptionA, for UTF-16 callers. After success the length of a text counts characters; a size
 * needed counts bytes.
 */
TRUEFTP_API BOOL WINAPI InternetQueryOptionW(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             LPDWORD lpdwBufferLength);

/**
 * Sets an option of a handle, or of the process if the handle is NULL. TRUE means that the value is set.
 *
 * Sessions start with the values of the process, connections with those of their session. Later changes to
 * the parent do not reach them. Option names stand here without INTERNET_OPTION_.
 *
 * Time-outs and sizes:
 *
 * - RECEIVE_TIMEOUT limits the wait for each reply. The default is 60 s, and 300 s for the final reply of a
 *   transfer; a value that is set replaces both.
 * - SEND_TIMEOUT limits the sending of a command, CONNECT_TIMEOUT the name lookup and the connection to one
 *   address. CONNECT_RETRIES is the number of addresses that are tried.
 * - DATA_SEND_TIMEOUT and DATA_RECEIVE_TIMEOUT limit the time in which no byte of the data moves.
 * - LISTEN_TIMEOUT limits the wait for the server's connection in active mode. The default is
 *   DATA_RECEIVE_TIMEOUT.
 * - READ_BUFFER_SIZE is the largest number that InternetQueryDataAvailable returns.
 * - SOCKET_SEND_BUFFER_LENGTH (connections and files; can only be set) is the size of the system's send
 *   buffer for data connections.
 *
 * Other options with an effect:
 *
 * - CONNECTED_STATE with INTERNET_STATE_DISCONNECTED_BY_USER makes every InternetConnect fail with
 *   ERROR_INTERNET_NO_DIRECT_ACCESS.
 * - CONTEXT_VALUE sets the context value of the handle's callbacks; its old number 10 takes the value in
 *   place of the pointer lpBuffer.
 * - TRUEFTP_OPTION_PROGRESS (BOOL) makes callbacks receive TRUEFTP_STATUS_PROGRESS.
 * - TRUEFTP_OPTION_UTF8 (BOOL) makes W functions send names as UTF-8 on Windows.
 * - TRUEFTP_OPTION_LOG (text; only NULL) writes a transcript; see below.
 *
 * Accepted without effect: REFRESH, SETTINGS_CHANGED, END_BROWSER_SESSION and IGNORE_OFFLINE (no value),
 * ERROR_MASK, DISABLE_AUTODIAL, SUPPRESS_BEHAVIOR, CODEPAGE, CODEPAGE_PATH and CODEPAGE_EXTRA (DWORD),
 * DATAFILE_EXT (text). Stored and returned, but without effect: WRITE_BUFFER_SIZE, FROM_CACHE_TIMEOUT,
 * MAX_CONNS_PER_SERVER, MAX_CONNS_PER_1_0_SERVER, PROXY, and all texts but TRUEFTP_OPTION_LOG.
 *
 * TRUEFTP_OPTION_LOG names a file. From then on every command and reply of all connections of the process is
 * appended to it. "stderr" names the standard error stream instead; an empty text ends the transcript. Before
 * the option is set for the first time, the environment variable TRUEFTP_LOG names the file; it is read when
 * the library first makes a connection or uses this option. Passwords and accounts do not appear.
 *
 * A transcript file that reaches 16 MiB is renamed to its name followed by ".1", replacing the one before,
 * and a new file is started. If the transcript cannot be written, it ends with a message on the standard
 * error stream, and nothing else is disturbed. Lines for which the standard error stream has no room, because
 * no program reads it, are dropped; on Windows the write waits instead. The transcript also ends when the
 * program closes that stream.
 *
 * @param hInternet       any handle, or NULL.
 * @param dwOption        one of the options above, on the handles that InternetQueryOptionA names for it. Its
 *                        other options are read-only.
 * @param lpBuffer        the value.
 * @param dwBufferLength  the size of the value in bytes; for a text its length in characters, with or without
 *                        NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpBuffer is NULL although the option needs a value, a value is not valid, or the
 *   option is INTERNET_OPTION_POLICY. Outside Windows also: TRUEFTP_OPTION_UTF8 with FALSE.
 * - ERROR_INVALID_HANDLE: hInternet is neither NULL nor an open handle.
 * - ERROR_INTERNET_INVALID_OPTION: there is no such option.
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: this kind of handle does not have the option.
 * - ERROR_INTERNET_INVALID_OPERATION: the option exists only for NULL.
 * - ERROR_INTERNET_OPTION_NOT_SETTABLE: the option is read-only.
 * - ERROR_INTERNET_BAD_OPTION_LENGTH: dwBufferLength is not the size of this option's value.
 * - ERROR_BAD_ARGUMENTS: INTERNET_OPTION_MAX_CONNS_PER_SERVER or INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER is
 *   set to 0.
 * - ERROR_FTP_TRANSFER_IN_PROGRESS, ERROR_INTERNET_OPERATION_CANCELLED:
 *   INTERNET_OPTION_SOCKET_SEND_BUFFER_LENGTH on a file opened for writing, which another call uses
 *   (asynchronous mode, or inside a callback of that call), or which is being closed.
 * - ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED and other errors of local files:
 *   TRUEFTP_OPTION_LOG names a file that cannot be written; the transcript is then unchanged.
 *   ERROR_ACCESS_DENIED also means that it is not a regular file, or, outside Windows, that the standard
 *   error stream is closed.
 * @par Threads
 * Any thread. Calls that are already running keep their values. There is no network traffic.
 * @par Source
 * Microsoft, InternetSetOptionA and Option Flags.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionA(HINTERNET hInternet,
                                           DWORD dwOption,
                                           LPVOID lpBuffer,
                                           DWORD dwBufferLength);

/**
 * Like InternetSetOptionA, for UTF-16 callers; the length of a text counts characters.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionW(HINTERNET hInternet,
                                           DWORD dwOption,
                                           LPVOID lpBuffer,
                                           DWORD dwBufferLength);

/**
 * Like InternetSetOptionA, with flags.
 *
 * @param hInternet       any handle, or NULL.
 * @param dwOption        as for InternetSetOptionA.
 * @param lpBuffer        the value.
 * @param dwBufferLength  as for InternetSetOptionA.
 * @param dwFlags         ISO_GLOBAL and ISO_REGISTRY are accepted and have no effect.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwFlags contains other bits.
 * - Others: as for InternetSetOptionA.
 * @par Threads
 * Any thread, as for InternetSetOptionA.
 * @par Source
 * Microsoft, InternetSetOptionExA.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionExA(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             DWORD dwBufferLength,
                                             DWORD dwFlags);

/**
 * Like InternetSetOptionExA, for UTF-16 callers; the length of a text counts characters.
 */
TRUEFTP_API BOOL WINAPI InternetSetOptionExW(HINTERNET hInternet,
                                             DWORD dwOption,
                                             LPVOID lpBuffer,
                                             DWORD dwBufferLength,
                                             DWORD dwFlags);

/**
 * Sets the status callback of a handle, and returns the callback that was set before. Handles opened below it
 * later start with this callback; handles that are already open keep theirs.
 *
 * The callback receives the handle, the context value of the call (or of the handle), a status and its data.
 * It is called only when that context value is not 0. The data of each status:
 *
 * - INTERNET_STATUS_RESOLVING_NAME, INTERNET_STATUS_NAME_RESOLVED, INTERNET_STATUS_CONNECTING_TO_SERVER,
 *   INTERNET_STATUS_CONNECTED_TO_SERVER: a text with the host name (RESOLVING_NAME) or the address. The host
 *   name is UTF-16 for a callback set by InternetSetStatusCallbackW.
 * - INTERNET_STATUS_SENDING_REQUEST, INTERNET_STATUS_RECEIVING_RESPONSE, INTERNET_STATUS_CLOSING_CONNECTION,
 *   INTERNET_STATUS_CONNECTION_CLOSED: NULL.
 * - INTERNET_STATUS_REQUEST_SENT, INTERNET_STATUS_RESPONSE_RECEIVED: a DWORD, the number of bytes of a
 *   command, a reply, or a piece of a file.
 * - INTERNET_STATUS_HANDLE_CREATED, INTERNET_STATUS_HANDLE_CLOSING: an HINTERNET. The latter is the last
 *   status of a handle.
 * - INTERNET_STATUS_REQUEST_COMPLETE, in asynchronous mode: an INTERNET_ASYNC_RESULT.
 * - TRUEFTP_STATUS_PROGRESS, if TRUEFTP_OPTION_PROGRESS is set: a TRUEFTP_PROGRESS.
 *
 * The data is valid until the callback returns, and the callback may write to it.
 *
 * In synchronous mode callbacks run during the call, on its thread. In asynchronous mode they run on a few
 * threads of the library, one at a time for each handle. They still run on the thread of the call when that
 * waits (FtpCommandA, IRF_SYNC), when it completes at once (InternetReadFile and similar functions), and
 * during InternetCloseHandle. A callback that waits occupies one of four threads.
 *
 * A callback may call every function, also InternetCloseHandle. A call on the connection that the callback
 * reports on, while the reported call is still running, fails with ERROR_FTP_TRANSFER_IN_PROGRESS. No
 * exception may leave a callback.
 *
 * @param hInternet             any handle.
 * @param lpfnInternetCallback  the callback; NULL for none.
 * @return The callback that was set before, NULL if there was none; INTERNET_INVALID_STATUS_CALLBACK on
 *         failure.
 * @par Errors
 * - ERROR_INVALID_HANDLE: hInternet is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hInternet is NULL, and no session has been opened yet.
 * - ERROR_INVALID_PARAMETER: lpfnInternetCallback is INTERNET_INVALID_STATUS_CALLBACK, which is not a
 *   function.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetSetStatusCallbackA.
 */
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallbackA(HINTERNET hInternet,
                                                                       INTERNET_STATUS_CALLBACK lpfnInternetCallback);

/**
 * Like InternetSetStatusCallbackA, for a callback that receives host names as UTF-16.
 */
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallbackW(HINTERNET hInternet,
                                                                       INTERNET_STATUS_CALLBACK lpfnInternetCallback);

/**
 * The same function as InternetSetStatusCallbackA.
 */
#ifndef InternetSetStatusCallback
TRUEFTP_API INTERNET_STATUS_CALLBACK WINAPI InternetSetStatusCallback(HINTERNET hInternet,
                                                                      INTERNET_STATUS_CALLBACK lpfnInternetCallback);
#endif

/**
 * Splits a URL into its parts. TRUE means that all requested parts were stored.
 *
 * Pointer and length of each part say what the caller requests:
 *
 * - Pointer NULL, length 0: nothing.
 * - Pointer NULL, another length: the place of the part inside lpszUrl. The pointer receives its start (NULL
 *   if the URL has no such part), the length its length. There is no NUL after it.
 * - A pointer to a buffer, whose size in characters is the length: a copy. The buffer receives the part and a
 *   NUL, the length the length of the part without NUL.
 *
 * nScheme and nPort are always set. If the URL has no port, nPort is the default port of its scheme.
 *
 * @param lpszUrl          the URL.
 * @param dwUrlLength      the largest number of characters to read; the URL also ends at a NUL. 0 means that
 *                         only the NUL ends it.
 * @param dwFlags          ICU_DECODE or ICU_ESCAPE decode escape sequences (except `%00`); then every
 *                         requested part needs a buffer. ICU_REJECT_USERPWD refuses a URL that contains a
 *                         user. All other bits are ignored.
 * @param lpUrlComponents  the parts; the caller sets dwStructSize to the size of the structure. The extra
 *                         information (from the first `?` or `#` on) is part of the path unless it is
 *                         requested separately. An IPv6 address keeps its brackets. A copied path of
 *                         `file:///C:/x` is `C:\x`.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL, dwStructSize is wrong, or decoding is asked for without
 *   buffers.
 * - ERROR_INTERNET_UNRECOGNIZED_SCHEME: the URL has no scheme.
 * - ERROR_INTERNET_INVALID_URL: the host is missing, the port is not valid, or ICU_REJECT_USERPWD refuses the
 *   URL.
 * - ERROR_INSUFFICIENT_BUFFER: a buffer is too small. The lengths of the buffers that are too small are now
 *   the sizes needed; nothing else is changed.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetCrackUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
 */
TRUEFTP_API BOOL WINAPI InternetCrackUrlA(LPCSTR lpszUrl,
                                          DWORD dwUrlLength,
                                          DWORD dwFlags,
                                          LPURL_COMPONENTSA lpUrlComponents);

/**
 * Like InternetCrackUrlA, for UTF-16 callers. dwStructSize is not checked, the lengths of buffers that are
 * too small are unchanged, and decoded escape sequences are UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCrackUrlW(LPCWSTR lpszUrl,
                                          DWORD dwUrlLength,
                                          DWORD dwFlags,
                                          LPURL_COMPONENTSW lpUrlComponents);

/**
 * Builds a URL from its parts. TRUE means that the URL is in the buffer.
 *
 * A part whose pointer is NULL is left out. A part whose length is 0 ends at its NUL; another length is the
 * largest number of characters to read.
 *
 * @param lpUrlComponents  the parts; the caller sets dwStructSize to the size of the structure. lpszScheme
 *                         takes precedence over nScheme; INTERNET_SCHEME_DEFAULT means http. Without a host,
 *                         user, password and port are left out. So are port 0 and the default port of the
 *                         scheme. A missing slash between host and path is added.
 * @param dwFlags          ICU_ESCAPE encodes unsafe characters in path and extra information,
 *                         ICU_ESCAPE_AUTHORITY those in user, password and host. With either,
 *                         ICU_ENCODE_PERCENT also encodes percent signs. ICU_USERNAME is obsolete and
 *                         ignored, like all other bits.
 * @param lpszUrl          receives the URL and a NUL; NULL asks for the size.
 * @param lpdwUrlLength    in: the size of the buffer in characters; out: the length without NUL, or, with
 *                         ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: lpUrlComponents or lpdwUrlLength is NULL, dwStructSize is wrong, a password
 *   comes without a user, or nScheme is unknown.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetCreateUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
 */
TRUEFTP_API BOOL WINAPI InternetCreateUrlA(LPURL_COMPONENTSA lpUrlComponents,
                                           DWORD dwFlags,
                                           LPSTR lpszUrl,
                                           LPDWORD lpdwUrlLength);

/**
 * Like InternetCreateUrlA, for UTF-16 callers. A length counts characters, but a size needed counts bytes.
 * Characters outside ASCII are encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCreateUrlW(LPURL_COMPONENTSW lpUrlComponents,
                                           DWORD dwFlags,
                                           LPWSTR lpszUrl,
                                           LPDWORD lpdwUrlLength);

/**
 * Makes a URL canonical. TRUE means that the canonical URL is in the buffer.
 *
 * White space around the URL is removed, `.` and `..` in the path are resolved, a host is always followed by
 * a path, and unsafe characters (but not the percent sign) become escape sequences. In http: and https: URLs
 * backslashes become slashes. A file: URL gets backslashes: `file:///C:/x` becomes `file://C:\x`.
 *
 * @param lpszUrl           the URL, absolute or relative.
 * @param lpszBuffer        receives the canonical URL and a NUL; must not be NULL.
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @param dwFlags           ICU_DECODE decodes escape sequences first (except `%00`). ICU_NO_ENCODE encodes
 *                          nothing, ICU_ENCODE_SPACES_ONLY only spaces. ICU_ENCODE_PERCENT also encodes
 *                          percent signs. ICU_BROWSER_MODE neither encodes nor decodes what follows `?` or
 *                          `#`. ICU_NO_META does not resolve `.` and `..`. All other bits are ignored.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetCanonicalizeUrlA; RFC 1738, section 2.2.
 */
TRUEFTP_API BOOL WINAPI InternetCanonicalizeUrlA(LPCSTR lpszUrl,
                                                 LPSTR lpszBuffer,
                                                 LPDWORD lpdwBufferLength,
                                                 DWORD dwFlags);

/**
 * Like InternetCanonicalizeUrlA, for UTF-16 callers; all lengths count characters. Characters outside ASCII
 * are encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCanonicalizeUrlW(LPCWSTR lpszUrl,
                                                 LPWSTR lpszBuffer,
                                                 LPDWORD lpdwBufferLength,
                                                 DWORD dwFlags);

/**
 * Resolves a relative URL against a base URL, and makes the result canonical. TRUE means that the result is
 * in the buffer. A `..` that leads above the root is kept.
 *
 * @param lpszBaseUrl       the base URL.
 * @param lpszRelativeUrl   a relative URL. If it is absolute, it is the result.
 * @param lpszBuffer        receives the URL and a NUL; NULL asks for the size.
 * @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
 *                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL.
 * @param dwFlags           as for InternetCanonicalizeUrlA.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: a pointer other than lpszBuffer is NULL.
 * - ERROR_INSUFFICIENT_BUFFER: the buffer is NULL or too small.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetCombineUrlA; RFC 1808, section 4.
 */
TRUEFTP_API BOOL WINAPI InternetCombineUrlA(LPCSTR lpszBaseUrl,
                                            LPCSTR lpszRelativeUrl,
                                            LPSTR lpszBuffer,
                                            LPDWORD lpdwBufferLength,
                                            DWORD dwFlags);

/**
 * Like InternetCombineUrlA, for UTF-16 callers; all lengths count characters. Characters outside ASCII are
 * encoded as UTF-8.
 */
TRUEFTP_API BOOL WINAPI InternetCombineUrlW(LPCWSTR lpszBaseUrl,
                                            LPCWSTR lpszRelativeUrl,
                                            LPWSTR lpszBuffer,
                                            LPDWORD lpdwBufferLength,
                                            DWORD dwFlags);

/**
 * Checks whether this system can use a network at all.
 *
 * @param dwReserved  must be 0.
 * @return ERROR_SUCCESS (0), or one of the errors below, which is also the last error.
 * @par Errors
 * - ERROR_INTERNET_TCPIP_NOT_INSTALLED: the system cannot make Internet sockets.
 * - ERROR_INVALID_PARAMETER: dwReserved is not 0.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetAttemptConnect.
 */
TRUEFTP_API DWORD WINAPI InternetAttemptConnect(DWORD dwReserved);

/**
 * Checks whether there is a network, or whether a server can be reached. TRUE means yes.
 *
 * @param lpszUrl     the URL of the server; NULL asks about the network alone.
 * @param dwFlags     FLAG_ICC_FORCE_CONNECTION connects to the host and port of the URL, and closes the
 *                    connection. Without it only the network is checked.
 * @param dwReserved  must be 0.
 * @return TRUE or FALSE.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwReserved is not 0.
 * - ERROR_NOT_CONNECTED: there is no network.
 * - ERROR_INTERNET_UNRECOGNIZED_SCHEME: the URL has no scheme.
 * - ERROR_INTERNET_INVALID_URL: the URL has no host, or no valid port.
 * - ERROR_INTERNET_NAME_NOT_RESOLVED: the host name has no address.
 * - ERROR_INTERNET_CANNOT_CONNECT: no address accepted the connection.
 * - ERROR_INTERNET_SOURCE_PORT_IN_USE: there is no free local port.
 * - ERROR_INTERNET_TIMEOUT: connecting took longer than INTERNET_OPTION_CONNECT_TIMEOUT.
 * @par Threads
 * Any thread. The call blocks until it has connected or failed.
 * @par Source
 * Microsoft, InternetCheckConnectionA.
 */
TRUEFTP_API BOOL WINAPI InternetCheckConnectionA(LPCSTR lpszUrl,
                                                 DWORD dwFlags,
                                                 DWORD dwReserved);

/**
 * Like InternetCheckConnectionA, for UTF-16 callers. A URL that is not valid UTF-16 or, on Windows, that the
 * code page cannot express fails with ERROR_INVALID_PARAMETER.
 */
TRUEFTP_API BOOL WINAPI InternetCheckConnectionW(LPCWSTR lpszUrl,
                                                 DWORD dwFlags,
                                                 DWORD dwReserved);

/**
 * Returns whether there is a network, and of what kind.
 *
 * @param lpdwFlags   receives INTERNET_CONNECTION_LAN or INTERNET_CONNECTION_OFFLINE, and
 *                    INTERNET_RAS_INSTALLED; may be NULL.
 * @param dwReserved  must be 0.
 * @return TRUE if there is a network. FALSE if there is none; the last error is 0 then.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwReserved is not 0.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetGetConnectedState.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedState(LPDWORD lpdwFlags, DWORD dwReserved);

/**
 * Like InternetGetConnectedState, and also returns the name of the connection.
 *
 * @param lpdwFlags           as for InternetGetConnectedState.
 * @param lpszConnectionName  receives the name and a NUL, cut if it does not fit; may be NULL.
 * @param dwNameLen           the size of the buffer in characters; with 0 the buffer is unchanged.
 * @param dwReserved          must be 0.
 * @return As for InternetGetConnectedState.
 * @par Errors
 * - ERROR_INVALID_PARAMETER: dwReserved is not 0.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetGetConnectedStateExA.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateExA(LPDWORD lpdwFlags,
                                                     LPSTR lpszConnectionName,
                                                     DWORD dwNameLen,
                                                     DWORD dwReserved);

/**
 * Like InternetGetConnectedStateExA, for UTF-16 callers.
 */
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateExW(LPDWORD lpdwFlags,
                                                     LPWSTR lpszConnectionName,
                                                     DWORD dwNameLen,
                                                     DWORD dwReserved);

/**
 * The same function as InternetGetConnectedStateExA.
 */
#ifndef InternetGetConnectedStateEx
TRUEFTP_API BOOL WINAPI InternetGetConnectedStateEx(LPDWORD lpdwFlags,
                                                    LPSTR lpszConnectionName,
                                                    DWORD dwNameLen,
                                                    DWORD dwReserved);
#endif

/**
 * Always fails: this library shows no dialogs, and none of Windows' dialogs concerns FTP.
 *
 * @param hWnd      not used.
 * @param hRequest  any handle.
 * @param dwError   not used.
 * @param dwFlags   not used.
 * @param lppvData  not used.
 * @return One of the errors below, which is also the last error.
 * @par Errors
 * - ERROR_INTERNET_INCORRECT_HANDLE_TYPE: hRequest is an open handle, but not of an HTTP request.
 * - ERROR_INVALID_HANDLE: hRequest is not an open handle.
 * - ERROR_INTERNET_NOT_INITIALIZED: hRequest is NULL, and no session has been opened yet.
 * @par Threads
 * Any thread. There is no network traffic.
 * @par Source
 * Microsoft, InternetErrorDlg.
 */
TRUEFTP_API DWORD WINAPI InternetErrorDlg(HWND hWnd,
                                          HINTERNET hRequest,
                                          DWORD dwError,
                                          DWORD dwFlags,
                                          LPVOID *lppvData);

#if !defined(_WIN32)
/**
 * Returns the error number of the last call on this thread. It does not exist on Windows, where GetLastError
 * returns the number.
 *
 * The header maps GetLastError to this function, unless TRUEFTP_NO_LASTERROR is defined.
 *
 * @return 0 after success, else the number of the failure. Every exported function sets it unless its own
 *         text says otherwise, but InternetCloseHandle sets it only on failure. Read it right after the call
 *         that failed.
 * @par Errors
 * None.
 * @par Threads
 * Any thread; each thread has its own number.
 * @par Source
 * Microsoft, GetLastError.
 */
TRUEFTP_API DWORD WINAPI TrueFtpGetLastError(void);
#endif

#if !defined(_WIN32)
/**
 * Sets the error number that TrueFtpGetLastError returns on this thread. It does not exist on Windows, where
 * SetLastError sets the number.
 *
 * The header maps SetLastError to this function, unless TRUEFTP_NO_LASTERROR is defined.
 *
 * @param dwErrCode  any number.
 * @return Nothing.
 * @par Errors
 * None.
 * @par Threads
 * Any thread; each thread has its own number.
 * @par Source
 * Microsoft, SetLastError.
 */
TRUEFTP_API void WINAPI TrueFtpSetLastError(DWORD dwErrCode);
#endif

/**
 * Returns the version of the library that is loaded.
 *
 * @return major * 65536 + minor * 256 + patch. The header's own version is TRUEFTP_VERSION_NUMBER.
 * @par Errors
 * None; the last error is unchanged.
 * @par Threads
 * Any thread.
 * @par Source
 * An extension of trueftp.
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
