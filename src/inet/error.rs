//! The errors of calls; each has one number, Windows' own or, from 12000 on, WinINet's.

use crate::constants::errors::*;
use crate::constants::win32::*;

/// Why a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// ERROR_ACCESS_DENIED
    #[error("the file was not opened for this access")]
    AccessDenied,
    /// ERROR_INVALID_HANDLE
    #[error("the handle is not valid")]
    InvalidHandle,
    /// ERROR_OUTOFMEMORY
    #[error("there is not enough memory, or the data exceeds a limit")]
    OutOfMemory,
    /// ERROR_NO_MORE_FILES
    #[error("there are no more entries")]
    NoMoreFiles,
    /// ERROR_NOT_SUPPORTED
    #[error("the library has no cache")]
    NotSupported,
    /// ERROR_INVALID_PARAMETER
    #[error("a parameter is not valid")]
    InvalidParameter,
    /// ERROR_CALL_NOT_IMPLEMENTED
    #[error("the function is not available")]
    NotImplemented,
    /// ERROR_INSUFFICIENT_BUFFER
    #[error("the buffer is too small")]
    InsufficientBuffer,
    /// ERROR_BAD_ARGUMENTS
    #[error("the value is outside its range")]
    BadArguments,
    /// A Win32 error number of the local file.
    #[error("the local file could not be used (error {0})")]
    LocalFile(u32),
    /// ERROR_IO_PENDING: the call continues, and its end is reported to the callback
    #[error("the call continues in the background")]
    IoPending,
    /// ERROR_NOT_CONNECTED
    #[error("there is no network connection")]
    NotConnected,
    /// ERROR_INTERNET_OUT_OF_HANDLES
    #[error("no more handles can be created")]
    OutOfHandles,
    /// ERROR_INTERNET_TIMEOUT
    #[error("the operation timed out")]
    Timeout,
    /// ERROR_INTERNET_EXTENDED_ERROR
    #[error("the server refused the request; see its reply")]
    Extended,
    /// ERROR_INTERNET_INTERNAL_ERROR
    #[error("an internal error occurred, or the server's replies are not valid FTP")]
    Internal,
    /// ERROR_INTERNET_INVALID_URL
    #[error("the URL is not valid")]
    InvalidUrl,
    /// ERROR_INTERNET_UNRECOGNIZED_SCHEME
    #[error("the URL scheme is missing or unknown")]
    UnrecognizedScheme,
    /// ERROR_INTERNET_NAME_NOT_RESOLVED
    #[error("the server name could not be resolved")]
    NameNotResolved,
    /// ERROR_INTERNET_INVALID_OPTION
    #[error("there is no such option")]
    InvalidOption,
    /// ERROR_INTERNET_BAD_OPTION_LENGTH
    #[error("the value of the option has the wrong length")]
    BadOptionLength,
    /// ERROR_INTERNET_OPTION_NOT_SETTABLE
    #[error("the option can only be read")]
    OptionNotSettable,
    /// ERROR_INTERNET_LOGIN_FAILURE
    #[error("the server refused the user or the password")]
    LoginFailure,
    /// ERROR_INTERNET_INVALID_OPERATION
    #[error("the operation is not possible on this handle or at this time")]
    InvalidOperation,
    /// ERROR_INTERNET_OPERATION_CANCELLED
    #[error("the operation was cancelled because its handle was closed")]
    Cancelled,
    /// ERROR_INTERNET_INCORRECT_HANDLE_TYPE
    #[error("the handle is of the wrong kind for this operation")]
    IncorrectHandleType,
    /// ERROR_INTERNET_INCORRECT_HANDLE_STATE
    #[error("the upload is already finished")]
    IncorrectHandleState,
    /// ERROR_INTERNET_NO_DIRECT_ACCESS
    #[error("the session is offline")]
    NoDirectAccess,
    /// ERROR_INTERNET_ITEM_NOT_FOUND
    #[error("the requested item was not found")]
    ItemNotFound,
    /// ERROR_INTERNET_CANNOT_CONNECT
    #[error("the connection to the server could not be established")]
    CannotConnect,
    /// ERROR_INTERNET_CONNECTION_ABORTED
    #[error("the connection was closed unexpectedly")]
    ConnectionAborted,
    /// ERROR_INTERNET_CONNECTION_RESET
    #[error("the connection was reset")]
    ConnectionReset,
    /// ERROR_INTERNET_ASYNC_THREAD_FAILED
    #[error("the thread for asynchronous calls could not be started")]
    AsyncThreadFailed,
    /// ERROR_INTERNET_SOURCE_PORT_IN_USE
    #[error("no local port is available")]
    SourcePortInUse,
    /// ERROR_FTP_TRANSFER_IN_PROGRESS
    #[error("the connection is busy with an open file or search")]
    TransferInProgress,
    /// ERROR_FTP_DROPPED
    #[error("the connection to the server was lost earlier")]
    FtpDropped,
    /// ERROR_FTP_NO_PASSIVE_MODE
    #[error("the server does not support passive mode, or refuses it")]
    NoPassiveMode,
    /// ERROR_INTERNET_TCPIP_NOT_INSTALLED
    #[error("TCP/IP is not installed")]
    NoTcpIp,
    /// ERROR_INTERNET_NOT_INITIALIZED
    #[error("InternetOpen has not been called yet")]
    NotInitialized,
}

