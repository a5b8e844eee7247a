//! InternetOpenUrl: a file or a directory by its URL, over a connection of its own.

use std::sync::Arc;
use std::time::Instant;

use crate::protocol::{Command, Request, TransferType};

use super::connect::{self, SERVICE_FTP, Target};
use super::connection::Connection;
use super::file::{Access, File, Opened};
use super::find::{Entries, Find, Wanted};
use super::html::Html;
use super::registry::{self, GOODBYE, Object};
use super::url::{self, FtpUrl};
use super::{Error, Handle, files, find, response, transfer_type};

const FLAG_RAW_DATA: u32 = 0x4000_0000;

/// Connects, logs in and opens what the URL names; gives a leaf that the connection ends with.
pub fn open_url(
    root_handle: Handle,
    url: Option<&[u8]>,
    flags: u32,
    context: usize,
) -> Result<Handle, Error> {
    let url = url.ok_or(Error::InvalidParameter)?;
    let root = registry::root(root_handle)?;
    let parts = url::ftp_target(url)?;
    let transfer_type = match parts.ascii {
        Some(true) => TransferType::Ascii,
        Some(false) => TransferType::Image,
        None => transfer_type::of_flags(flags)?,
    };
    let target = Target {
        server: &parts.host,
        port: parts.port,
        user: &parts.user,
        password: &parts.password,
        service: SERVICE_FTP,
        flags,
        context,
    };
    let connection = Arc::new(connect::prepare(&root, &target)?);
    // While this runs it has a handle that nobody knows, so that closing the root ends it.
    let hidden = registry::insert(Object::Connection(Arc::clone(&connection)), root_handle)?;
    let opened = connect::log_in(&connection, &target).and_then(|()| {
        let leaf = Leaf { connection: &connection, parts: &parts, url: without_login(url), flags, context };
        leaf.open(transfer_type)
    });
    let is_file = matches!(opened, Ok(Object::File(_)));
    let handle = opened.and_then(|object| registry::insert(object, root_handle));
    registry::remove(hidden);
    // A file goes on using its connection.
    if !is_file || handle.is_err() {
        connection.quit(Instant::now() + GOODBYE);
    }
    handle
}

/// What the URL names, on its way to a handle.
struct Leaf<'a> {
    connection: &'a Arc<Connection>,
    parts: &'a FtpUrl,
    url: Vec<u8>,
    flags: u32,
    context: usize,
}

impl Leaf<'_> {
    /// A file, unless the URL says otherwise or the server knows it for a directory.
    fn open(&self, transfer_type: TransferType) -> Result<Object, Error> {
        if self.parts.is_directory {
            return self.directory();
        }
        let retrieve = Request::Named("RETR", self.parts.path.clone());
        let mut call = self.connection.call()?;
        match files::begin(&mut call, retrieve, Access::Read, transfer_type) {
            Ok(size) => Ok(Object::File(Arc::new(File::new(Opened {
                connection: Arc::clone(self.connection),
                owns_connection: true,
                access: Access::Read,
                size,
                url: self.url.clone(),
                context: self.context,
            })))),
            Err(Error::Extended) if response::is_permanent() => {
                drop(call);
                let no_file = response::last();
                // What no file and no directory is, is told as the server told it of the file.
                self.directory().inspect_err(|error| {
                    if *error == Error::Extended {
                        response::put_back(no_file);
                    }
                })
            }
            Err(error) => Err(error),
        }
    }

    fn directory(&self) -> Result<Object, Error> {
        let mut call = self.connection.call()?;
        let path = self.parts.path.strip_suffix(b"/").unwrap_or(&self.parts.path);
        let path = if path.is_empty() { &self.parts.path[..] } else { path };
        if !path.is_empty() {
            let change = Request::Named("CWD", path.to_vec());
            call.run(|known| Command::new(change, known), &mut crate::net::Later, Command::known)?;
        }
        let listing = find::list(&mut call, None)?;
        drop(call);
        let entries = Entries::new(listing, Wanted::All);
        let (connection, url, context) = (Arc::clone(self.connection), self.url.clone(), self.context);
        Ok(if self.flags & FLAG_RAW_DATA != 0 {
            Object::Find(Arc::new(Find::new(connection, url, context, entries)))
        } else {
            Object::Html(Arc::new(Html::new(connection, url, context, entries)))
        })
    }
}

/// The URL as it may be shown: what stands before the host may hold a password.
fn without_login(url: &[u8]) -> Vec<u8> {
    let start = url.windows(3).position(|part| part == b"://").map_or(0, |at| at + 3);
    let end = url[start..].iter().position(|&b| b == b'/').map_or(url.len(), |at| start + at);
    match url[start..end].iter().rposition(|&b| b == b'@') {
        Some(at) => [&url[..start], &url[start + at + 1..]].concat(),
        None => url.to_vec(),
    }
}
