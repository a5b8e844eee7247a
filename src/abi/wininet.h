/*
 * trueftp: the part of WinINet and Windows that FTP programs use, for systems other than Windows.
 *
 * trueftp.h includes this header. On Windows <windows.h> and <wininet.h> are used instead.
 *
 * Some types and macros have the names that other libraries use too. Every macro here is left out where it exists
 * already. A type is left out where the program defines a macro before it includes trueftp.h:
 *
 *   TRUEFTP_NO_BOOL, TRUEFTP_NO_BYTE, TRUEFTP_NO_WORD, TRUEFTP_NO_DWORD, TRUEFTP_NO_LONG, TRUEFTP_NO_DWORD_PTR,
 *   TRUEFTP_NO_LPVOID, TRUEFTP_NO_CHAR, TRUEFTP_NO_WCHAR, TRUEFTP_NO_TCHAR, TRUEFTP_NO_HANDLE, TRUEFTP_NO_HWND
 *     leave out one type and its pointers (DWORD and LPDWORD, for example). The other header may come before or after
 *     trueftp.h, and its type may have another size: the functions are declared with a type of trueftp's own
 *     (TRUEFTP_DWORD).
 *     For unixODBC's <sql.h>: TRUEFTP_NO_BOOL, in C++ also TRUEFTP_NO_WCHAR, with UNICODE also TRUEFTP_NO_WCHAR and
 *     TRUEFTP_NO_TCHAR. For <X11/Xmd.h>: TRUEFTP_NO_BOOL.
 *
 *   TRUEFTP_NO_TYPES
 *     leaves out all of these types, and FILETIME and WIN32_FIND_DATA. Another header must define all of them before
 *     trueftp.h is included, as Windows does.
 */

#ifndef TRUEFTP_H
/* trueftp.h includes this header in the right place. */
#include "trueftp.h"
#elif !defined(TRUEFTP_WININET_H) && !defined(_WIN32)
#define TRUEFTP_WININET_H

/* Generated from src/abi and src/constants by build.rs. Do not edit. */

#include <stddef.h>
#include <stdint.h>
#ifndef __cplusplus
#include <uchar.h>
#endif

#ifndef WINAPI
#define WINAPI
#endif
#ifndef CALLBACK
#define CALLBACK
#endif
#ifndef TEXT
#define TRUEFTP_TEXT_W(quote) u##quote
#ifdef UNICODE
#define TEXT(quote) TRUEFTP_TEXT_W(quote)
#else
#define TEXT(quote) quote
#endif
#endif
/* constants: windows */

#ifndef TRUEFTP_NO_TYPES
/* Types that the program has switched off get names of trueftp's own until the end of trueftp.h. */
/* renamed types */
typedef int BOOL;
typedef unsigned char BYTE;
typedef uint16_t WORD;
typedef uint32_t DWORD;
typedef int32_t LONG;
typedef uintptr_t DWORD_PTR;
typedef DWORD *LPDWORD;
typedef void *LPVOID;
typedef const void *LPCVOID;
typedef char CHAR;
typedef char *LPSTR;
typedef const char *LPCSTR;
typedef char16_t WCHAR;
typedef WCHAR *LPWSTR;
typedef const WCHAR *LPCWSTR;
#ifdef UNICODE
typedef WCHAR TCHAR;
#else
typedef char TCHAR;
#endif
typedef TCHAR *LPTSTR;
typedef const TCHAR *LPCTSTR;
typedef void *HANDLE;
typedef HANDLE *LPHANDLE;
typedef void *HWND;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME;
typedef struct _WIN32_FIND_DATAA {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime;
    FILETIME ftLastAccessTime;
    FILETIME ftLastWriteTime;
    DWORD nFileSizeHigh;
    DWORD nFileSizeLow;
    DWORD dwReserved0;
    DWORD dwReserved1;
    CHAR cFileName[MAX_PATH];
    CHAR cAlternateFileName[14];
} WIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;
typedef struct _WIN32_FIND_DATAW {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime;
    FILETIME ftLastAccessTime;
    FILETIME ftLastWriteTime;
    DWORD nFileSizeHigh;
    DWORD nFileSizeLow;
    DWORD dwReserved0;
    DWORD dwReserved1;
    WCHAR cFileName[MAX_PATH];
    WCHAR cAlternateFileName[14];
} WIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;
#ifdef UNICODE
typedef WIN32_FIND_DATAW WIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAW LPWIN32_FIND_DATA;
#else
typedef WIN32_FIND_DATAA WIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAA LPWIN32_FIND_DATA;
#endif
#endif

/* WinINet's own part. Another <wininet.h> (Wine has one) defines it already. */
#if !defined(_WININET_) && !defined(_WININET_H_)

typedef void *HINTERNET;
typedef HINTERNET *LPHINTERNET;
typedef WORD INTERNET_PORT;

