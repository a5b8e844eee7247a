//! InternetOpenUrl: a file or a directory by its URL, over a connection of its own.

use std::sync::Arc;
use std::time::Instant;

use crate::constants::connection::INTERNET_SERVICE_FTP;
use crate::constants::flags::INTERNET_FLAG_RAW_DATA;
use crate::inet::handles::call::Call;
use crate::inet::handles::closing::QUIT_TIMEOUT;
use crate::inet::handles::completed::Completed;
use crate::inet::handles::connection::Connection;
use crate::inet::handles::entries::EntryFilter;
use crate::inet::handles::file::{File, Opened};
use crate::inet::handles::find::Find;
use crate::inet::handles::html::Html;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::object::Object;
use crate::inet::handles::registry;
use crate::inet::handles::response::Response;
use crate::inet::handles::transfer::Access;
use crate::inet::url::{self, FtpUrl};
use crate::inet::{Error, Handle};
use crate::protocol::{FtpCommand, TransferType};

use super::connect::{Arguments, PendingLogin};
use super::{directory, find, open_file, transfer_type};

/// Connects, logs in and opens what the URL names. The connection ends with the handle that is returned.
pub fn open_url(
    session_handle: Handle,
    url: Option<&[u8]>,
    flags: u32,
    context: usize,
) -> Result<Handle, Error> {
    let url = url.ok_or(Error::InvalidParameter)?;
    let session = registry::session(session_handle)?;
    let parts = url::ftp_target(url)?;
    let transfer_type = match parts.ascii {
        Some(true) => TransferType::Ascii,
        Some(false) => TransferType::Image,
        None => transfer_type::from_flags(flags)?,
    };
    let arguments = Arguments {
        server: &parts.host,
        port: parts.port,
        user: &parts.user,
        password: &parts.password,
        service: INTERNET_SERVICE_FTP,
        flags,
        context,
    };
    let login = PendingLogin::new(&session, session_handle, &arguments)?;
    let handle = login.handle;
    let connection = Arc::clone(&login.connection);
    let notifier = login.notifier().clone();
    let leaf = Leaf { connection: Arc::clone(&connection), parts, url: without_login(url), flags, context };
    login.run(Some(async move {
        let opened = leaf.open(transfer_type, &notifier).await.and_then(|object| {
            let is_file = matches!(object, Object::File(_));
            registry::replace(handle, object).map(|()| is_file)
        });
        // A file goes on using its connection.
        if opened.result == Ok(false) {
            connection.quit(Instant::now() + QUIT_TIMEOUT, &notifier).await;
        }
        opened.map(drop)
    }))
}

/// What the URL names.
struct Leaf {
    connection: Arc<Connection>,
    parts: FtpUrl,
    url: Vec<u8>,
    flags: u32,
    context: usize,
}

impl Leaf {
    /// A file, unless the URL says otherwise or the server knows it for a directory.
    async fn open(&self, transfer_type: TransferType, notifier: &Notifier) -> Completed<Object> {
        if self.parts.is_directory {
            return self.directory(notifier).await;
        }
        let begun = self.begin(transfer_type, notifier).await;
        let is_refused = begun.result == Err(Error::Extended);
        if !is_refused || !begun.response.as_ref().is_some_and(Response::is_permanent_refusal) {
            return begun.map(|size| self.file(size));
        }
        let directory = self.directory(notifier).await;
        match directory.result {
            // If the name is neither a file nor a directory, the reply to RETR counts.
            Err(Error::Extended) => begun.with_result(Err(Error::Extended)),
            _ => begun.then(directory),
        }
    }

    async fn begin(&self, transfer_type: TransferType, notifier: &Notifier) -> Completed<Option<u64>> {
        let retrieve = FtpCommand::Named("RETR", self.parts.path.clone());
        match Call::new(&self.connection, notifier) {
            Ok(mut call) => open_file::begin(&mut call, retrieve, Access::Read, transfer_type).await,
            Err(error) => Completed::local(Err(error)),
        }
    }

    fn file(&self, size: Option<u64>) -> Object {
        Object::File(Arc::new(File::new(Opened {
            connection: Arc::clone(&self.connection),
            owns_connection: true,
            access: Access::Read,
            size,
            url: self.url.clone(),
            context: self.context,
        })))
    }

    async fn directory(&self, notifier: &Notifier) -> Completed<Object> {
        let mut call = match Call::new(&self.connection, notifier) {
            Ok(call) => call,
            Err(error) => return Completed::local(Err(error)),
        };
        let entered = self.enter_directory(&mut call).await;
        if let Err(error) = entered.result {
            return entered.with_result(Err(error));
        }
        entered.then(find::list(&mut call, None, EntryFilter::All).await).map(|entries| {
            let (connection, url, context) = (Arc::clone(&self.connection), self.url.clone(), self.context);
            if self.flags & INTERNET_FLAG_RAW_DATA != 0 {
                Object::Find(Arc::new(Find::new(connection, url, context, entries)))
            } else {
                Object::Html(Arc::new(Html::new(connection, url, context, entries)))
            }
        })
    }

    /// Makes the URL's directory the current one, if it names any.
    async fn enter_directory(&self, call: &mut Call) -> Completed<()> {
        let path = self.parts.path.strip_suffix(b"/").unwrap_or(&self.parts.path);
        let path = if path.is_empty() { &self.parts.path[..] } else { path };
        if path.is_empty() {
            return Completed::local(Ok(()));
        }
        directory::simple(call, FtpCommand::Named("CWD", path.to_vec())).await.map(drop)
    }
}

/// The URL without user and password.
fn without_login(url: &[u8]) -> Vec<u8> {
    let start = url.windows(3).position(|part| part == b"://").map_or(0, |at| at + 3);
    let end = url[start..].iter().position(|&b| b == b'/').map_or(url.len(), |at| start + at);
    match url[start..end].iter().rposition(|&b| b == b'@') {
        Some(at) => [&url[..start], &url[start + at + 1..]].concat(),
        None => url.to_vec(),
    }
}
