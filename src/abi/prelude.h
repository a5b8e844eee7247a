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

/* version */

#include <stddef.h>
#if defined(_WIN32)
/* These headers may be included before or after this one. */
#include <windows.h>
#include <wininet.h>
#else
#include "trueftp_wininet.h"
#endif
/* constants: extensions */

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
