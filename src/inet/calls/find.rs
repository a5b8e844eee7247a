//! FtpFindFirstFile and InternetFindNextFile: a listing, entry by entry.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::inet::handles::call::Call;
use crate::inet::handles::completed::Completed;
use crate::inet::handles::entries::{Entries, EntryFilter};
use crate::inet::handles::find::Find;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::object::Object;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::{Error, Handle};
use crate::net::Memory;
use crate::protocol::listing::Entry;
use crate::protocol::{Download, FtpCommand, TransferType, name, pattern};
use crate::sync::lock;

/// The longest listing that is accepted; a million entries take less.
const LONGEST: usize = 256 << 20;

/// What a search text asks for.
#[derive(Debug, PartialEq, Eq)]
struct Search {
    /// The argument of LIST, if there is one.
    argument: Option<Vec<u8>>,
    filter: EntryFilter,
    /// The directory to search if the server lists nothing.
    fallback: Option<Fallback>,
}

/// Used when LIST of a name finds nothing because the server treats it as a pattern: the directory's listing is searched.
#[derive(Debug, PartialEq, Eq)]
struct Fallback {
    directory: Option<Vec<u8>>,
    name: Vec<u8>,
}

impl Search {
    /// A plain name is sent as it is. Wildcards in the last component are matched here; elsewhere they are not supported.
    fn new(text: &[u8]) -> Result<Self, Error> {
        if !name::is_safe(text) {
            return Err(Error::InvalidParameter);
        }
        let separators: &[u8] = if name::uses_backslashes(text) { b"\\" } else { b"/" };
        let cut = text.iter().rposition(|b| separators.contains(b)).map_or(0, |at| at + 1);
        let (directory, last) = text.split_at(cut);
        if pattern::has_wildcard(directory) {
            return Err(Error::Extended);
        }
        let is_root = directory.len() == 1;
        let directory = if is_root { directory } else { &directory[..directory.len().saturating_sub(1)] };
        if pattern::has_wildcard(last) {
            return Ok(Self {
                argument: argument(directory),
                filter: EntryFilter::Pattern(last.to_vec()),
                fallback: None,
            });
        }
        let is_doubtful = last.iter().any(|b| matches!(b, b' ' | b'[' | b']' | b'{' | b'}' | b'\\'));
        let fallback = is_doubtful.then(|| Fallback { directory: argument(directory), name: last.to_vec() });
        let argument = argument(text);
        let path = argument.as_deref().and_then(|path| path.strip_suffix(last)).unwrap_or_default();
        Ok(Self { filter: EntryFilter::Below(path.to_vec()), argument, fallback })
    }

    /// Whether the text names one thing, which then must be there.
    fn is_plain_name(&self) -> bool {
        self.argument.is_some() && matches!(self.filter, EntryFilter::Below(_))
    }
}

impl Fallback {
    /// The file of that name. A directory does not count: the server has already listed its contents.
    async fn find(&self, call: &mut Call) -> Completed<Option<Entry>> {
        let listed = list(call, self.directory.clone(), EntryFilter::All).await;
        listed.map(|mut entries| entries.find(|entry| entry.name == self.name && !entry.is_directory))
    }
}

/// The argument of LIST. Servers take a name that begins with a dash for options of `ls`.
fn argument(path: &[u8]) -> Option<Vec<u8>> {
    match path.first() {
        None => None,
        Some(b'-') => Some([b"./", path].concat()),
        Some(_) => Some(path.to_vec()),
    }
}

/// FtpFindFirstFile. `deliver` returns whether it could take an entry; entries that it cannot take are skipped.
pub fn first(
    handle: Handle,
    text: &[u8],
    context: usize,
    mut deliver: impl FnMut(&Entry) -> bool + Send + 'static,
) -> Result<Handle, Error> {
    let (connection, found) = registry::connection(handle)?;
    let search = Search::new(text);
    if search == Err(Error::InvalidParameter) {
        return Err(Error::InvalidParameter);
    }
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    if connection.finding.load(Ordering::SeqCst) {
        return Err(Error::TransferInProgress);
    }
    let search = search?;
    let new = pending.run(async move {
        let begun = search.entries(&mut call, &mut deliver).await;
        call.ends(begun.and_then(|Begun { url, rest }| {
            let url = connection.url(&url);
            let find = Find::new(Arc::clone(&connection), url, context, rest);
            registry::insert(Object::Find(Arc::new(find)), handle)
        }))
    });
    new.map(|new| new.handle())
}

