//! InternetQueryOption and InternetSetOption.

mod table;

use std::ffi::OsString;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use crate::constants::connection::INTERNET_OPEN_TYPE_DIRECT;
use crate::constants::extensions::{TRUEFTP_OPTION_LOG, TRUEFTP_OPTION_PROGRESS, TRUEFTP_OPTION_UTF8};
use crate::constants::option_values::*;
use crate::constants::options::*;
use crate::constants::status::{INTERNET_STATE_CONNECTED, INTERNET_STATE_DISCONNECTED_BY_USER};
use crate::inet::handles::attributes::Attributes;
use crate::inet::handles::connection::Connection;
use crate::inet::handles::object::Object;
use crate::inet::handles::settings::{self, Settings};
use crate::inet::handles::transfer::Access;
use crate::inet::handles::{registry, response};
use crate::inet::{Error, Handle, local_file};
use crate::net::transcript;
use crate::sync::lock;

use super::{connectivity, session};

pub use crate::inet::handles::session::Proxy;
pub use table::Shape;
use table::{Level, Spec};

/// All bits of INTERNET_ERROR_MASK_…
const MASK_BITS: u32 = INTERNET_ERROR_MASK_INSERT_CDROM
    | INTERNET_ERROR_MASK_COMBINED_SEC_CERT
    | INTERNET_ERROR_MASK_NEED_MSN_SSPI_PKG
    | INTERNET_ERROR_MASK_LOGIN_FAILURE_DISPLAY_ENTITY_BODY;

/// INTERNET_OPTION_MAX_CONNS_PER_SERVER and …_1_0_SERVER. They can be queried but have no other effect, because FTP has no
/// such limit.
static MAX_CONNS: [AtomicU32; 2] = [AtomicU32::new(2), AtomicU32::new(4)];

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// None: the option has no value.
    Nothing,
    /// A DWORD.
    Number(u32),
    /// A DWORD_PTR, a handle or a function.
    Pointer(usize),
    /// A text, without NUL.
    Text(Vec<u8>),
    /// The path of a file here.
    Path(OsString),
    /// INTERNET_VERSION_INFO: major and minor.
    Version(u32, u32),
    /// INTERNET_PROXY_INFO
    Proxy(Proxy),
}

/// Why a query failed, and the size of the value if it is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoValue {
    /// The error.
    pub error: Error,
    /// What the length becomes: `None` leaves it as it is.
    pub length: Option<u32>,
}

impl From<Error> for NoValue {
    fn from(error: Error) -> Self {
        Self { error, length: None }
    }
}

/// Where an option is looked for: the process (no handle), or the object of a handle.
enum Scope {
    Process,
    Handle(Object, Handle),
}

fn scope(handle: Handle) -> Result<Scope, Error> {
    if handle == 0 {
        return Ok(Scope::Process);
    }
    registry::find(handle).map(|found| Scope::Handle(found.object, found.parent))
}

impl Scope {
    fn level(&self) -> Level {
        match self {
            Self::Process => Level::Process,
            Self::Handle(Object::Session(_), _) => Level::Session,
            Self::Handle(Object::Connection(_), _) => Level::Connection,
            Self::Handle(Object::File(_), _) => Level::File,
            Self::Handle(Object::Find(_) | Object::Html(_), _) => Level::Find,
        }
    }

    fn attributes(&self) -> Option<&Attributes> {
        match self {
            Self::Process => None,
            Self::Handle(object, _) => Some(object.attributes()),
        }
    }

    fn settings(&self) -> &Mutex<Settings> {
        self.attributes().map_or(&settings::PROCESS, |attributes| &attributes.settings)
    }

    fn context(&self) -> Result<&AtomicUsize, Error> {
        self.attributes().map(|attributes| &attributes.context).ok_or(Error::IncorrectHandleType)
    }

    fn connection(&self) -> Result<&Connection, Error> {
        match self {
            Self::Handle(Object::Connection(connection), _) => Ok(connection),
            _ => Err(Error::IncorrectHandleType),
        }
    }

