//! InternetQueryOption and InternetSetOption.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::registry::{self, Object};
use super::settings::{self, Settings};
use super::{Error, Handle, lock, response};

const CONNECT_TIMEOUT: u32 = 2;
const CONNECT_RETRIES: u32 = 3;
const SEND_TIMEOUT: u32 = 5;
const RECEIVE_TIMEOUT: u32 = 6;
const DATA_SEND_TIMEOUT: u32 = 7;
const DATA_RECEIVE_TIMEOUT: u32 = 8;
const HANDLE_TYPE: u32 = 9;
const LISTEN_TIMEOUT: u32 = 11;
const PARENT_HANDLE: u32 = 21;
const EXTENDED_ERROR: u32 = 24;
const USERNAME: u32 = 28;
const PASSWORD: u32 = 29;
const CONTEXT_VALUE: u32 = 45;

const HANDLE_TYPE_INTERNET: u32 = 1;
const HANDLE_TYPE_CONNECT_FTP: u32 = 2;

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A DWORD.
    Number(u32),
    /// A DWORD_PTR or a handle.
    Pointer(usize),
    /// A text, without NUL.
    Text(Vec<u8>),
}

/// The shape of an option's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A DWORD.
    Number,
    /// A DWORD_PTR.
    Pointer,
    /// A text.
    Text,
}

/// Where an option is looked for: the process (no handle), or the object of a handle.
enum Place {
    Process,
    Handle(Object, Handle),
}

fn place(handle: Handle) -> Result<Place, Error> {
    if handle == 0 {
        return Ok(Place::Process);
    }
    registry::find(handle).map(|(object, parent)| Place::Handle(object, parent))
}

impl Place {
    fn settings(&self) -> &Mutex<Settings> {
        match self {
            Self::Process => &settings::PROCESS,
            Self::Handle(Object::Root(root), _) => &root.settings,
            Self::Handle(Object::Connection(connection), _) => &connection.settings,
        }
    }

    fn context(&self) -> Result<&AtomicUsize, Error> {
        match self {
            Self::Process => Err(Error::IncorrectHandleType),
            Self::Handle(Object::Root(root), _) => Ok(&root.context),
            Self::Handle(Object::Connection(connection), _) => Ok(&connection.context),
        }
    }

    /// The text of USERNAME or PASSWORD, which only connections have.
    fn text(&self, option: u32) -> Result<&Mutex<Vec<u8>>, Error> {
        match self {
            Self::Handle(Object::Connection(connection), _) if option == USERNAME => Ok(&connection.user),
            Self::Handle(Object::Connection(connection), _) => Ok(&connection.password),
            _ => Err(Error::IncorrectHandleType),
        }
    }
}

/// The value of an option of a handle, or of the process where the handle is 0.
pub fn query(handle: Handle, option: u32) -> Result<Value, Error> {
    let place = place(handle)?;
    let settings = *lock(place.settings());
    Ok(match option {
        CONNECT_TIMEOUT => Value::Number(settings.connect),
        CONNECT_RETRIES => Value::Number(settings.connect_retries),
        SEND_TIMEOUT => Value::Number(settings.send),
        RECEIVE_TIMEOUT => Value::Number(settings.receive()),
        DATA_SEND_TIMEOUT => Value::Number(settings.data_send),
        DATA_RECEIVE_TIMEOUT => Value::Number(settings.data_receive),
        LISTEN_TIMEOUT => Value::Number(settings.listen()),
        EXTENDED_ERROR => Value::Number(response::last().socket_error),
        CONTEXT_VALUE => Value::Pointer(place.context()?.load(Ordering::Relaxed)),
        USERNAME | PASSWORD => Value::Text(lock(place.text(option)?).clone()),
        HANDLE_TYPE => Value::Number(match place {
            Place::Process => return Err(Error::IncorrectHandleType),
            Place::Handle(Object::Root(_), _) => HANDLE_TYPE_INTERNET,
            Place::Handle(Object::Connection(_), _) => HANDLE_TYPE_CONNECT_FTP,
        }),
        PARENT_HANDLE => match place {
            Place::Process => return Err(Error::IncorrectHandleType),
            Place::Handle(_, parent) => Value::Pointer(parent as usize),
        },
        _ => return Err(Error::InvalidOption),
    })
}

/// The shape an option's value must have to be set on a handle; the documented refusal where it cannot be set.
pub fn settable(handle: Handle, option: u32) -> Result<Shape, Error> {
    let place = place(handle)?;
    match option {
        CONNECT_TIMEOUT | CONNECT_RETRIES | SEND_TIMEOUT | RECEIVE_TIMEOUT | DATA_SEND_TIMEOUT
        | DATA_RECEIVE_TIMEOUT | LISTEN_TIMEOUT => Ok(Shape::Number),
        CONTEXT_VALUE => place.context().map(|_| Shape::Pointer),
        USERNAME | PASSWORD => place.text(option).map(|_| Shape::Text),
        HANDLE_TYPE | PARENT_HANDLE | EXTENDED_ERROR => Err(Error::OptionNotSettable),
        _ => Err(Error::InvalidOption),
    }
}

/// Sets an option, to a value of the shape that [`settable`] named.
pub fn set(handle: Handle, option: u32, value: Value) -> Result<(), Error> {
    let place = place(handle)?;
    match value {
        Value::Pointer(value) => place.context()?.store(value, Ordering::Relaxed),
        Value::Text(text) => *lock(place.text(option)?) = text,
        Value::Number(number) => {
            let mut settings = lock(place.settings());
            match option {
                CONNECT_TIMEOUT => settings.connect = number,
                CONNECT_RETRIES => settings.connect_retries = number,
                SEND_TIMEOUT => settings.send = number,
                RECEIVE_TIMEOUT => settings.receive = Some(number),
                DATA_SEND_TIMEOUT => settings.data_send = number,
                DATA_RECEIVE_TIMEOUT => settings.data_receive = number,
                LISTEN_TIMEOUT => settings.listen = Some(number),
                _ => return Err(Error::InvalidOption),
            }
        }
    }
    Ok(())
}
