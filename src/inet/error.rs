//! Every failure has one number (Windows' own, or WinINet's from 12000 on).

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
            Self::AccessDenied => 5,
            Self::InvalidHandle => 6,
            Self::OutOfMemory => 14,
            Self::NoMoreFiles => 18,
            Self::NotSupported => 50,
            Self::InvalidParameter => 87,
            Self::NotImplemented => 120,
            Self::InsufficientBuffer => 122,
            Self::BadArguments => 160,
            Self::LocalFile(number) => number,
            Self::IoPending => 997,
            Self::NotConnected => 2250,
            Self::OutOfHandles => 12001,
            Self::Timeout => 12002,
            Self::Extended => 12003,
            Self::Internal => 12004,
            Self::InvalidUrl => 12005,
            Self::UnrecognizedScheme => 12006,
            Self::NameNotResolved => 12007,
            Self::InvalidOption => 12009,
            Self::BadOptionLength => 12010,
            Self::OptionNotSettable => 12011,
            Self::LoginFailure => 12015,
            Self::InvalidOperation => 12016,
            Self::Cancelled => 12017,
            Self::IncorrectHandleType => 12018,
            Self::IncorrectHandleState => 12019,
            Self::NoDirectAccess => 12023,
            Self::ItemNotFound => 12028,
            Self::CannotConnect => 12029,
            Self::ConnectionAborted => 12030,
            Self::ConnectionReset => 12031,
            Self::AsyncThreadFailed => 12047,
            Self::SourcePortInUse => 12058,
            Self::TransferInProgress => 12110,
            Self::FtpDropped => 12111,
            Self::NoPassiveMode => 12112,
            Self::NoTcpIp => 12159,
            Self::NotInitialized => 12172,
        }
    }
}
