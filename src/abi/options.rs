//! InternetQueryOption and InternetSetOption.

use crate::constants::flags::{ISO_GLOBAL, ISO_REGISTRY};
use crate::inet::Error;
use crate::inet::calls::options::{self, Proxy, Shape, Value};

use super::boundary;
use super::structs::{INTERNET_CONNECTED_INFO, INTERNET_PROXY_INFO, INTERNET_VERSION_INFO};
use super::text::{Character, Encoding, count, read_number, read_text, write_number, write_text};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCVOID, LPDWORD, LPVOID};

/// Reads an option of a handle, or of the process where the handle is NULL.
///
/// Numbers (DWORD), any handle or NULL: INTERNET_OPTION_CONNECT_TIMEOUT, CONNECT_RETRIES, SEND_TIMEOUT
/// (= CONTROL_SEND_TIMEOUT), RECEIVE_TIMEOUT (= CONTROL_RECEIVE_TIMEOUT), DATA_SEND_TIMEOUT, DATA_RECEIVE_TIMEOUT,
/// LISTEN_TIMEOUT (times in milliseconds, 0xFFFFFFFF for ever), EXTENDED_ERROR (the Winsock number beneath this thread's last
/// failure). READ_BUFFER_SIZE, WRITE_BUFFER_SIZE (below a session), SECURITY_FLAGS (connections and files: 0), HANDLE_TYPE
/// (any handle), REQUEST_FLAGS (files), FROM_CACHE_TIMEOUT, CONNECTED_STATE (sessions or NULL), MAX_CONNS_PER_SERVER,
/// MAX_CONNS_PER_1_0_SERVER (NULL alone). TRUEFTP_OPTION_UTF8 (any handle or NULL): whether the names of W functions are
/// UTF-8 on the wire and not ANSI; off Windows they always are.
///
/// Texts: USERNAME, PASSWORD, PROXY_USERNAME, PROXY_PASSWORD (connections), USER_AGENT (sessions), URL (files and finds; never
/// with a password), DATAFILE_NAME (files: always ERROR_INTERNET_ITEM_NOT_FOUND, there is no cache), TRUEFTP_OPTION_LOG (NULL
/// alone: where the transcript goes, empty for nowhere).
///
/// Others: PARENT_HANDLE (HINTERNET), CONTEXT_VALUE and its former number 10 (DWORD_PTR), CALLBACK (any handle), VERSION
/// (INTERNET_VERSION_INFO: 1.2), PROXY (INTERNET_PROXY_INFO with its texts behind it; sessions or NULL).
///
/// @param hInternet         any handle, or NULL for what new sessions begin with
/// @param dwOption          the option
/// @param lpBuffer          receives the value; NULL to ask for the size
/// @param lpdwBufferLength  in: the size of the buffer in bytes; out: the size of the value, for text its length without NUL;
///                          with ERROR_INSUFFICIENT_BUFFER the bytes needed, with NUL
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (lpdwBufferLength is NULL, or the option is POLICY), ERROR_INVALID_HANDLE,
/// ERROR_INTERNET_INVALID_OPTION, ERROR_INTERNET_INCORRECT_HANDLE_TYPE (not an option of this kind of handle),
/// ERROR_INTERNET_INVALID_OPERATION (it can only be set, or exists for NULL alone), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. Source: Microsoft, InternetQueryOptionA and Option Flags.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { query::<u8>(hInternet, dwOption, lpBuffer, lpdwBufferLength) })
}

/// InternetQueryOptionA with 16-bit text: on success its length counts characters, a size needed counts bytes.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { query::<u16>(hInternet, dwOption, lpBuffer, lpdwBufferLength) })
}