    /// A text that can be set.
    fn text(&self, option: u32) -> Result<&Mutex<Vec<u8>>, Error> {
        match (self, option) {
            (Self::Handle(Object::Session(session), _), INTERNET_OPTION_USER_AGENT) => {
                Ok(&session.user_agent)
            }
            (_, INTERNET_OPTION_USERNAME) => Ok(&self.connection()?.texts.user),
            (_, INTERNET_OPTION_PASSWORD) => Ok(&self.connection()?.texts.password),
            (_, INTERNET_OPTION_PROXY_USERNAME) => Ok(&self.connection()?.texts.proxy_user),
            (_, INTERNET_OPTION_PROXY_PASSWORD) => Ok(&self.connection()?.texts.proxy_password),
            _ => Err(Error::IncorrectHandleType),
        }
    }

    fn url(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Handle(Object::File(file), _) => Ok(file.url.clone()),
            Self::Handle(Object::Find(find), _) => Ok(find.url.clone()),
            Self::Handle(Object::Html(html), _) => Ok(html.url.clone()),
            _ => Err(Error::IncorrectHandleType),
        }
    }

    fn handle_type(&self) -> Result<u32, Error> {
        match self {
            Self::Process => Err(Error::IncorrectHandleType),
            Self::Handle(object, _) => Ok(match object {
                Object::Session(_) => INTERNET_HANDLE_TYPE_INTERNET,
                Object::Connection(_) => INTERNET_HANDLE_TYPE_CONNECT_FTP,
                Object::File(_) => INTERNET_HANDLE_TYPE_FTP_FILE,
                Object::Find(_) => INTERNET_HANDLE_TYPE_FTP_FIND,
                Object::Html(_) => INTERNET_HANDLE_TYPE_FTP_FIND_HTML,
            }),
        }
    }

    fn request_flags(&self) -> Result<u32, Error> {
        let Self::Handle(Object::File(file), _) = self else { return Err(Error::IncorrectHandleType) };
        let passive = if file.connection.passive { INTERNET_REQFLAG_PASSIVE } else { 0 };
        let background = if file.attributes.executor.is_some() { INTERNET_REQFLAG_ASYNC } else { 0 };
        Ok(INTERNET_REQFLAG_CACHE_WRITE_DISABLED | passive | background)
    }

    fn proxy(&self) -> Proxy {
        match self {
            Self::Handle(Object::Session(session), _) => lock(&session.proxy).clone(),
            _ => lock(&PROCESS_PROXY).clone(),
        }
    }
}

/// What INTERNET_OPTION_PROXY with a NULL handle set.
static PROCESS_PROXY: Mutex<Proxy> =
    Mutex::new(Proxy { access_type: INTERNET_OPEN_TYPE_DIRECT, list: None, bypass: None });

/// What the table has for an option, unless the handle is of the wrong kind for it.
fn spec(option: u32, scope: &Scope) -> Result<&'static Spec, NoValue> {
    if option == INTERNET_OPTION_POLICY {
        return Err(Error::InvalidParameter.into());
    }
    let spec = table::find(option).ok_or(Error::InvalidOption)?;
    let level = scope.level();
    if spec.levels.contains(&level) {
        return Ok(spec);
    }
    let process_only = spec.levels == [Level::Process] && matches!(spec.shape, Shape::Number);
    let error = if process_only { Error::InvalidOperation } else { Error::IncorrectHandleType };
    let length = match spec.shape {
        Shape::Number if level != Level::Process => size_of::<u32>() as u32,
        _ => 0,
    };
    Err(NoValue { error, length: Some(length) })
}

