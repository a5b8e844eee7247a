//! Every failure has one number (Windows' own, or WinINet's from 12000 on).

use crate::constants::errors::*;
use crate::constants::win32::*;

/// What a call can fail with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// ERROR_ACCESS_DENIED
    #[error("the file was not opened for this")]
    AccessDenied,
    /// ERROR_INVALID_HANDLE
    #[error("the handle is not valid")]
    InvalidHandle,
    /// ERROR_OUTOFMEMORY
    #[error("there is more than is taken")]
    OutOfMemory,
    /// ERROR_NO_MORE_FILES
    #[error("there are no more entries")]
    NoMoreFiles,
    /// ERROR_NOT_SUPPORTED
    #[error("there is no cache")]
    NotSupported,
    /// ERROR_INVALID_PARAMETER
    #[error("a parameter is not valid")]
    InvalidParameter,
    /// ERROR_CALL_NOT_IMPLEMENTED
    #[error("this is not available")]
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
    /// ERROR_IO_PENDING: the call goes on, and its end is told to the callback
    #[error("the call goes on in the background")]
    IoPending,
    /// ERROR_NOT_CONNECTED
    #[error("there is no network")]
    NotConnected,
    /// ERROR_INTERNET_OUT_OF_HANDLES
    #[error("there are no more handles")]
    OutOfHandles,
    /// ERROR_INTERNET_TIMEOUT
    #[error("the time is over")]
    Timeout,
    /// ERROR_INTERNET_EXTENDED_ERROR
    #[error("the server said no; its reply tells why")]
    Extended,
    /// ERROR_INTERNET_INTERNAL_ERROR
    #[error("the server's replies make no sense, or something failed inside")]
    Internal,
    /// ERROR_INTERNET_INVALID_URL
    #[error("the URL is malformed")]
    InvalidUrl,
    /// ERROR_INTERNET_UNRECOGNIZED_SCHEME
    #[error("the URL has no scheme, or none that is known")]
    UnrecognizedScheme,
    /// ERROR_INTERNET_NAME_NOT_RESOLVED
    #[error("the server's name has no address")]
    NameNotResolved,
    /// ERROR_INTERNET_INVALID_OPTION
    #[error("there is no such option")]
    InvalidOption,
    /// ERROR_INTERNET_BAD_OPTION_LENGTH
    #[error("the option has another length")]
    BadOptionLength,
    /// ERROR_INTERNET_OPTION_NOT_SETTABLE
    #[error("the option can only be read")]
    OptionNotSettable,
    /// ERROR_INTERNET_LOGIN_FAILURE
    #[error("the server refused the user or the password")]
    LoginFailure,
    /// ERROR_INTERNET_INVALID_OPERATION
    #[error("this cannot be done here")]
    InvalidOperation,
    /// ERROR_INTERNET_OPERATION_CANCELLED
    #[error("the handle was closed meanwhile")]
    Cancelled,
    /// ERROR_INTERNET_INCORRECT_HANDLE_TYPE
    #[error("the handle is of another kind")]
    IncorrectHandleType,
    /// ERROR_INTERNET_INCORRECT_HANDLE_STATE
    #[error("the upload is finished already")]
    IncorrectHandleState,
    /// ERROR_INTERNET_NO_DIRECT_ACCESS
    #[error("the session is offline")]
    NoDirectAccess,
    /// ERROR_INTERNET_ITEM_NOT_FOUND
    #[error("that is not known")]
    ItemNotFound,
    /// ERROR_INTERNET_CANNOT_CONNECT
    #[error("nobody could be reached there")]
    CannotConnect,
    /// ERROR_INTERNET_CONNECTION_ABORTED
    #[error("the connection ended too early")]
    ConnectionAborted,
    /// ERROR_INTERNET_CONNECTION_RESET
    #[error("the connection was reset")]
    ConnectionReset,
    /// ERROR_INTERNET_ASYNC_THREAD_FAILED
    #[error("no thread for asynchronous work could be started")]
    AsyncThreadFailed,
    /// ERROR_INTERNET_SOURCE_PORT_IN_USE
    #[error("there is no free local port")]
    SourcePortInUse,
    /// ERROR_FTP_TRANSFER_IN_PROGRESS
    #[error("the connection is busy with an open file or find")]
    TransferInProgress,
    /// ERROR_FTP_DROPPED
    #[error("the connection to the server is gone")]
    FtpDropped,
    /// ERROR_FTP_NO_PASSIVE_MODE
    #[error("the server has no passive mode")]
    NoPassiveMode,
    /// ERROR_INTERNET_TCPIP_NOT_INSTALLED
    #[error("this system has no TCP/IP")]
    NoTcpIp,
    /// ERROR_INTERNET_NOT_INITIALIZED
    #[error("InternetOpen was not called yet")]
    NotInitialized,
}

impl Error {
    /// The number GetLastError gives.
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