/// Sets an option of a handle, or of the process where the handle is NULL: what is set there, sessions opened later begin
/// with. A connection begins with what its session had when it was made; later changes above do not reach it.
///
/// INTERNET_OPTION_RECEIVE_TIMEOUT bounds each reply (60 s where it was never set), the final one of an upload too (300 s
/// where it was never set). SEND_TIMEOUT bounds the sending of a command, CONNECT_TIMEOUT the connect to one address,
/// CONNECT_RETRIES the number of addresses, DATA_SEND_TIMEOUT and DATA_RECEIVE_TIMEOUT the time in which no byte of the data
/// moves, LISTEN_TIMEOUT (DATA_RECEIVE_TIMEOUT where it was never set) the wait for the server's connection in active mode.
///
/// READ_BUFFER_SIZE is the most InternetQueryDataAvailable tells; SOCKET_SEND_BUFFER_LENGTH (connections and files; can only
/// be set) the system's buffer of data connections; CONNECTED_STATE with INTERNET_STATE_DISCONNECTED_BY_USER makes every
/// InternetConnect fail with ERROR_INTERNET_NO_DIRECT_ACCESS. Accepted without effect: REFRESH, SETTINGS_CHANGED,
/// END_BROWSER_SESSION, IGNORE_OFFLINE (no value), ERROR_MASK, DISABLE_AUTODIAL, SUPPRESS_BEHAVIOR, CODEPAGE, CODEPAGE_PATH,
/// CODEPAGE_EXTRA (DWORD), DATAFILE_EXT (text). Kept and told, without effect: WRITE_BUFFER_SIZE, FROM_CACHE_TIMEOUT,
/// MAX_CONNS_PER_SERVER, MAX_CONNS_PER_1_0_SERVER, PROXY, and all texts but TRUEFTP_OPTION_LOG.
///
/// TRUEFTP_OPTION_LOG (text, NULL alone) writes every command and reply of all connections of the process, from now on, to
/// the end of a file, or to the standard error stream where it is "stderr"; an empty text ends that. Until it is set it is
/// what the environment variable TRUEFTP_LOG named when the library was first used for a connection or for this option.
/// Passwords and accounts do not appear. A file of 16 MiB is renamed to its name with ".1" behind it, in place of the one
/// before, and begun anew. A log that cannot be written ends, says so on the standard error stream, and disturbs nothing else.
/// What that stream has no room for, as nobody reads it, is left out, but on Windows is waited for; its log ends when the
/// program closes it.
///
/// @param hInternet       any handle or NULL
/// @param dwOption        one of those above, on the handles that InternetQueryOptionA names; the others that it has can only
///                        be read
/// @param lpBuffer        the value
/// @param dwBufferLength  its size in bytes; for text its length in characters, of which a NUL need not be counted
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (lpBuffer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INVALID_OPTION,
/// ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_INVALID_OPERATION, ERROR_INTERNET_OPTION_NOT_SETTABLE,
/// ERROR_INTERNET_BAD_OPTION_LENGTH, ERROR_BAD_ARGUMENTS (MAX_CONNS_...: 0), ERROR_INVALID_PARAMETER
/// (TRUEFTP_OPTION_UTF8: FALSE, off Windows), and for TRUEFTP_OPTION_LOG those of FtpGetFileA for a file that cannot be
/// written: 2, 3, 5 ... (5 also for what is no regular file, and off Windows for a stream that is closed); the log is then
/// as it was
/// @note Any thread; what runs already is not changed. Source: Microsoft, InternetSetOptionA and Option Flags.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { set::<u8>(hInternet, dwOption, lpBuffer, dwBufferLength) })
}

/// InternetSetOptionA with 16-bit text, whose length counts characters.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { set::<u16>(hInternet, dwOption, lpBuffer, dwBufferLength) })
}

/// InternetSetOptionA with flags.
///
/// @param hInternet       any handle or NULL
/// @param dwOption        as for InternetSetOptionA
/// @param lpBuffer        the value
/// @param dwBufferLength  as for InternetSetOptionA
/// @param dwFlags         ISO_GLOBAL and ISO_REGISTRY are accepted and change nothing
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (other flags), and those of InternetSetOptionA
/// @note Any thread. Source: Microsoft, InternetSetOptionExA.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { set::<u8>(hInternet, dwOption, lpBuffer, dwBufferLength) }
    })
}

/// InternetSetOptionExA with 16-bit text, whose length counts characters.
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
        // SAFETY: the caller's promise is passed on as it is.
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
    let encoding = Encoding::of(handle);
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

/// Writes the structure and its texts behind it.
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
    let mut place = buffer.cast::<u8>().wrapping_add(size_of::<INTERNET_PROXY_INFO>()).cast::<C>();
    let [lpszProxy, lpszProxyBypass] = texts.map(|text| {
        let Some(text) = text else { return std::ptr::null() };
        let start = place;
        // SAFETY: the buffer has room for the structure and both texts, one after the other.
        unsafe { write_text(start, &text) };
        place = place.wrapping_add(text.len() + 1);
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
    let told = if fits { text.len() } else { needed };
    // SAFETY: as above.
    unsafe { write_number(length, count(told)) };
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
    let (handle, encoding) = (boundary::number(handle), Encoding::of(handle));
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
