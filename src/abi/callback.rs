//! InternetSetStatusCallback, and the calls of what it was given.

use std::ffi::c_void;
use std::net::SocketAddr;
use std::ptr::null_mut;

use crate::constants::status::*;
use crate::constants::trueftp::{TRUEFTP_SIZE_UNKNOWN, TRUEFTP_STATUS_PROGRESS};
use crate::inet::Handle;
use crate::inet::calls::callback::{self, Callback, Event, Status};

use super::boundary;
use super::structs::{INTERNET_ASYNC_RESULT, TRUEFTP_PROGRESS};
use super::text::count;
use super::types::{DWORD, DWORD_PTR, HINTERNET, INTERNET_STATUS_CALLBACK, LPVOID};

/// The function behind an INTERNET_STATUS_CALLBACK.
type Function = unsafe extern "system" fn(HINTERNET, DWORD_PTR, DWORD, LPVOID, DWORD);

/// Sets the status callback of a handle. Handles opened below it later begin with it; those that are open keep theirs.
///
/// It is called with the handle, the context value of the call (or of the handle), a status and what comes with it, but
/// only where that context value is not 0:
///
/// - INTERNET_STATUS_RESOLVING_NAME, ...NAME_RESOLVED, ...CONNECTING_TO_SERVER, ...CONNECTED_TO_SERVER: a text, the name or
///   the address (the name is 16-bit text for a callback set by InternetSetStatusCallbackW);
/// - ...SENDING_REQUEST, ...RECEIVING_RESPONSE, ...CLOSING_CONNECTION, ...CONNECTION_CLOSED: NULL;
/// - ...REQUEST_SENT, ...RESPONSE_RECEIVED: a DWORD, the number of bytes of a command, a reply, or a piece of a file;
/// - ...HANDLE_CREATED, ...HANDLE_CLOSING: an HINTERNET; the latter is the last that is told of a handle;
/// - ...REQUEST_COMPLETE, in asynchronous mode: an INTERNET_ASYNC_RESULT;
/// - TRUEFTP_STATUS_PROGRESS, where TRUEFTP_OPTION_PROGRESS is set: a TRUEFTP_PROGRESS.
///
/// What it points to lives until the callback returns, and may be written to. In synchronous mode callbacks come inside the
/// call and on its thread. In asynchronous mode they come on a few threads of the library's own, for each handle one at a
/// time; but inside the call where that waits (FtpCommandA, IRF_SYNC), is done at once (InternetReadFile and its like), or is
/// InternetCloseHandle. A callback that waits for something keeps one of four threads for itself.
///
/// Any function may be called from a callback, also InternetCloseHandle; a call on the connection whose call the callback
/// is in the middle of fails with ERROR_FTP_TRANSFER_IN_PROGRESS. No exception may leave a callback.
///
/// @param hInternet             any handle
/// @param lpfnInternetCallback  the function; NULL for none
/// @return the callback before, NULL for none; INTERNET_INVALID_STATUS_CALLBACK on failure
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER (INTERNET_INVALID_STATUS_CALLBACK, which
/// is no function)
/// @note Any thread. Source: Microsoft, InternetSetStatusCallbackA.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackA(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, false)
}

/// InternetSetStatusCallbackA for a callback that takes 16-bit text.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackW(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, true)
}

/// InternetSetStatusCallbackA.
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

/// Calls a program's function. What it gets is its own: programs write into the texts.
fn call(callback: &Callback, handle: Handle, context: usize, event: Event) {
    let (status, mut payload) = payload(event, callback.wide);
    let (information, length) = payload.place();
    let function = std::ptr::with_exposed_provenance::<c_void>(callback.function);
    // SAFETY: it is not NULL where this is called, and whoever set it promised that it is the address of a function of
    // this type, for as long as it is set.
    let function = unsafe { std::mem::transmute::<*const c_void, Function>(function) };
    // SAFETY: `information` is NULL or points to `length` bytes that live until the end of this function.
    unsafe { function(boundary::pointer(handle), context, status, information, length) };
}

/// What lpvStatusInformation points to.
enum Payload {
    Nothing,
    /// With its NUL.
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
    Count(DWORD),
    /// A whole INTERNET_ASYNC_RESULT, of which the handle alone is told: some programs read more.
    Handle(INTERNET_ASYNC_RESULT),
    Result(INTERNET_ASYNC_RESULT),
    Progress(TRUEFTP_PROGRESS),
}

impl Payload {
    /// Its address and its length in bytes.
    fn place(&mut self) -> (LPVOID, DWORD) {
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

/// The number of a status and what comes with it. Addresses are narrow text whatever the callback.
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
