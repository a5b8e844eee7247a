//! InternetQueryOption and InternetSetOption.

use crate::constants::flags::{ISO_GLOBAL, ISO_REGISTRY};
use crate::inet::Error;
use crate::inet::calls::options::{self, Proxy, Shape, Value};

use super::boundary;
use super::structs::{INTERNET_CONNECTED_INFO, INTERNET_PROXY_INFO, INTERNET_VERSION_INFO};
use super::text::{Character, Encoding, count, read_number, read_text, write_number, write_text};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCVOID, LPDWORD, LPVOID};

/// Reads an option of a handle, or of the process if the handle is NULL. TRUE means that the value is in the buffer.
///
/// Option names stand here without `INTERNET_OPTION_`.
///
/// - Numbers (DWORD), on any handle or NULL: `CONNECT_TIMEOUT`, `SEND_TIMEOUT` (also `CONTROL_SEND_TIMEOUT`),
///   `RECEIVE_TIMEOUT` (also `CONTROL_RECEIVE_TIMEOUT`), `DATA_SEND_TIMEOUT`, `DATA_RECEIVE_TIMEOUT` and
///   `LISTEN_TIMEOUT` in milliseconds, where 0xFFFFFFFF means no limit; `CONNECT_RETRIES`; `EXTENDED_ERROR` (the
///   Winsock error that caused this thread's last failure); `TRUEFTP_OPTION_PROGRESS` (whether the callback receives
///   `TRUEFTP_STATUS_PROGRESS`); `TRUEFTP_OPTION_UTF8` (whether W functions send names as UTF-8 and not in the ANSI
///   code page; outside Windows always TRUE).
/// - Numbers, on some handles: `HANDLE_TYPE` (any handle), `READ_BUFFER_SIZE` (connections, files, finds),
///   `WRITE_BUFFER_SIZE` (connections, files), `SECURITY_FLAGS` (connections, files: 0), `REQUEST_FLAGS` (files),
///   `FROM_CACHE_TIMEOUT` and `CONNECTED_STATE` (sessions or NULL), `MAX_CONNS_PER_SERVER` and
///   `MAX_CONNS_PER_1_0_SERVER` (only NULL).
/// - Texts: USERNAME, PASSWORD, `PROXY_USERNAME` and `PROXY_PASSWORD` (connections), `USER_AGENT` (sessions), URL
///   (files and finds; never with a password), `DATAFILE_NAME` (files: always `ERROR_INTERNET_ITEM_NOT_FOUND`, because
///   there is no cache), `TRUEFTP_OPTION_LOG` (only NULL: where the transcript is written; empty if nowhere).
/// - Others: `PARENT_HANDLE` (HINTERNET; any handle), `CONTEXT_VALUE` and its old number 10 (`DWORD_PTR`; any handle),
///   CALLBACK (any handle), VERSION (`INTERNET_VERSION_INFO`: 1.2), PROXY (`INTERNET_PROXY_INFO`, followed by its
///   texts; sessions or NULL).
///
/// # Parameters
/// - `hInternet`: any handle; NULL for the values that new sessions start with.
/// - `dwOption`: the option.
/// - `lpBuffer`: receives the value; NULL asks for the size.
/// - `lpdwBufferLength`: in: the size of the buffer in bytes; out: the size of the value in bytes, for a text its
///   length without NUL, or, with `ERROR_INSUFFICIENT_BUFFER`, the size needed in bytes, with NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpdwBufferLength` is NULL, or the option is `INTERNET_OPTION_POLICY`.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is neither NULL nor an open handle.
/// - `ERROR_INTERNET_INVALID_OPTION`: there is no such option.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: this kind of handle does not have the option.
/// - `ERROR_INTERNET_INVALID_OPERATION`: the option can only be set, or exists only for NULL.
/// - `ERROR_INTERNET_ITEM_NOT_FOUND`: `INTERNET_OPTION_DATAFILE_NAME`.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetQueryOptionA and Option Flags.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetQueryOptionA(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { query::<u8>(hInternet, dwOption, lpBuffer, lpdwBufferLength) })
}