impl Error {
    /// The number that GetLastError returns.
    pub const fn number(self) -> u32 {
        match self {
            Self::AccessDenied => ERROR_ACCESS_DENIED,
            Self::InvalidHandle => ERROR_INVALID_HANDLE,
            Self::OutOfMemory => ERROR_OUTOFMEMORY,
            Self::NoMoreFiles => ERROR_NO_MORE_FILES,
            Self::NotSupported => ERROR_NOT_SUPPORTED,
            Self::InvalidParameter => ERROR_INVALID_PARAMETER,
            Self::NotImplemented => ERROR_CALL_NOT_IMPLEMENTED,
            Self::InsufficientBuffer => ERROR_INSUFFICIENT_BUFFER,
            Self::BadArguments => ERROR_BAD_ARGUMENTS,
            Self::LocalFile(number) => number,
            Self::IoPending => ERROR_IO_PENDING,
            Self::NotConnected => ERROR_NOT_CONNECTED,
            Self::OutOfHandles => ERROR_INTERNET_OUT_OF_HANDLES,
            Self::Timeout => ERROR_INTERNET_TIMEOUT,
            Self::Extended => ERROR_INTERNET_EXTENDED_ERROR,
            Self::Internal => ERROR_INTERNET_INTERNAL_ERROR,
            Self::InvalidUrl => ERROR_INTERNET_INVALID_URL,
            Self::UnrecognizedScheme => ERROR_INTERNET_UNRECOGNIZED_SCHEME,
            Self::NameNotResolved => ERROR_INTERNET_NAME_NOT_RESOLVED,
            Self::InvalidOption => ERROR_INTERNET_INVALID_OPTION,
            Self::BadOptionLength => ERROR_INTERNET_BAD_OPTION_LENGTH,
            Self::OptionNotSettable => ERROR_INTERNET_OPTION_NOT_SETTABLE,
            Self::LoginFailure => ERROR_INTERNET_LOGIN_FAILURE,
            Self::InvalidOperation => ERROR_INTERNET_INVALID_OPERATION,
            Self::Cancelled => ERROR_INTERNET_OPERATION_CANCELLED,
            Self::IncorrectHandleType => ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
            Self::IncorrectHandleState => ERROR_INTERNET_INCORRECT_HANDLE_STATE,
            Self::NoDirectAccess => ERROR_INTERNET_NO_DIRECT_ACCESS,
            Self::ItemNotFound => ERROR_INTERNET_ITEM_NOT_FOUND,
            Self::CannotConnect => ERROR_INTERNET_CANNOT_CONNECT,
            Self::ConnectionAborted => ERROR_INTERNET_CONNECTION_ABORTED,
            Self::ConnectionReset => ERROR_INTERNET_CONNECTION_RESET,
            Self::AsyncThreadFailed => ERROR_INTERNET_ASYNC_THREAD_FAILED,
            Self::SourcePortInUse => ERROR_INTERNET_SOURCE_PORT_IN_USE,
            Self::TransferInProgress => ERROR_FTP_TRANSFER_IN_PROGRESS,
            Self::FtpDropped => ERROR_FTP_DROPPED,
            Self::NoPassiveMode => ERROR_FTP_NO_PASSIVE_MODE,
            Self::NoTcpIp => ERROR_INTERNET_TCPIP_NOT_INSTALLED,
            Self::NotInitialized => ERROR_INTERNET_NOT_INITIALIZED,
        }
    }
}
