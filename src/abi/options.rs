//! InternetQueryOption and InternetSetOption.

use crate::inet::Error;
use crate::inet::options::{self, Shape, Value};

use super::boundary;
use super::text::{Character, read_number, read_text, write_number, write_text};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPDWORD, LPVOID};

/// Reads an option of a handle, or of the process where the handle is NULL.
///
/// Options: INTERNET_OPTION_CONNECT_TIMEOUT, CONNECT_RETRIES, SEND_TIMEOUT (= CONTROL_SEND_TIMEOUT), RECEIVE_TIMEOUT
/// (= CONTROL_RECEIVE_TIMEOUT), DATA_SEND_TIMEOUT, DATA_RECEIVE_TIMEOUT, LISTEN_TIMEOUT (DWORD; times in milliseconds,
/// 0xFFFFFFFF for ever; any handle or NULL), HANDLE_TYPE (DWORD), PARENT_HANDLE (HINTERNET), CONTEXT_VALUE (DWORD_PTR),
/// USERNAME, PASSWORD (text; connections), EXTENDED_ERROR (DWORD: the Winsock number beneath this thread's last failure).
///
/// @param hInternet         any handle, or NULL for what new sessions begin with
/// @param dwOption          the option
/// @param lpBuffer          receives the value; NULL to ask for the size
/// @param lpdwBufferLength  in: the size of the buffer in bytes; out: the size of the value, for text its length without NUL;
///                          with ERROR_INSUFFICIENT_BUFFER the bytes needed, with NUL
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (lpdwBufferLength is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INVALID_OPTION,
/// ERROR_INTERNET_INCORRECT_HANDLE_TYPE (not an option of this kind of handle), ERROR_INSUFFICIENT_BUFFER
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
/// CONNECT_RETRIES the number of addresses, DATA_SEND_TIMEOUT the time in which no byte of an upload moves, LISTEN_TIMEOUT
/// (DATA_RECEIVE_TIMEOUT where it was never set) the wait for the server's connection in active mode.
///
/// @param hInternet       any handle or NULL
/// @param dwOption        an option of InternetQueryOptionA but HANDLE_TYPE, PARENT_HANDLE and EXTENDED_ERROR
/// @param lpBuffer        the value
/// @param dwBufferLength  its size in bytes; for text its length in characters, of which a NUL need not be counted
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (lpBuffer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INVALID_OPTION,
/// ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_OPTION_NOT_SETTABLE, ERROR_INTERNET_BAD_OPTION_LENGTH
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
    let value = options::query(boundary::number(handle), option).inspect_err(|error| {
        if *error == Error::IncorrectHandleType {
            // SAFETY: not NULL, so it points to a DWORD.
            unsafe { write_number(length, 0) };
        }
    })?;
    // SAFETY: `length` is not NULL, and the buffer is as the caller promises.
    unsafe {
        match value {
            Value::Number(number) => write_value(number, buffer, length),
            Value::Pointer(pointer) => write_value(pointer, buffer, length),
            Value::Text(text) => write_string(&C::encode(&text), buffer.cast(), length),
        }
    }
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
    unsafe { write_number(length, DWORD::try_from(told).unwrap_or(DWORD::MAX)) };
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
    let handle = boundary::number(handle);
    let length = length as usize;
    let shape = options::settable(handle, option)?;
    match shape {
        Shape::Number if length != size_of::<DWORD>() => return Err(Error::BadOptionLength),
        Shape::Pointer if length != size_of::<DWORD_PTR>() => return Err(Error::BadOptionLength),
        _ if buffer.is_null() => return Err(Error::InvalidParameter),
        _ => {}
    }
    // SAFETY: not NULL, and as long as the shape demands; the address need not be aligned.
    let value = unsafe {
        match shape {
            Shape::Number => Value::Number(buffer.cast::<DWORD>().read_unaligned()),
            Shape::Pointer => Value::Pointer(buffer.cast::<DWORD_PTR>().read_unaligned()),
            Shape::Text => Value::Text(C::decode(read_text(buffer.cast::<C>(), length))?),
        }
    };
    options::set(handle, option, value)
}
