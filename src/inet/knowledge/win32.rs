//! What the Win32 error numbers mean that are common with files and sockets.

use crate::constants::win32::*;
use crate::protocol::iis::{Details, normalize};

/// An error number of Windows.
#[derive(Clone, Copy, Debug)]
pub struct Win32 {
    /// The number.
    pub number: u32,
    /// Its name, followed by Winsock's name if there is one.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub text: &'static str,
    /// The words by which the system's own English message is recognised: several where it has changed, empty for none.
    pub words: &'static str,
}

/// The entry for a number.
pub fn find(number: u32) -> Option<&'static Win32> {
    ERRORS.binary_search_by_key(&number, |error| error.number).ok().map(|at| &ERRORS[at])
}

/// The number that the text of a reply names: as a number, or by the system's message.
pub fn named_by(details: &Details) -> Option<u32> {
    let begins = |words: &str| !words.is_empty() && details.win32.starts_with(&normalize(words));
    let by_words =
        || ERRORS.iter().find(|error| error.words.split('|').any(begins)).map(|error| error.number);
    details.number.or_else(by_words)
}

const fn of(number: u32, name: &'static str, words: &'static str, text: &'static str) -> Win32 {
    Win32 { number, name, text, words }
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const ERRORS: &[Win32] = &[
    of(ERROR_INVALID_FUNCTION, "ERROR_INVALID_FUNCTION", "incorrect function", "The function is not supported here."),
    of(ERROR_FILE_NOT_FOUND, "ERROR_FILE_NOT_FOUND", "the system cannot find the file specified", "There is no such file."),
    of(ERROR_PATH_NOT_FOUND, "ERROR_PATH_NOT_FOUND", "the system cannot find the path specified", "There is no such directory."),
    of(ERROR_TOO_MANY_OPEN_FILES, "ERROR_TOO_MANY_OPEN_FILES", "the system cannot open the file", "Too many files are open."),
    of(ERROR_ACCESS_DENIED, "ERROR_ACCESS_DENIED", "access is denied", "Access is denied."),
    of(ERROR_INVALID_HANDLE, "ERROR_INVALID_HANDLE, WSA_INVALID_HANDLE", "the handle is invalid", "The handle is not valid or is closed."),
    of(ERROR_NOT_ENOUGH_MEMORY, "ERROR_NOT_ENOUGH_MEMORY, WSA_NOT_ENOUGH_MEMORY", "not enough storage is available to process|not enough memory resources are available to process", "There is not enough memory."),
    of(ERROR_INVALID_DATA, "ERROR_INVALID_DATA", "the data is invalid", "The data is not valid."),
    of(ERROR_OUTOFMEMORY, "ERROR_OUTOFMEMORY", "not enough storage is available to complete|not enough memory resources are available to complete", "There is not enough memory, or the data exceeds a limit."),
    of(ERROR_INVALID_DRIVE, "ERROR_INVALID_DRIVE", "the system cannot find the drive", "There is no such drive."),
    of(ERROR_NO_MORE_FILES, "ERROR_NO_MORE_FILES", "there are no more files", "There are no (more) matching entries."),
    of(ERROR_WRITE_PROTECT, "ERROR_WRITE_PROTECT", "the media is write protected", "The disk is write-protected."),
    of(ERROR_NOT_READY, "ERROR_NOT_READY", "the device is not ready", "The drive is not ready."),
    of(ERROR_CRC, "ERROR_CRC", "data error (cyclic redundancy check)", "The disk cannot be read: the data at this place is damaged."),
    of(ERROR_WRITE_FAULT, "ERROR_WRITE_FAULT", "the system cannot write to the specified device", "The device cannot be written to."),
    of(ERROR_READ_FAULT, "ERROR_READ_FAULT", "the system cannot read from the specified device", "The device cannot be read."),
    of(ERROR_GEN_FAILURE, "ERROR_GEN_FAILURE", "a device attached to the system is not functioning", "The device is not working."),
    of(ERROR_SHARING_VIOLATION, "ERROR_SHARING_VIOLATION", "the process cannot access the file because it is being used", "Another program has the file open."),
    of(ERROR_LOCK_VIOLATION, "ERROR_LOCK_VIOLATION", "the process cannot access the file because another process has locked", "Another program has locked part of the file."),
    of(ERROR_HANDLE_EOF, "ERROR_HANDLE_EOF", "reached the end of the file", "The end of the file was reached too early."),
    of(ERROR_HANDLE_DISK_FULL, "ERROR_HANDLE_DISK_FULL", "the disk is full", "The disk is full."),
    of(ERROR_NOT_SUPPORTED, "ERROR_NOT_SUPPORTED", "the request is not supported", "The operation is not supported here."),
    of(ERROR_BAD_NETPATH, "ERROR_BAD_NETPATH", "the network path was not found", "The computer that has the share cannot be reached."),
    of(ERROR_UNEXP_NET_ERR, "ERROR_UNEXP_NET_ERR", "an unexpected network error occurred", "A network error occurred while the share was in use."),
    of(ERROR_NETNAME_DELETED, "ERROR_NETNAME_DELETED", "the specified network name is no longer available", "The network connection to the share was lost."),
    of(ERROR_NETWORK_ACCESS_DENIED, "ERROR_NETWORK_ACCESS_DENIED", "network access is denied", "Network access is denied."),
    of(ERROR_BAD_NET_NAME, "ERROR_BAD_NET_NAME", "the network name cannot be found", "There is no such share."),
    of(ERROR_REQ_NOT_ACCEP, "ERROR_REQ_NOT_ACCEP", "no more connections can be made", "The remote computer accepts no more connections."),
    of(ERROR_FILE_EXISTS, "ERROR_FILE_EXISTS", "the file exists", "The file already exists."),
    of(ERROR_CANNOT_MAKE, "ERROR_CANNOT_MAKE", "the directory or file cannot be created", "The directory or file cannot be created."),
    of(ERROR_INVALID_PARAMETER, "ERROR_INVALID_PARAMETER, WSA_INVALID_PARAMETER", "the parameter is incorrect", "An argument is not valid."),
    of(ERROR_OPEN_FAILED, "ERROR_OPEN_FAILED", "the system cannot open the device or file", "The file cannot be opened."),
    of(ERROR_BUFFER_OVERFLOW, "ERROR_BUFFER_OVERFLOW", "the file name is too long", "The file name is too long."),
    of(ERROR_DISK_FULL, "ERROR_DISK_FULL", "there is not enough space on the disk", "The disk is full."),
    of(ERROR_CALL_NOT_IMPLEMENTED, "ERROR_CALL_NOT_IMPLEMENTED", "this function is not supported", "The function is not available."),
    of(ERROR_SEM_TIMEOUT, "ERROR_SEM_TIMEOUT", "the semaphore timeout period has expired", "The device or the share did not respond in time."),
    of(ERROR_INSUFFICIENT_BUFFER, "ERROR_INSUFFICIENT_BUFFER", "the data area passed to a system call is too small", "The buffer is too small."),
    of(ERROR_INVALID_NAME, "ERROR_INVALID_NAME", "the filename, directory name, or volume label syntax is incorrect", "The name contains characters that are not allowed."),
    of(ERROR_DIR_NOT_EMPTY, "ERROR_DIR_NOT_EMPTY", "the directory is not empty", "The directory is not empty."),
    of(ERROR_BAD_ARGUMENTS, "ERROR_BAD_ARGUMENTS", "one or more arguments are not correct", "The value is outside its range."),
    of(ERROR_BAD_PATHNAME, "ERROR_BAD_PATHNAME", "the specified path is invalid", "The path is not valid."),
    of(ERROR_BUSY, "ERROR_BUSY", "the requested resource is in use", "The resource is in use."),
    of(ERROR_ALREADY_EXISTS, "ERROR_ALREADY_EXISTS", "cannot create a file when that file already exists", "The file or directory already exists."),
    of(ERROR_FILENAME_EXCED_RANGE, "ERROR_FILENAME_EXCED_RANGE", "the filename or extension is too long", "The name is too long."),
    of(ERROR_FILE_TOO_LARGE, "ERROR_FILE_TOO_LARGE", "the file size exceeds the limit", "The file is too large."),
    of(ERROR_MORE_DATA, "ERROR_MORE_DATA", "more data is available", "The buffer is too small for all the data."),
    of(ERROR_DIRECTORY, "ERROR_DIRECTORY", "the directory name is invalid", "The path is not a directory, or not a valid directory name."),
    of(ERROR_OPERATION_ABORTED, "ERROR_OPERATION_ABORTED, WSA_OPERATION_ABORTED", "the i/o operation has been aborted", "The operation was cancelled because its thread ended or its socket was closed."),
    of(ERROR_IO_INCOMPLETE, "ERROR_IO_INCOMPLETE, WSA_IO_INCOMPLETE", "overlapped i/o event is not in a signaled state", "The asynchronous operation is not complete yet."),
    of(ERROR_IO_PENDING, "ERROR_IO_PENDING, WSA_IO_PENDING", "overlapped i/o operation is in progress", "The asynchronous operation is in progress; its completion is reported later."),
    of(ERROR_IO_DEVICE, "ERROR_IO_DEVICE", "the request could not be performed because of an i/o device error", "The disk or another device failed."),
    of(ERROR_CANCELLED, "ERROR_CANCELLED", "the operation was canceled by the user", "The user cancelled the operation."),
    of(ERROR_CONNECTION_REFUSED, "ERROR_CONNECTION_REFUSED", "the remote computer refused the network connection", "The remote computer refused the connection."),
    of(ERROR_NETWORK_UNREACHABLE, "ERROR_NETWORK_UNREACHABLE", "the network location cannot be reached", "There is no route to the network."),
    of(ERROR_HOST_UNREACHABLE, "ERROR_HOST_UNREACHABLE", "", "There is no route to the remote computer."),
    of(ERROR_CONNECTION_ABORTED, "ERROR_CONNECTION_ABORTED", "the network connection was aborted by the local system", "The connection was aborted by this computer."),
    of(ERROR_DISK_QUOTA_EXCEEDED, "ERROR_DISK_QUOTA_EXCEEDED", "the requested file operation failed because the storage quota", "The user's disk quota is used up."),
    of(ERROR_NO_LOGON_SERVERS, "ERROR_NO_LOGON_SERVERS", "there are currently no logon servers available|we can't sign you in with this credential because your domain", "No domain controller can be reached."),
    of(ERROR_PRIVILEGE_NOT_HELD, "ERROR_PRIVILEGE_NOT_HELD", "a required privilege is not held by the client", "The account lacks a required privilege."),
    of(ERROR_LOGON_FAILURE, "ERROR_LOGON_FAILURE", "the user name or password is incorrect|logon failure: unknown user name or bad password", "The user name or password is wrong."),
    of(ERROR_ACCOUNT_RESTRICTION, "ERROR_ACCOUNT_RESTRICTION", "account restrictions are preventing this user|logon failure: user account restriction", "An account restriction prevents the login."),
    of(ERROR_INVALID_LOGON_HOURS, "ERROR_INVALID_LOGON_HOURS", "your account has time restrictions|logon failure: account logon time restriction", "The account is not allowed to log in at this time."),
    of(ERROR_PASSWORD_EXPIRED, "ERROR_PASSWORD_EXPIRED", "the password for this account has expired|logon failure: the specified account password has expired", "The password has expired."),
    of(ERROR_ACCOUNT_DISABLED, "ERROR_ACCOUNT_DISABLED", "this user can't sign in because this account is currently disabled|logon failure: account currently disabled", "The account is disabled."),
    of(ERROR_LOGON_TYPE_NOT_GRANTED, "ERROR_LOGON_TYPE_NOT_GRANTED", "logon failure: the user has not been granted", "The account is not allowed this type of login."),
    of(ERROR_FILE_CORRUPT, "ERROR_FILE_CORRUPT", "the file or directory is corrupted", "The file system is damaged."),
    of(ERROR_NO_SYSTEM_RESOURCES, "ERROR_NO_SYSTEM_RESOURCES", "insufficient system resources exist", "The system has run out of resources."),
    of(ERROR_PASSWORD_MUST_CHANGE, "ERROR_PASSWORD_MUST_CHANGE", "the user's password must be changed", "The password must be changed before the first login."),
    of(ERROR_ACCOUNT_LOCKED_OUT, "ERROR_ACCOUNT_LOCKED_OUT", "the referenced account is currently locked out", "The account is locked out, usually after too many wrong passwords."),
    of(ERROR_CANT_ACCESS_FILE, "ERROR_CANT_ACCESS_FILE", "the file cannot be accessed by the system", "The system cannot access the file: it is an app execution alias, or its storage is not available."),
    of(ERROR_CANT_RESOLVE_FILENAME, "ERROR_CANT_RESOLVE_FILENAME", "the name of the file cannot be resolved", "The path contains too many levels of symbolic links."),
    of(ERROR_NOT_CONNECTED, "ERROR_NOT_CONNECTED", "this network connection does not exist", "There is no network connection."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::iis::details;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(ERRORS.windows(2).all(|pair| pair[0].number < pair[1].number));
        assert_eq!(find(5).map(|error| error.name), Some("ERROR_ACCESS_DENIED"));
        assert!(find(7).is_none());
    }

    #[test]
    fn numbers_are_found_by_the_system_s_words() {
        let named_by = |text: &str| named_by(&details(format!("Win32 error: {text}").as_bytes()));
        for error in ERRORS {
            for words in error.words.split('|').filter(|words| !words.is_empty()) {
                assert_eq!(named_by(&format!("{words}.\r\nEnd")), Some(error.number));
            }
        }
        for (text, number) in [
            ("Access is denied.", Some(5)),
            ("2: Access is denied.", Some(2)),
            ("Logon failure: nobody knows.", None),
            ("Zugriff verweigert", None),
            ("", None),
        ] {
            assert_eq!(named_by(text), number, "{text}");
        }
    }
}