/// Like [`InternetQueryOptionA`], for UTF-16 callers. After success the length of a text counts characters; a size
/// needed counts bytes.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetQueryOptionW(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { query::<u16>(hInternet, dwOption, lpBuffer, lpdwBufferLength) })
}

/// Sets an option of a handle, or of the process if the handle is NULL. TRUE means that the value is set.
///
/// Sessions start with the values of the process, connections with those of their session. Later changes to the parent
/// do not reach them. Option names stand here without `INTERNET_OPTION_`.
///
/// Time-outs and sizes:
///
/// - `RECEIVE_TIMEOUT` limits the wait for each reply. The default is 60 s, and 300 s for the final reply of a
///   transfer; a value that is set replaces both.
/// - `SEND_TIMEOUT` limits the sending of a command, `CONNECT_TIMEOUT` the name lookup
///   and the connection to one address.
///   `CONNECT_RETRIES` is the number of addresses that are tried.
/// - `DATA_SEND_TIMEOUT` and `DATA_RECEIVE_TIMEOUT` limit the time in which no byte of the data moves.
/// - `LISTEN_TIMEOUT` limits the wait for the server's connection in active mode. The default is
///   `DATA_RECEIVE_TIMEOUT`.
/// - `READ_BUFFER_SIZE` is the largest number that InternetQueryDataAvailable returns.
/// - `SOCKET_SEND_BUFFER_LENGTH` (connections and files; can only be set) is the size of the system's send buffer for
///   data connections.
///
/// Other options with an effect:
///
/// - `CONNECTED_STATE` with `INTERNET_STATE_DISCONNECTED_BY_USER` makes every InternetConnect fail with
///   `ERROR_INTERNET_NO_DIRECT_ACCESS`.
/// - `CONTEXT_VALUE` sets the context value of the handle's callbacks; its old number 10 takes the value in place of
///   the pointer `lpBuffer`.
/// - `TRUEFTP_OPTION_PROGRESS` (BOOL) makes callbacks receive `TRUEFTP_STATUS_PROGRESS`.
/// - `TRUEFTP_OPTION_UTF8` (BOOL) makes W functions send names as UTF-8 on Windows.
/// - `TRUEFTP_OPTION_LOG` (text; only NULL) writes a transcript; see below.
///
/// Accepted without effect: REFRESH, `SETTINGS_CHANGED`, `END_BROWSER_SESSION` and `IGNORE_OFFLINE` (no value),
/// `ERROR_MASK`, `DISABLE_AUTODIAL`, `SUPPRESS_BEHAVIOR`, CODEPAGE, `CODEPAGE_PATH` and `CODEPAGE_EXTRA` (DWORD),
/// `DATAFILE_EXT` (text). Stored and returned, but without effect: `WRITE_BUFFER_SIZE`, `FROM_CACHE_TIMEOUT`,
/// `MAX_CONNS_PER_SERVER`, `MAX_CONNS_PER_1_0_SERVER`, PROXY, and all texts but `TRUEFTP_OPTION_LOG`.
///
/// `TRUEFTP_OPTION_LOG` names a file. From then on every command and reply of all connections of the process is
/// appended to it. "stderr" names the standard error stream instead; an empty text ends the transcript. Before the
/// option is set for the first time, the environment variable `TRUEFTP_LOG` names the file; it is read when the
/// library first makes a connection or uses this option. Passwords and accounts do not appear.
///
/// A transcript file that reaches 16 MiB is renamed to its name followed by ".1", replacing the one before, and a new
/// file is started. If the transcript cannot be written, it ends with a message on the standard error stream, and
/// nothing else is disturbed. Lines for which the standard error stream has no room, because no program reads it, are
/// dropped; on Windows the write waits instead. The transcript also ends when the program closes that stream.
///
/// # Parameters
/// - `hInternet`: any handle, or NULL.
/// - `dwOption`: one of the options above, on the handles that InternetQueryOptionA names for it. Its other options
///   are read-only.
/// - `lpBuffer`: the value.
/// - `dwBufferLength`: the size of the value in bytes; for a text its length in characters, with or without NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpBuffer` is NULL although the option needs a value, a value is not valid, or the
///   option is `INTERNET_OPTION_POLICY`. Outside Windows also: `TRUEFTP_OPTION_UTF8` with FALSE.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is neither NULL nor an open handle.
/// - `ERROR_INTERNET_INVALID_OPTION`: there is no such option.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: this kind of handle does not have the option.
/// - `ERROR_INTERNET_INVALID_OPERATION`: the option exists only for NULL.
/// - `ERROR_INTERNET_OPTION_NOT_SETTABLE`: the option is read-only.
/// - `ERROR_INTERNET_BAD_OPTION_LENGTH`: `dwBufferLength` is not the size of this option's value.
/// - `ERROR_BAD_ARGUMENTS`: `INTERNET_OPTION_MAX_CONNS_PER_SERVER` or `INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER` is
///   set to 0.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`, `ERROR_INTERNET_OPERATION_CANCELLED`:
///   `INTERNET_OPTION_SOCKET_SEND_BUFFER_LENGTH` on a file opened for writing, which another call uses (asynchronous
///   mode, or inside a callback of that call), or which is being closed.
/// - `ERROR_FILE_NOT_FOUND`, `ERROR_PATH_NOT_FOUND`, `ERROR_ACCESS_DENIED` and other errors of local files:
///   `TRUEFTP_OPTION_LOG` names a file that cannot be written; the transcript is then unchanged. `ERROR_ACCESS_DENIED`
///   also means that it is not a regular file, or, outside Windows, that the standard error stream is closed.
///
/// # Threads
/// Any thread. Calls that are already running keep their values. There is no network traffic.
///
/// # Source
/// Microsoft, InternetSetOptionA and Option Flags.
///
/// # Safety
/// `lpBuffer` is NULL or points to the value.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetSetOptionA(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    dwBufferLength: DWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { set::<u8>(hInternet, dwOption, lpBuffer, dwBufferLength) })
}

