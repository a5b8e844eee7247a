//! Windows' numbers for system errors.

use crate::constants::win32::*;
use crate::constants::winsock::*;

/// The Winsock number of a system error of a socket; 0 for all others.
pub fn winsock_number(os_error: i32) -> u32 {
    match os_error {
        libc::EINTR => WSAEINTR,
        libc::EBADF => WSAEBADF,
        libc::EACCES | libc::EPERM => WSAEACCES,
        libc::EFAULT => WSAEFAULT,
        libc::EINVAL => WSAEINVAL,
        libc::EMFILE | libc::ENFILE => WSAEMFILE,
        libc::EWOULDBLOCK => WSAEWOULDBLOCK,
        libc::EINPROGRESS => WSAEINPROGRESS,
        libc::EALREADY => WSAEALREADY,
        libc::ENOTSOCK => WSAENOTSOCK,
        libc::EDESTADDRREQ => WSAEDESTADDRREQ,
        libc::EMSGSIZE => WSAEMSGSIZE,
        libc::EPROTOTYPE => WSAEPROTOTYPE,
        libc::ENOPROTOOPT => WSAENOPROTOOPT,
        libc::EPROTONOSUPPORT => WSAEPROTONOSUPPORT,
        libc::ESOCKTNOSUPPORT => WSAESOCKTNOSUPPORT,
        libc::EOPNOTSUPP => WSAEOPNOTSUPP,
        libc::EPFNOSUPPORT => WSAEPFNOSUPPORT,
        libc::EAFNOSUPPORT => WSAEAFNOSUPPORT,
        libc::EADDRINUSE => WSAEADDRINUSE,
        libc::EADDRNOTAVAIL => WSAEADDRNOTAVAIL,
        libc::ENETDOWN => WSAENETDOWN,
        libc::ENETUNREACH => WSAENETUNREACH,
        libc::ENETRESET => WSAENETRESET,
        // Winsock reports WSAECONNABORTED when the program writes to a connection that the peer has closed.
        libc::ECONNABORTED | libc::EPIPE => WSAECONNABORTED,
        libc::ECONNRESET => WSAECONNRESET,
        libc::ENOBUFS | libc::ENOMEM => WSAENOBUFS,
        libc::EISCONN => WSAEISCONN,
        libc::ENOTCONN => WSAENOTCONN,
        libc::ESHUTDOWN => WSAESHUTDOWN,
        libc::ETIMEDOUT => WSAETIMEDOUT,
        libc::ECONNREFUSED => WSAECONNREFUSED,
        libc::ELOOP => WSAELOOP,
        libc::ENAMETOOLONG => WSAENAMETOOLONG,
        libc::EHOSTDOWN => WSAEHOSTDOWN,
        libc::EHOSTUNREACH => WSAEHOSTUNREACH,
        _ => 0,
    }
}

/// The Win32 number of a system error of a file; ERROR_GEN_FAILURE for all others.
pub(crate) fn win32_number(os_error: i32) -> u32 {
    match os_error {
        libc::ENOENT => ERROR_FILE_NOT_FOUND,
        libc::ENOTDIR => ERROR_PATH_NOT_FOUND,
        libc::EMFILE | libc::ENFILE => ERROR_TOO_MANY_OPEN_FILES,
        libc::EACCES | libc::EPERM | libc::EISDIR | libc::ENXIO | libc::EROFS => ERROR_ACCESS_DENIED,
        libc::ENOMEM => ERROR_OUTOFMEMORY,
        libc::EBUSY | libc::ETXTBSY => ERROR_SHARING_VIOLATION,
        libc::EEXIST => ERROR_FILE_EXISTS,
        libc::EINVAL => ERROR_INVALID_PARAMETER,
        libc::ENOSPC | libc::EDQUOT => ERROR_DISK_FULL,
        libc::ENAMETOOLONG => ERROR_FILENAME_EXCED_RANGE,
        libc::EFBIG => ERROR_FILE_TOO_LARGE,
        libc::EIO => ERROR_IO_DEVICE,
        libc::ELOOP => ERROR_CANT_RESOLVE_FILENAME,
        _ => ERROR_GEN_FAILURE,
    }
}
