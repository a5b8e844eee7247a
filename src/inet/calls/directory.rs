//! Commands without a data connection: directories, deleting, renaming.

use crate::inet::handles::call::Call;
use crate::inet::handles::completed::Completed;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::{Error, Handle};
use crate::net::NoData;
use crate::protocol::{FtpCommand, Reply, SimpleCommand};

use super::remote_name;

/// FtpCreateDirectory
pub fn create(handle: Handle, name: Option<&[u8]>) -> Result<(), Error> {
    named(handle, "MKD", name)
}

/// FtpRemoveDirectory
pub fn remove(handle: Handle, name: Option<&[u8]>) -> Result<(), Error> {
    named(handle, "RMD", name)
}

/// FtpSetCurrentDirectory
pub fn set_current(handle: Handle, name: Option<&[u8]>) -> Result<(), Error> {
    named(handle, "CWD", name)
}

/// FtpDeleteFile
pub fn delete_file(handle: Handle, name: Option<&[u8]>) -> Result<(), Error> {
    named(handle, "DELE", name)
}

/// FtpRenameFile
pub fn rename_file(handle: Handle, from: Option<&[u8]>, to: Option<&[u8]>) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let from = remote_name::check(from.ok_or(Error::InvalidParameter)?)?;
    let to = remote_name::check(to.ok_or(Error::InvalidParameter)?)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::for_handle(handle, &connection.attributes),
    )?;
    let rename = |known| SimpleCommand::rename(from, to, known);
    pending.run(async move {
        let renamed = call.run(rename, &mut NoData).await;
        call.ends(renamed.map(drop))
    })
}

/// Fails unless the handle is a connection's.
pub fn check(handle: Handle) -> Result<(), Error> {
    registry::connection(handle).map(drop)
}

/// FtpGetCurrentDirectory: `deliver` gets the directory's name as the server reported it.
pub fn current(
    handle: Handle,
    deliver: impl FnOnce(Vec<u8>) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::for_handle(handle, &connection.attributes),
    )?;
    pending.run(async move {
        let named = simple(&mut call, FtpCommand::Plain("PWD")).await;
        call.ends(named.and_then(|reply| deliver(quoted(&reply.text()).ok_or(Error::Internal)?)))
    })
}

fn named(handle: Handle, verb: &'static str, name: Option<&[u8]>) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let name = remote_name::check(name.ok_or(Error::InvalidParameter)?)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::for_handle(handle, &connection.attributes),
    )?;
    pending.run(async move {
        let done = simple(&mut call, FtpCommand::Named(verb, name)).await;
        call.ends(done.map(drop))
    })
}

/// One command and its final reply.
pub(super) async fn simple(call: &mut Call, line: FtpCommand) -> Completed<Reply> {
    call.run(move |known| SimpleCommand::new(line, known), &mut NoData).await
}

/// The quoted name in a reply. If it does not follow the standard, it is everything between the first and the last
/// quote.
fn quoted(text: &[u8]) -> Option<Vec<u8>> {
    let between = || {
        let (start, end) =
            (text.iter().position(|&b| b == b'"')? + 1, text.iter().rposition(|&b| b == b'"')?);
        text.get(start..end).map(<[u8]>::to_vec)
    };
    with_doubled_quotes(text).or_else(between)
}

/// The name between the first quotes; doubled quotes inside stand for one (RFC 959, appendix II). Pure-FTPd does
/// not double them: a quote also belongs to the name if no blank follows it, but another quote does.
fn with_doubled_quotes(text: &[u8]) -> Option<Vec<u8>> {
    let start = text.iter().position(|&b| b == b'"')? + 1;
    let mut name = Vec::new();
    let mut rest = &text[start..];
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        if byte == b'"' {
            if let Some(after) = rest.strip_prefix(b"\"") {
                rest = after;
            } else if rest.first().is_none_or(u8::is_ascii_whitespace) || !rest.contains(&b'"') {
                return Some(name);
            }
        }
        name.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_names() {
        let quoted = |text: &str| quoted(text.as_bytes()).map(|name| String::from_utf8(name).unwrap());
        assert_eq!(quoted(r#""/pub" is the current directory"#).unwrap(), "/pub");
        assert_eq!(quoted(r#"x "/a ""b"" c" and "more""#).unwrap(), r#"/a "b" c"#);
        assert_eq!(quoted(r#""/d i"r" is the current directory"#).unwrap(), "/d i\"r");
        assert_eq!(quoted(r#"in "C:\x y"."#).unwrap(), "C:\\x y");
        assert_eq!(quoted(r#""""""#).unwrap(), "\"");
        assert_eq!(quoted(r#""""#).unwrap(), "");
        // Pure-FTPd, in a directory whose name ends with a quote.
        assert_eq!(quoted(r#""/"quoted"" is your current location"#).unwrap(), r#"/"quoted""#);
        assert_eq!(quoted(r#""a"""#).unwrap(), r#"a""#);
        for none in ["", "no quotes", "\"open"] {
            assert_eq!(quoted(none), None, "{none}");
        }
    }
}
