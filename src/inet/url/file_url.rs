//! file: URLs, which WinINet writes with local paths in them: `file://C:\folder\name`, `file://\\server\share`.

use super::dots::without_dots;
use super::escape::{Units, unescape};
use super::scheme::{self, Scheme};
use super::text::{BACKSLASH, COLON, SLASH, is_word, units};

/// Whether a path is on a drive: `C:/x` or `/C:/x`.
pub(super) fn has_drive(path: &[u16]) -> bool {
    begins_with_letter_and_colon(path.strip_prefix(&[SLASH]).unwrap_or(path))
}

/// Whether a text is a path on a drive and not a URL: `C:\x`, `C:/x`.
pub(super) fn begins_with_drive(text: &[u16]) -> bool {
    begins_with_letter_and_colon(text) && matches!(text.get(2), Some(&(SLASH | BACKSLASH)))
}

fn begins_with_letter_and_colon(text: &[u16]) -> bool {
    text.get(1) == Some(&COLON) && scheme::end(text) == Some(1)
}

/// The local path of a URL's path that has a drive. Windows decodes only after three slashes, and adds a
/// backslash to a final `.` or `..`.
pub(super) fn local_path(path: &[u16], units: Units, decode: bool) -> Vec<u16> {
    let after_slash = path.strip_prefix(&[SLASH]);
    let text = after_slash.unwrap_or(path);
    let mut local = if decode || after_slash.is_some() { unescape(text, units) } else { text.to_vec() };
    backslashes(&mut local);
    let name = local.rsplit(|&unit| unit == BACKSLASH).next().unwrap_or_default();
    if is_word(name, ".") || is_word(name, "..") {
        local.push(BACKSLASH);
    }
    local
}

/// The canonical form of a file: URL, or of a path on a drive; its slashes are all `/`. `None` for anything else.
pub(super) fn canonical(main: &[u16], keep_dots: bool) -> Option<Vec<u16>> {
    let (server, place) = if begins_with_drive(main) {
        ("", main)
    } else {
        let end = scheme::end(main).filter(|&end| Scheme::of(&main[..end]) == Scheme::File)?;
        place(&main[end + 1..])?
    };
    // Dots never reach above the drive or the server.
    let head = place.iter().position(|&unit| unit == SLASH).unwrap_or(place.len());
    let (head, path) = place.split_at(head);
    let has_head = !head.is_empty();
    let mut path = if keep_dots { path.to_vec() } else { without_dots(path, has_head) };
    // A folder with the name of a drive does not become a drive.
    if !has_head && has_drive(&path) {
        path.splice(..0, units("/."));
    }
    let mut local = [head, &path].concat();
    local.splice(..0, units(server));
    backslashes(&mut local);
    local.splice(..0, units("file://"));
    Some(local)
}

/// The prefix of a server's name, and the location after the colon of a file: URL: `C:/x`, `server/x`, `/x`. `None` for a
/// relative URL. The host `localhost` does not count as a server.
fn place(rest: &[u16]) -> Option<(&'static str, &[u16])> {
    const LOCALHOST: &str = "localhost/";
    let slashes = slashes(rest);
    let name = &rest[slashes..];
    let is_localhost =
        slashes == 2 && name.get(..LOCALHOST.len()).is_some_and(|host| is_word(host, LOCALHOST));
    Some(match slashes {
        0 => return None,
        _ if begins_with_letter_and_colon(name) => ("", name),
        2 if is_localhost => ("", local(&name[LOCALHOST.len() - 1..])),
        1 | 3 => ("", local(rest)),
        _ => ("//", name),
    })
}

/// A path with one leading slash, or with none before a drive.
fn local(path: &[u16]) -> &[u16] {
    let name = &path[slashes(path)..];
    if begins_with_letter_and_colon(name) { name } else { &path[slashes(path) - 1..] }
}

fn slashes(text: &[u16]) -> usize {
    text.iter().take_while(|&&unit| unit == SLASH).count()
}

fn backslashes(text: &mut [u16]) {
    for unit in text.iter_mut().filter(|unit| **unit == SLASH) {
        *unit = BACKSLASH;
    }
}