/// A search whose first entry was delivered.
struct Begun {
    /// What was listed.
    url: Vec<u8>,
    rest: Entries,
}

impl Search {
    /// Lists, and delivers the first entry.
    async fn entries(
        self,
        call: &mut Call,
        deliver: &mut (impl FnMut(&Entry) -> bool + Send),
    ) -> Completed<Begun> {
        let is_plain_name = self.is_plain_name();
        let url = self.argument.clone().unwrap_or_default();
        let (listed, mut completed) = list(call, self.argument, self.filter).await.split();
        let mut rest = match listed {
            Ok(entries) => entries,
            Err(Error::Extended) if self.fallback.is_some() && call.is_alive() => {
                Entries::new(Vec::new(), EntryFilter::All)
            }
            Err(error) => return completed.with_result(Err(error)),
        };
        let mut is_there = rest.any(|entry| deliver(&entry));
        if let (false, Some(fallback)) = (is_there, self.fallback) {
            let (entry, second) = fallback.find(call).await.split();
            if matches!(entry, Err(Error::Cancelled)) {
                return completed.then(second).with_result(Err(Error::Cancelled));
            }
            is_there = entry.ok().flatten().is_some_and(|entry| deliver(&entry));
            // If that did not help, the response to the name itself counts.
            if is_there {
                completed = completed.then(second);
            }
        }
        completed.with_result(match is_there {
            true => Ok(Begun { url, rest }),
            false if is_plain_name => Err(Error::Extended),
            false => Err(Error::NoMoreFiles),
        })
    }
}

/// InternetFindNextFile, which never waits.
pub fn next<T>(handle: Handle, mut encode: impl FnMut(&Entry) -> Option<T>) -> Result<T, Error> {
    let Object::Find(find) = registry::find(handle)?.object else { return Err(Error::IncorrectHandleType) };
    lock(&find.entries).find_map(|entry| encode(&entry)).ok_or(Error::NoMoreFiles)
}

/// The listing of a directory, or of the current one.
pub(super) async fn list(
    call: &mut Call,
    argument: Option<Vec<u8>>,
    filter: EntryFilter,
) -> Completed<Entries> {
    let line = argument.map_or(FtpCommand::Plain("LIST"), |argument| FtpCommand::Named("LIST", argument));
    let mut memory = Memory::new(LONGEST);
    let list = |known| Download::new(line, TransferType::Ascii, known);
    call.run(list, &mut memory).await.map(|_| {
        let entries = Entries::new(memory.into_bytes(), filter);
        call.note_skipped_lines(entries.skipped_lines());
        entries
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches() {
        let search = |text: &str| {
            Search::new(text.as_bytes()).map(|Search { argument, filter, .. }| {
                let text = |bytes: Option<Vec<u8>>| bytes.map(|b| String::from_utf8(b).unwrap());
                let EntryFilter::Pattern(pattern) = filter else { return (text(argument), None) };
                (text(argument), text(Some(pattern)))
            })
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(search(""), Ok((None, None)));
        assert_eq!(search("pub"), Ok((some("pub"), None)));
        assert_eq!(search("-l"), Ok((some("./-l"), None)));
        assert_eq!(search("*"), Ok((None, some("*"))));
        assert_eq!(search("pub/w*"), Ok((some("pub"), some("w*"))));
        assert_eq!(search("/*.txt"), Ok((some("/"), some("*.txt"))));
        assert_eq!(search("a\\b\\?"), Ok((some("a\\b"), some("?"))));
        assert_eq!(search("-d/*"), Ok((some("./-d"), some("*"))));
        assert_eq!(search("a\\b/*"), Ok((some("a\\b"), some("*"))));
        assert_eq!(search("*/w*"), Err(Error::Extended));
        assert_eq!(search("a\r\nDELE b"), Err(Error::InvalidParameter));
    }
}