/// The value of an option of a handle, or of the process if the handle is 0.
pub fn query(handle: Handle, option: u32) -> Result<Value, NoValue> {
    let scope = scope(handle)?;
    let spec = spec(option, &scope)?;
    if !spec.can_query {
        return Err(Error::InvalidOperation.into());
    }
    let settings = *lock(scope.settings());
    Ok(match option {
        INTERNET_OPTION_CALLBACK => {
            Value::Pointer(scope.attributes().map_or(0, |attributes| attributes.callback().function))
        }
        INTERNET_OPTION_CONNECT_TIMEOUT => Value::Number(settings.connect),
        INTERNET_OPTION_CONNECT_RETRIES => Value::Number(settings.connect_retries),
        INTERNET_OPTION_SEND_TIMEOUT => Value::Number(settings.send),
        INTERNET_OPTION_RECEIVE_TIMEOUT => Value::Number(settings.receive()),
        INTERNET_OPTION_DATA_SEND_TIMEOUT => Value::Number(settings.data_send),
        INTERNET_OPTION_DATA_RECEIVE_TIMEOUT => Value::Number(settings.data_receive),
        INTERNET_OPTION_LISTEN_TIMEOUT => Value::Number(settings.listen()),
        INTERNET_OPTION_READ_BUFFER_SIZE => Value::Number(settings.read_buffer),
        INTERNET_OPTION_WRITE_BUFFER_SIZE => Value::Number(settings.write_buffer),
        INTERNET_OPTION_FROM_CACHE_TIMEOUT => Value::Number(settings.from_cache),
        INTERNET_OPTION_HANDLE_TYPE => Value::Number(scope.handle_type()?),
        INTERNET_OPTION_CONTEXT_VALUE_OLD | INTERNET_OPTION_CONTEXT_VALUE => {
            Value::Pointer(scope.context()?.load(Ordering::Relaxed))
        }
        INTERNET_OPTION_PARENT_HANDLE => match scope {
            Scope::Process => return Err(Error::IncorrectHandleType.into()),
            Scope::Handle(_, parent) => Value::Pointer(parent as usize),
        },
        INTERNET_OPTION_REQUEST_FLAGS => Value::Number(scope.request_flags()?),
        INTERNET_OPTION_EXTENDED_ERROR => Value::Number(response::last().socket_error),
        INTERNET_OPTION_SECURITY_FLAGS => Value::Number(0),
        TRUEFTP_OPTION_UTF8 => Value::Number(settings.utf8.into()),
        TRUEFTP_OPTION_LOG => Value::Path(transcript::target()),
        TRUEFTP_OPTION_PROGRESS => Value::Number(settings.progress.into()),
        INTERNET_OPTION_DATAFILE_NAME => return Err(NoValue { error: Error::ItemNotFound, length: Some(0) }),
        INTERNET_OPTION_URL => Value::Text(scope.url()?),
        INTERNET_OPTION_PROXY => Value::Proxy(scope.proxy()),
        INTERNET_OPTION_VERSION => Value::Version(1, 2),
        INTERNET_OPTION_CONNECTED_STATE => Value::Number(if connectivity::is_offline() {
            INTERNET_STATE_DISCONNECTED_BY_USER
        } else {
            INTERNET_STATE_CONNECTED
        }),
        INTERNET_OPTION_MAX_CONNS_PER_SERVER | INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER => {
            Value::Number(max_conns(option).load(Ordering::Relaxed))
        }
        _ => Value::Text(lock(scope.text(option)?).clone()),
    })
}

/// TRUEFTP_OPTION_UTF8 of a handle, or of the process if there is no such handle.
pub fn is_utf8(handle: Handle) -> bool {
    lock(scope(handle).unwrap_or(Scope::Process).settings()).utf8
}

/// The number of the option with this name, for a future settings file.
pub fn number(name: &str) -> Option<u32> {
    table::find_by_name(name).map(|spec| spec.number)
}

/// The shape an option's value must have to be set on a handle; the documented error if it cannot be set.
pub fn settable(handle: Handle, option: u32) -> Result<Shape, Error> {
    let scope = scope(handle)?;
    let spec = spec(option, &scope).map_err(|no_value| no_value.error)?;
    if spec.can_set { Ok(spec.shape) } else { Err(Error::OptionNotSettable) }
}

