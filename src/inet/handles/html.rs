//! A directory as HTML, which InternetOpenUrl returns for the URL of a directory.

use std::sync::{Arc, Mutex};

use crate::inet::Error;
use crate::protocol::listing::{DateTime, Entry};
use crate::sync::lock;

use super::attributes::Attributes;
use super::connection::Connection;

/// What the handle of an HTML listing names.
#[derive(Debug)]
pub(crate) struct Html {
    pub(crate) connection: Arc<Connection>,
    pub(crate) url: Vec<u8>,
    pub(crate) attributes: Arc<Attributes>,
    page: Mutex<Page>,
}

#[derive(Debug)]
struct Page {
    text: Vec<u8>,
    at: usize,
}

impl Html {
    pub(crate) fn new(
        connection: Arc<Connection>,
        url: Vec<u8>,
        context: usize,
        entries: impl Iterator<Item = Entry>,
    ) -> Self {
        Self {
            attributes: connection.attributes.child(context),
            connection,
            page: Mutex::new(Page { text: page(&url, entries), at: 0 }),
            url,
        }
    }

    /// Copies as many whole lines as fit, and returns their length; 0 at the end.
    pub(crate) fn read(&self, buffer: &mut [u8]) -> Result<usize, Error> {
        let mut page = lock(&self.page);
        let rest = &page.text[page.at..];
        let fitting = &rest[..rest.len().min(buffer.len())];
        let length = fitting.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        if length == 0 && !rest.is_empty() {
            return Err(Error::InsufficientBuffer);
        }
        buffer[..length].copy_from_slice(&rest[..length]);
        page.at += length;
        Ok(length)
    }

    /// How many bytes can be read.
    pub(crate) fn available(&self) -> usize {
        let page = lock(&self.page);
        page.text.len() - page.at
    }
}

/// The page: every line ends in CR LF.
fn page(url: &[u8], entries: impl Iterator<Item = Entry>) -> Vec<u8> {
    let title = escape(url);
    let mut page = Vec::new();
    let mut line = |parts: &[&[u8]]| {
        parts.iter().for_each(|part| page.extend_from_slice(part));
        page.extend_from_slice(b"\r\n");
    };
    line(&[b"<!DOCTYPE html>"]);
    // A directory whose URL has no slash at its end would lose its last part in the links.
    line(&[b"<html><head><title>FTP directory ", &title, b"</title>"]);
    line(&[b"<base href=\"", &escape(&directory(url)), b"\"></head><body>"]);
    line(&[b"<h1>FTP directory ", &title, b"</h1>"]);
    line(&[b"<pre>"]);
    for entry in entries {
        let slash: &[u8] = if entry.is_directory { b"/" } else { b"" };
        let size = if entry.is_directory { "Directory".to_owned() } else { entry.size.to_string() };
        let columns = format!("{:16} {size:>20} ", entry.modified.map(time).unwrap_or_default());
        let link = reference(&entry.name);
        line(&[
            columns.as_bytes(),
            b"<a href=\"",
            &link,
            slash,
            b"\">",
            &escape(&entry.name),
            slash,
            b"</a>",
        ]);
    }
    line(&[b"</pre>"]);
    line(&[b"</body></html>"]);
    page
}

/// The URL of a directory, ended by a slash.
fn directory(url: &[u8]) -> Vec<u8> {
    let end = url.iter().rposition(|&b| b == b';').unwrap_or(url.len());
    let is_type = url[end..].get(..6).is_some_and(|part| part.eq_ignore_ascii_case(b";type="));
    let mut directory = if is_type { url[..end].to_vec() } else { url.to_vec() };
    if !directory.ends_with(b"/") {
        directory.push(b'/');
    }
    directory
}

fn time(modified: DateTime) -> String {
    let DateTime { year, month, day, hour, minute, .. } = modified;
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// Text in a page.
fn escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            byte => out.push(byte),
        }
    }
    out
}

/// A name as a relative reference: `./` before it, so that a colon does not turn the part before it into a scheme.
fn reference(name: &[u8]) -> Vec<u8> {
    let mut out = b"./".to_vec();
    for &byte in name {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte),
            byte => out.extend_from_slice(format!("%{byte:02X}").as_bytes()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_cannot_be_broken_by_names() {
        let entry = |name: &[u8], is_directory| Entry {
            name: name.to_vec(),
            is_directory,
            size: 5_000_000_000,
            modified: DateTime::new(2024, 5, 17, 13, 45, 0),
        };
        let entries = [entry(b"<b>\"&", false), entry(b"a b", true)];
        let page = String::from_utf8(page(b"ftp://h/<x>", entries.into_iter())).unwrap();
        assert!(page.contains("<title>FTP directory ftp://h/&lt;x&gt;</title>"));
        assert!(page.contains("<base href=\"ftp://h/&lt;x&gt;/\">"));
        assert_eq!(directory(b"ftp://h/a;type=d"), b"ftp://h/a/");
        assert!(page.contains(
            "2024-05-17 13:45           5000000000 <a href=\"./%3Cb%3E%22%26\">&lt;b&gt;&quot;&amp;</a>\r\n"
        ));
        assert!(page.contains("           Directory <a href=\"./a%20b/\">a b/</a>\r\n"));
    }
}