/// Like [`InternetSetOptionA`], for UTF-16 callers; the length of a text counts characters.
///
/// # Safety
/// `lpBuffer` is NULL or points to the value.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetSetOptionW(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    dwBufferLength: DWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { set::<u16>(hInternet, dwOption, lpBuffer, dwBufferLength) })
}

/// Like [`InternetSetOptionA`], with flags.
///
/// # Parameters
/// - `hInternet`: any handle, or NULL.
/// - `dwOption`: as for [`InternetSetOptionA`].
/// - `lpBuffer`: the value.
/// - `dwBufferLength`: as for [`InternetSetOptionA`].
/// - `dwFlags`: `ISO_GLOBAL` and `ISO_REGISTRY` are accepted and have no effect.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwFlags` contains other bits.
/// - Others: as for [`InternetSetOptionA`].
///
/// # Threads
/// Any thread, as for [`InternetSetOptionA`].
///
/// # Source
/// Microsoft, InternetSetOptionExA.
///
/// # Safety
/// `lpBuffer` is NULL or points to the value.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetSetOptionExA(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    dwBufferLength: DWORD,
    dwFlags: DWORD,
) -> BOOL {
    boundary::boolean(|| {
        check_flags(dwFlags)?;
        // SAFETY: the caller of this function makes the same promise.
        unsafe { set::<u8>(hInternet, dwOption, lpBuffer, dwBufferLength) }
    })
}

/// Like [`InternetSetOptionExA`], for UTF-16 callers; the length of a text counts characters.
///
/// # Safety
/// `lpBuffer` is NULL or points to the value.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetSetOptionExW(
    hInternet: HINTERNET,
    dwOption: DWORD,
    lpBuffer: LPVOID,
    dwBufferLength: DWORD,
    dwFlags: DWORD,
) -> BOOL {
    boundary::boolean(|| {
        check_flags(dwFlags)?;
        // SAFETY: the caller of this function makes the same promise.
        unsafe { set::<u16>(hInternet, dwOption, lpBuffer, dwBufferLength) }
    })
}