#ifdef __cplusplus
extern "C" {
#endif
typedef void(CALLBACK *INTERNET_STATUS_CALLBACK)(HINTERNET hInternet, DWORD_PTR dwContext, DWORD dwInternetStatus,
                                                 LPVOID lpvStatusInformation, DWORD dwStatusInformationLength);
#ifdef __cplusplus
}
#endif

/* INTERNET_STATUS_REQUEST_COMPLETE. */
typedef struct {
    DWORD_PTR dwResult;
    DWORD dwError;
} INTERNET_ASYNC_RESULT, *LPINTERNET_ASYNC_RESULT;

/* InternetReadFileEx and InternetWriteFileEx. The fields for HTTP are not used. */
typedef struct _INTERNET_BUFFERSA {
    DWORD dwStructSize;
    struct _INTERNET_BUFFERSA *Next;
    LPCSTR lpcszHeader;
    DWORD dwHeadersLength;
    DWORD dwHeadersTotal;
    LPVOID lpvBuffer;
    DWORD dwBufferLength;
    DWORD dwBufferTotal;
    DWORD dwOffsetLow;
    DWORD dwOffsetHigh;
} INTERNET_BUFFERSA, *LPINTERNET_BUFFERSA;
typedef struct _INTERNET_BUFFERSW {
    DWORD dwStructSize;
    struct _INTERNET_BUFFERSW *Next;
    LPCWSTR lpcszHeader;
    DWORD dwHeadersLength;
    DWORD dwHeadersTotal;
    LPVOID lpvBuffer;
    DWORD dwBufferLength;
    DWORD dwBufferTotal;
    DWORD dwOffsetLow;
    DWORD dwOffsetHigh;
} INTERNET_BUFFERSW, *LPINTERNET_BUFFERSW;

/* INTERNET_OPTION_VERSION. */
typedef struct {
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
} INTERNET_VERSION_INFO, *LPINTERNET_VERSION_INFO;

/* INTERNET_OPTION_CONNECTED_STATE. */
typedef struct {
    DWORD dwConnectedState;
    DWORD dwFlags;
} INTERNET_CONNECTED_INFO, *LPINTERNET_CONNECTED_INFO;

/* INTERNET_OPTION_PROXY. The W functions take and return the texts as LPCWSTR. */
typedef struct {
    DWORD dwAccessType;
    LPCSTR lpszProxy;
    LPCSTR lpszProxyBypass;
} INTERNET_PROXY_INFO, *LPINTERNET_PROXY_INFO;

#ifdef UNICODE
typedef INTERNET_BUFFERSW INTERNET_BUFFERS;
typedef LPINTERNET_BUFFERSW LPINTERNET_BUFFERS;
#else
typedef INTERNET_BUFFERSA INTERNET_BUFFERS;
typedef LPINTERNET_BUFFERSA LPINTERNET_BUFFERS;
#endif

/* InternetCrackUrl and InternetCreateUrl. */
typedef enum {
/* enumerators: schemes */
} INTERNET_SCHEME, *LPINTERNET_SCHEME;
typedef struct {
    DWORD dwStructSize;
    LPSTR lpszScheme;
    DWORD dwSchemeLength;
    INTERNET_SCHEME nScheme;
    LPSTR lpszHostName;
    DWORD dwHostNameLength;
    INTERNET_PORT nPort;
    LPSTR lpszUserName;
    DWORD dwUserNameLength;
    LPSTR lpszPassword;
    DWORD dwPasswordLength;
    LPSTR lpszUrlPath;
    DWORD dwUrlPathLength;
    LPSTR lpszExtraInfo;
    DWORD dwExtraInfoLength;
} URL_COMPONENTSA, *LPURL_COMPONENTSA;
typedef struct {
    DWORD dwStructSize;
    LPWSTR lpszScheme;
    DWORD dwSchemeLength;
    INTERNET_SCHEME nScheme;
    LPWSTR lpszHostName;
    DWORD dwHostNameLength;
    INTERNET_PORT nPort;
    LPWSTR lpszUserName;
    DWORD dwUserNameLength;
    LPWSTR lpszPassword;
    DWORD dwPasswordLength;
    LPWSTR lpszUrlPath;
    DWORD dwUrlPathLength;
    LPWSTR lpszExtraInfo;
    DWORD dwExtraInfoLength;
} URL_COMPONENTSW, *LPURL_COMPONENTSW;
#ifdef UNICODE
typedef URL_COMPONENTSW URL_COMPONENTS;
typedef LPURL_COMPONENTSW LPURL_COMPONENTS;
#else
typedef URL_COMPONENTSA URL_COMPONENTS;
typedef LPURL_COMPONENTSA LPURL_COMPONENTS;
#endif

#ifndef INTERNET_INVALID_STATUS_CALLBACK
#define INTERNET_INVALID_STATUS_CALLBACK ((INTERNET_STATUS_CALLBACK)(uintptr_t)-1)
#endif
/* constants: connection flags status options option_values errors */

#endif /* WinINet's own part */
/* constants: win32 winsock */

#endif