/// Sets an option, to a value of the shape that [`settable`] named.
pub fn set(handle: Handle, option: u32, value: Value) -> Result<(), Error> {
    let scope = scope(handle)?;
    match value {
        // They concern features that this library does not have: a cache, cookies, settings of the system.
        Value::Nothing | Value::Version(..) => {}
        Value::Pointer(value) => scope.context()?.store(value, Ordering::Relaxed),
        Value::Text(_) if option == INTERNET_OPTION_DATAFILE_EXT => {} // there is no cache file to be named
        // The only option that is a path.
        Value::Path(path) => local_file::log_to(path)?,
        Value::Text(text) => *lock(scope.text(option)?) = text,
        Value::Proxy(proxy) => {
            session::check(&proxy)?;
            match &scope {
                Scope::Handle(Object::Session(session), _) => *lock(&session.proxy) = proxy,
                _ => *lock(&PROCESS_PROXY) = proxy,
            }
        }
        Value::Number(number) => set_number(&scope, option, number)?,
    }
    Ok(())
}

fn set_number(scope: &Scope, option: u32, number: u32) -> Result<(), Error> {
    let mut settings = lock(scope.settings());
    match option {
        INTERNET_OPTION_CONNECT_TIMEOUT => settings.connect = number,
        INTERNET_OPTION_CONNECT_RETRIES => settings.connect_retries = number,
        INTERNET_OPTION_SEND_TIMEOUT => settings.send = number,
        INTERNET_OPTION_RECEIVE_TIMEOUT => settings.receive = Some(number),
        INTERNET_OPTION_DATA_SEND_TIMEOUT => settings.data_send = number,
        INTERNET_OPTION_DATA_RECEIVE_TIMEOUT => settings.data_receive = number,
        INTERNET_OPTION_LISTEN_TIMEOUT => settings.listen = Some(number),
        INTERNET_OPTION_READ_BUFFER_SIZE => settings.read_buffer = number,
        INTERNET_OPTION_WRITE_BUFFER_SIZE => settings.write_buffer = number,
        INTERNET_OPTION_FROM_CACHE_TIMEOUT => settings.from_cache = number,
        INTERNET_OPTION_SOCKET_SEND_BUFFER_LENGTH => {
            let size = usize::try_from(number).unwrap_or(usize::MAX);
            settings.socket_send_buffer = Some(size);
            drop(settings);
            if let Scope::Handle(Object::File(file), _) = scope
                && file.access == Access::Write
            {
                file.set_send_buffer(size)?;
            }
        }
        // Other systems have no ANSI code page.
        TRUEFTP_OPTION_UTF8 if number == 0 && !cfg!(windows) => return Err(Error::InvalidParameter),
        TRUEFTP_OPTION_UTF8 => settings.utf8 = number != 0,
        TRUEFTP_OPTION_PROGRESS => settings.progress = number != 0,
        INTERNET_OPTION_CONNECTED_STATE => {
            connectivity::set_offline(number & INTERNET_STATE_DISCONNECTED_BY_USER != 0)
        }
        INTERNET_OPTION_ERROR_MASK if number & !MASK_BITS != 0 => return Err(Error::InvalidParameter),
        INTERNET_OPTION_MAX_CONNS_PER_SERVER | INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER if number == 0 => {
            return Err(Error::BadArguments);
        }
        INTERNET_OPTION_MAX_CONNS_PER_SERVER | INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER => {
            max_conns(option).store(number, Ordering::Relaxed);
        }
        // ERROR_MASK chooses dialogs, of which there are none; the others concern cookies, code pages of HTTP, dialling.
        _ => {}
    }
    Ok(())
}

fn max_conns(option: u32) -> &'static AtomicU32 {
    &MAX_CONNS[usize::from(option == INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER)]
}
