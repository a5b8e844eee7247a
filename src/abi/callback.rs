//! InternetSetStatusCallback, and the calls of the callbacks that it has set.

use std::ffi::c_void;
use std::net::SocketAddr;
use std::ptr::null_mut;

use crate::constants::extensions::{TRUEFTP_SIZE_UNKNOWN, TRUEFTP_STATUS_PROGRESS};
use crate::constants::status::*;
use crate::inet::Handle;
use crate::inet::calls::callback::{self, Callback, Event, Status};

use super::boundary;
use super::structs::{INTERNET_ASYNC_RESULT, TRUEFTP_PROGRESS};
use super::text::count;
use super::types::{DWORD, DWORD_PTR, HINTERNET, INTERNET_STATUS_CALLBACK, LPVOID};

/// The type of the function whose address an INTERNET_STATUS_CALLBACK is.
type Function = unsafe extern "system" fn(HINTERNET, DWORD_PTR, DWORD, LPVOID, DWORD);

/// Sets the status callback of a handle, and returns the callback that was set before. Handles opened below it later
/// start with this callback; handles that are already open keep theirs.
///
/// The callback receives the handle, the context value of the call (or of the handle), a status and its data. It is
/// called only when that context value is not 0. The data of each status:
///
/// - `INTERNET_STATUS_RESOLVING_NAME`, `INTERNET_STATUS_NAME_RESOLVED`, `INTERNET_STATUS_CONNECTING_TO_SERVER`,
///   `INTERNET_STATUS_CONNECTED_TO_SERVER`: a text with the host name (`RESOLVING_NAME`) or the address. The host name
///   is UTF-16 for a callback set by InternetSetStatusCallbackW.
/// - `INTERNET_STATUS_SENDING_REQUEST`, `INTERNET_STATUS_RECEIVING_RESPONSE`, `INTERNET_STATUS_CLOSING_CONNECTION`,
///   `INTERNET_STATUS_CONNECTION_CLOSED`: NULL.
/// - `INTERNET_STATUS_REQUEST_SENT`, `INTERNET_STATUS_RESPONSE_RECEIVED`: a DWORD, the number of bytes of a command, a
///   reply, or a piece of a file.
/// - `INTERNET_STATUS_HANDLE_CREATED`, `INTERNET_STATUS_HANDLE_CLOSING`: an HINTERNET. The latter is the last status
///   of a handle.
/// - `INTERNET_STATUS_REQUEST_COMPLETE`, in asynchronous mode: an `INTERNET_ASYNC_RESULT`.
/// - `TRUEFTP_STATUS_PROGRESS`, if `TRUEFTP_OPTION_PROGRESS` is set: a `TRUEFTP_PROGRESS`.
///
/// The data is valid until the callback returns, and the callback may write to it.
///
/// In synchronous mode callbacks run during the call, on its thread. In asynchronous mode they run on a few threads of
/// the library, one at a time for each handle. They still run on the thread of the call when that waits (FtpCommandA,
/// `IRF_SYNC`), when it completes at once (InternetReadFile and similar functions), and during InternetCloseHandle. A
/// callback that waits occupies one of four threads.
///
/// A callback may call every function, also InternetCloseHandle. A call on the connection that the callback reports
/// on, while the reported call is still running, fails with `ERROR_FTP_TRANSFER_IN_PROGRESS`. No exception may leave a
/// callback.
///
/// # Parameters
/// - `hInternet`: any handle.
/// - `lpfnInternetCallback`: the callback; NULL for none.
///
/// # Returns
/// The callback that was set before, NULL if there was none; `INTERNET_INVALID_STATUS_CALLBACK` on failure.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hInternet` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hInternet` is NULL, and no session has been opened yet.
/// - `ERROR_INVALID_PARAMETER`: `lpfnInternetCallback` is `INTERNET_INVALID_STATUS_CALLBACK`, which is not a function.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetSetStatusCallbackA.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackA(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, false)
}

/// Like [`InternetSetStatusCallbackA`], for a callback that receives host names as UTF-16.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackW(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, true)
}

/// The same function as [`InternetSetStatusCallbackA`].
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallback(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, false)
}

fn set(handle: HINTERNET, function: INTERNET_STATUS_CALLBACK, wide: bool) -> INTERNET_STATUS_CALLBACK {
    let new = Callback { function: function.expose_provenance(), wide, call };
    let before = boundary::value(callback::INVALID, || {
        callback::set(boundary::number(handle), new).map(|before| before.function)
    });
    std::ptr::with_exposed_provenance_mut(before)
}

