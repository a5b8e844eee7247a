//! Windows' numbers for system errors.

/// The Winsock number of a system error of a socket; 0 for all others.
pub fn winsock_number(os_error: i32) -> u32 {
    match os_error {
        libc::EINTR => 10004,
        libc::EBADF => 10009,
        libc::EACCES | libc::EPERM => 10013,
        libc::EFAULT => 10014,
        libc::EINVAL => 10022,
        libc::EMFILE | libc::ENFILE => 10024,
        libc::EWOULDBLOCK => 10035,
        libc::EINPROGRESS => 10036,
        libc::EALREADY => 10037,
        libc::ENOTSOCK => 10038,
        libc::EDESTADDRREQ => 10039,
        libc::EMSGSIZE => 10040,
        libc::EPROTOTYPE => 10041,
        libc::ENOPROTOOPT => 10042,
        libc::EPROTONOSUPPORT => 10043,
        libc::ESOCKTNOSUPPORT => 10044,
        libc::EOPNOTSUPP => 10045,
        libc::EPFNOSUPPORT => 10046,
        libc::EAFNOSUPPORT => 10047,
        libc::EADDRINUSE => 10048,
        libc::EADDRNOTAVAIL => 10049,
        libc::ENETDOWN => 10050,
        libc::ENETUNREACH => 10051,
        libc::ENETRESET => 10052,
        // Winsock reports WSAECONNABORTED when the program writes to a connection that the peer has closed.
        libc::ECONNABORTED | libc::EPIPE => 10053,
        libc::ECONNRESET => 10054,
        libc::ENOBUFS | libc::ENOMEM => 10055,
        libc::EISCONN => 10056,
        libc::ENOTCONN => 10057,
        libc::ESHUTDOWN => 10058,
        libc::ETIMEDOUT => 10060,
        libc::ECONNREFUSED => 10061,
        libc::ELOOP => 10062,
        libc::ENAMETOOLONG => 10063,
        libc::EHOSTDOWN => 10064,
        libc::EHOSTUNREACH => 10065,
        _ => 0,
    }
}

/// The Win32 number of a system error of a file; ERROR_GEN_FAILURE for all others.
pub(crate) fn win32_number(os_error: i32) -> u32 {
    match os_error {
        libc::ENOENT => 2,                // ERROR_FILE_NOT_FOUND
        libc::ENOTDIR => 3,               // ERROR_PATH_NOT_FOUND
        libc::EMFILE | libc::ENFILE => 4, // ERROR_TOO_MANY_OPEN_FILES
        libc::EACCES | libc::EPERM | libc::EISDIR | libc::ENXIO | libc::EROFS => 5, // ERROR_ACCESS_DENIED
        libc::ENOMEM => 14,               // ERROR_OUTOFMEMORY
        libc::EBUSY | libc::ETXTBSY => 32, // ERROR_SHARING_VIOLATION
        libc::EEXIST => 80,               // ERROR_FILE_EXISTS
        libc::EINVAL => 87,               // ERROR_INVALID_PARAMETER
        libc::ENOSPC | libc::EDQUOT => 112, // ERROR_DISK_FULL
        libc::ENAMETOOLONG => 206,        // ERROR_FILENAME_EXCED_RANGE
        libc::EFBIG => 223,               // ERROR_FILE_TOO_LARGE
        libc::EIO => 1117,                // ERROR_IO_DEVICE
        libc::ELOOP => 1921,              // ERROR_CANT_RESOLVE_FILENAME
        _ => 31,                          // ERROR_GEN_FAILURE
    }
}