fn check_flags(flags: DWORD) -> Result<(), Error> {
    if flags & !(ISO_GLOBAL | ISO_REGISTRY) == 0 { Ok(()) } else { Err(Error::InvalidParameter) }
}

/// # Safety
/// `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length` bytes.
unsafe fn query<C: Character>(
    handle: HINTERNET,
    option: DWORD,
    buffer: LPVOID,
    length: LPDWORD,
) -> Result<(), Error> {
    if length.is_null() {
        return Err(Error::InvalidParameter);
    }
    let encoding = Encoding::for_handle(handle);
    let value = options::query(boundary::number(handle), option).map_err(|no_value| {
        if let Some(size) = no_value.length {
            // SAFETY: not NULL, so it points to a DWORD.
            unsafe { write_number(length, size) };
        }
        no_value.error
    })?;
    // SAFETY: `length` is not NULL, and the buffer is as the caller promises.
    unsafe {
        match value {
            Value::Nothing => Ok(()),
            Value::Number(number) => write_value(number, buffer, length),
            Value::Pointer(pointer) => write_value(pointer, buffer, length),
            Value::Text(text) => write_string(&C::encode(&text, encoding), buffer.cast(), length),
            Value::Path(path) => write_string(&C::encode_path(&path), buffer.cast(), length),
            Value::Version(dwMajorVersion, dwMinorVersion) => {
                write_value(INTERNET_VERSION_INFO { dwMajorVersion, dwMinorVersion }, buffer, length)
            }
            Value::Proxy(proxy) => write_proxy::<C>(&proxy, encoding, buffer, length),
        }
    }
}

/// Writes the structure, followed by its texts.
///
/// # Safety
/// `length` points to a DWORD; `buffer` is NULL or has room for `*length` bytes.
unsafe fn write_proxy<C: Character>(
    proxy: &Proxy,
    encoding: Encoding,
    buffer: LPVOID,
    length: LPDWORD,
) -> Result<(), Error> {
    let texts =
        [&proxy.list, &proxy.bypass].map(|text| text.as_deref().map(|text| C::encode(text, encoding)));
    let needed = size_of::<INTERNET_PROXY_INFO>()
        + texts.iter().flatten().map(|text| (text.len() + 1) * size_of::<C>()).sum::<usize>();
    // SAFETY: `length` points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // SAFETY: as above.
    unsafe { write_number(length, count(needed)) };
    if buffer.is_null() || room < needed {
        return Err(Error::InsufficientBuffer);
    }
    let mut next = buffer.cast::<u8>().wrapping_add(size_of::<INTERNET_PROXY_INFO>()).cast::<C>();
    let [lpszProxy, lpszProxyBypass] = texts.map(|text| {
        let Some(text) = text else { return std::ptr::null() };
        let start = next;
        // SAFETY: the buffer has room for the structure and both texts, one after the other.
        unsafe { write_text(start, &text) };
        next = next.wrapping_add(text.len() + 1);
        start.cast_const().cast()
    });
    let info = INTERNET_PROXY_INFO { dwAccessType: proxy.access_type, lpszProxy, lpszProxyBypass };
    // SAFETY: not NULL, and with room for the structure; the address need not be aligned.
    unsafe { buffer.cast::<INTERNET_PROXY_INFO>().write_unaligned(info) };
    Ok(())
}

/// # Safety
/// `length` points to a DWORD; `buffer` is NULL or has room for `*length` bytes.
unsafe fn write_value<T: Copy>(value: T, buffer: LPVOID, length: LPDWORD) -> Result<(), Error> {
    // SAFETY: `length` points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // SAFETY: as above.
    unsafe { write_number(length, size_of::<T>() as DWORD) };
    if buffer.is_null() || room < size_of::<T>() {
        return Err(Error::InsufficientBuffer);
    }
    // SAFETY: not NULL, and with room for the value; the address need not be aligned.
    unsafe { buffer.cast::<T>().write_unaligned(value) };
    Ok(())
}

