//! Whether trying again makes sense after a call that failed, judged by its error number.

use crate::constants::errors::*;
use crate::constants::win32::*;
use crate::protocol::Retry;

/// The advice from the number alone. Only a number with which no transfer can end proves that nothing was done.
pub fn for_error(error: u32) -> Retry {
    match error {
        ERROR_SUCCESS => Retry::No,
        // Too few descriptors or handles, a local file in use, no name, offline, no thread, busy, no network.
        ERROR_TOO_MANY_OPEN_FILES
        | ERROR_SHARING_VIOLATION
        | ERROR_NOT_CONNECTED
        | ERROR_INTERNET_OUT_OF_HANDLES
        | ERROR_INTERNET_NAME_NOT_RESOLVED
        | ERROR_INTERNET_NO_DIRECT_ACCESS
        | ERROR_INTERNET_ASYNC_THREAD_FAILED
        | ERROR_FTP_TRANSFER_IN_PROGRESS
        | ERROR_INTERNET_DISCONNECTED
        | ERROR_INTERNET_SERVER_UNREACHABLE => Retry::Later,
        ERROR_FTP_DROPPED => Retry::Now,
        // The local file: none, not to be used, an invalid name, no room for a download.
        ERROR_FILE_NOT_FOUND
        | ERROR_PATH_NOT_FOUND
        | ERROR_ACCESS_DENIED
        | ERROR_FILE_EXISTS
        | ERROR_CANNOT_MAKE
        | ERROR_DISK_FULL
        | ERROR_INVALID_NAME
        | ERROR_BAD_PATHNAME
        | ERROR_FILENAME_EXCED_RANGE
        | ERROR_FILE_TOO_LARGE
        | ERROR_DIRECTORY
        | ERROR_CANT_RESOLVE_FILENAME => Retry::Never,
        // The arguments, the handle, what the library does not support.
        ERROR_INVALID_HANDLE
        | ERROR_NO_MORE_FILES
        | ERROR_NOT_SUPPORTED
        | ERROR_INVALID_PARAMETER
        | ERROR_CALL_NOT_IMPLEMENTED
        | ERROR_INSUFFICIENT_BUFFER
        | ERROR_BAD_ARGUMENTS
        | ERROR_INTERNET_INVALID_URL
        | ERROR_INTERNET_UNRECOGNIZED_SCHEME
        | ERROR_INTERNET_INVALID_OPTION
        | ERROR_INTERNET_BAD_OPTION_LENGTH
        | ERROR_INTERNET_OPTION_NOT_SETTABLE
        | ERROR_INTERNET_INVALID_OPERATION
        | ERROR_INTERNET_INCORRECT_HANDLE_TYPE
        | ERROR_INTERNET_INCORRECT_HANDLE_STATE
        | ERROR_INTERNET_ITEM_NOT_FOUND
        | ERROR_INTERNET_TCPIP_NOT_INSTALLED
        | ERROR_INTERNET_NOT_INITIALIZED => Retry::Never,
        // Login or passive mode failed: nothing was transferred.
        ERROR_INTERNET_LOGIN_FAILURE | ERROR_FTP_NO_PASSIVE_MODE => Retry::Never,
        // The server may have received a command, and its effect is not known.
        _ => Retry::Unknown,
    }
}