/// Calls a program's function. The data is a copy for this call, because programs write to the texts.
fn call(callback: &Callback, handle: Handle, context: usize, event: Event) {
    let (status, mut payload) = payload(event, callback.wide);
    let (information, length) = payload.address();
    let function = std::ptr::with_exposed_provenance::<c_void>(callback.function);
    // SAFETY: it is not NULL where this is called, and the program that set it promised that it is the address of a
    // function of this type for as long as it is set.
    let function = unsafe { std::mem::transmute::<*const c_void, Function>(function) };
    // SAFETY: `information` is NULL or points to `length` bytes that live until the end of this function.
    unsafe { function(boundary::pointer(handle), context, status, information, length) };
}

/// What lpvStatusInformation points to.
enum Payload {
    Nothing,
    /// Text that ends with a NUL.
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
    Count(DWORD),
    /// The length covers only the handle, but some programs read the whole INTERNET_ASYNC_RESULT.
    Handle(INTERNET_ASYNC_RESULT),
    Result(INTERNET_ASYNC_RESULT),
    Progress(TRUEFTP_PROGRESS),
}

impl Payload {
    /// Its address and its length in bytes.
    fn address(&mut self) -> (LPVOID, DWORD) {
        match self {
            Self::Nothing => (null_mut(), 0),
            Self::Narrow(text) => (text.as_mut_ptr().cast(), count(text.len())),
            Self::Wide(text) => (text.as_mut_ptr().cast(), count(2 * text.len())),
            Self::Count(number) => ((&raw mut *number).cast(), count(size_of::<DWORD>())),
            Self::Handle(result) => ((&raw mut *result).cast(), count(size_of::<HINTERNET>())),
            Self::Result(result) => ((&raw mut *result).cast(), count(size_of::<INTERNET_ASYNC_RESULT>())),
            Self::Progress(progress) => ((&raw mut *progress).cast(), count(size_of::<TRUEFTP_PROGRESS>())),
        }
    }
}

/// The number of a status and its data. Addresses are narrow text for every callback, as in WinINet.
fn payload(event: Event, wide: bool) -> (DWORD, Payload) {
    match event {
        Event::Network(status) => match status {
            Status::ResolvingName(name) if wide => {
                (INTERNET_STATUS_RESOLVING_NAME, Payload::Wide(name.encode_utf16().chain([0]).collect()))
            }
            Status::ResolvingName(name) => (INTERNET_STATUS_RESOLVING_NAME, Payload::Narrow(with_nul(name))),
            Status::NameResolved(address) => (INTERNET_STATUS_NAME_RESOLVED, text(address)),
            Status::Connecting(address) => (INTERNET_STATUS_CONNECTING_TO_SERVER, text(address)),
            Status::Connected(address) => (INTERNET_STATUS_CONNECTED_TO_SERVER, text(address)),
            Status::SendingRequest => (INTERNET_STATUS_SENDING_REQUEST, Payload::Nothing),
            Status::RequestSent(bytes) => (INTERNET_STATUS_REQUEST_SENT, Payload::Count(count(bytes))),
            Status::ReceivingResponse => (INTERNET_STATUS_RECEIVING_RESPONSE, Payload::Nothing),
            Status::ResponseReceived(bytes) => {
                (INTERNET_STATUS_RESPONSE_RECEIVED, Payload::Count(count(bytes)))
            }
            Status::Progress { done, total } => (
                TRUEFTP_STATUS_PROGRESS,
                Payload::Progress(TRUEFTP_PROGRESS {
                    ullDone: done,
                    ullTotal: total.unwrap_or(TRUEFTP_SIZE_UNKNOWN),
                }),
            ),
        },
        Event::ClosingConnection => (INTERNET_STATUS_CLOSING_CONNECTION, Payload::Nothing),
        Event::ConnectionClosed => (INTERNET_STATUS_CONNECTION_CLOSED, Payload::Nothing),
        Event::HandleCreated(handle) => {
            (INTERNET_STATUS_HANDLE_CREATED, Payload::Handle(result(handle as usize, 0)))
        }
        Event::HandleClosing(handle) => {
            (INTERNET_STATUS_HANDLE_CLOSING, Payload::Handle(result(handle as usize, 0)))
        }
        Event::RequestComplete { result: value, error } => {
            (INTERNET_STATUS_REQUEST_COMPLETE, Payload::Result(result(value, error)))
        }
    }
}

fn result(value: usize, error: DWORD) -> INTERNET_ASYNC_RESULT {
    INTERNET_ASYNC_RESULT { dwResult: value, dwError: error }
}

fn text(address: SocketAddr) -> Payload {
    Payload::Narrow(with_nul(address.ip().to_canonical().to_string()))
}

fn with_nul(text: String) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    bytes.push(0);
    bytes
}