/// # Safety
/// `length` points to a DWORD; `buffer` is NULL or has room for `*length` bytes.
unsafe fn write_string<C: Character>(text: &[C], buffer: *mut C, length: LPDWORD) -> Result<(), Error> {
    let needed = (text.len() + 1) * size_of::<C>();
    // SAFETY: `length` points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    let fits = !buffer.is_null() && room >= needed;
    let reported = if fits { text.len() } else { needed };
    // SAFETY: as above.
    unsafe { write_number(length, count(reported)) };
    if !fits {
        return Err(Error::InsufficientBuffer);
    }
    // SAFETY: not NULL, and with room for the text and its NUL.
    unsafe { write_text(buffer, text) };
    Ok(())
}

/// # Safety
/// `buffer` is NULL or points to `length` bytes; for text to `length` characters, or to fewer and a NUL.
unsafe fn set<C: Character>(
    handle: HINTERNET,
    option: DWORD,
    buffer: LPVOID,
    length: DWORD,
) -> Result<(), Error> {
    let (handle, encoding) = (boundary::number(handle), Encoding::for_handle(handle));
    let length = length as usize;
    let shape = options::settable(handle, option)?;
    let sizes: &[usize] = match shape {
        Shape::Number => &[size_of::<DWORD>()],
        Shape::State => &[size_of::<DWORD>(), size_of::<INTERNET_CONNECTED_INFO>()],
        Shape::Pointer => &[size_of::<DWORD_PTR>()],
        Shape::Proxy => &[size_of::<INTERNET_PROXY_INFO>()],
        Shape::Version => &[size_of::<INTERNET_VERSION_INFO>()],
        Shape::Nothing | Shape::PointerItself | Shape::Text | Shape::Path => &[],
    };
    if !sizes.is_empty() && !sizes.contains(&length) {
        return Err(Error::BadOptionLength);
    }
    if buffer.is_null() && !matches!(shape, Shape::Nothing | Shape::PointerItself) {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL where it is read, and as long as the shape demands; the address need not be aligned. The texts of a
    // proxy are NULL or ended by NUL.
    let value = unsafe {
        match shape {
            Shape::Nothing | Shape::Version => Value::Nothing,
            Shape::Number | Shape::State => Value::Number(buffer.cast::<DWORD>().read_unaligned()),
            Shape::Pointer => Value::Pointer(buffer.cast::<DWORD_PTR>().read_unaligned()),
            Shape::PointerItself => Value::Pointer(buffer.addr()),
            Shape::Text => Value::Text(C::decode(read_text(buffer.cast::<C>(), length), encoding)?),
            Shape::Path => Value::Path(C::decode_path(read_text(buffer.cast::<C>(), length))?),
            Shape::Proxy => Value::Proxy(read_proxy::<C>(buffer, encoding)?),
        }
    };
    options::set(handle, option, value)
}

/// # Safety
/// `buffer` points to an INTERNET_PROXY_INFO whose texts are NULL or ended by NUL.
unsafe fn read_proxy<C: Character>(buffer: LPVOID, encoding: Encoding) -> Result<Proxy, Error> {
    // SAFETY: as promised by the caller; the address need not be aligned.
    let info = unsafe { buffer.cast::<INTERNET_PROXY_INFO>().read_unaligned() };
    let text = |text: LPCVOID| {
        if text.is_null() {
            return Ok(None);
        }
        // SAFETY: not NULL, so it is ended by NUL.
        C::decode(unsafe { read_text(text.cast::<C>(), usize::MAX) }, encoding).map(Some)
    };
    Ok(Proxy {
        access_type: info.dwAccessType,
        list: text(info.lpszProxy)?,
        bypass: text(info.lpszProxyBypass)?,
    })
}
