//! What the server has seen.

use std::collections::BTreeMap;
use std::net::SocketAddr;

/// Everything the server has seen so far.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The control connections, in the order in which they came.
    pub controls: Vec<Control>,
    /// Every command line without its line end, with the index of its control connection, in the
    /// order in which they came.
    pub lines: Vec<(usize, Vec<u8>)>,
    /// The data connections, in the order in which they were opened.
    pub data: Vec<DataConnection>,
    /// The bytes received by name (the argument of `STOR` or `APPE`), whatever was answered.
    pub files: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The bytes that came over connections made by [`Plan::intrude`](crate::Plan::intrude).
    pub intruder: Vec<u8>,
    /// How many control connections are open.
    pub open: usize,
    /// How many control connections were open at once, at most.
    pub peak: usize,
    /// How many control connections the server is still at work for; soon after a client has left
    /// it has ended everything that belonged to that client.
    pub serving: usize,
}

/// One control connection.
#[derive(Clone, Debug)]
pub struct Control {
    /// The client's address.
    pub peer: SocketAddr,
    /// How it ended, or `None` while it is open.
    pub end: Option<ControlEnd>,
    /// What came after the last line end.
    pub unfinished: Vec<u8>,
}

/// How a control connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlEnd {
    /// The client closed it.
    Fin,
    /// The client reset it, or it failed.
    Rst,
    /// The server ended it.
    ByServer,
}

/// One data connection.
#[derive(Clone, Debug)]
pub struct DataConnection {
    /// The index of its control connection.
    pub control: usize,
    /// The argument of the command it belongs to.
    pub name: Vec<u8>,
    /// How many bytes the server has read from it.
    pub received: u64,
    /// How it ended, or `None` while nothing is known.
    pub end: Option<DataEnd>,
}

/// How a data connection ended, as the server saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataEnd {
    /// Read to the end, which was a FIN.
    Fin,
    /// Read until the client reset it.
    Rst,
    /// The server ended it before it had read to the end.
    NotRead,
}

impl Seen {
    /// All command lines as text, in the order in which they came; odd bytes become U+FFFD.
    pub fn commands(&self) -> Vec<String> {
        self.lines.iter().map(|(_, line)| text(line)).collect()
    }

    /// The command lines of one control connection.
    pub fn commands_of(&self, control: usize) -> Vec<String> {
        let own = self.lines.iter().filter(|(index, _)| *index == control);
        own.map(|(_, line)| text(line)).collect()
    }

    /// Whether a command with this verb came.
    pub fn has(&self, verb: &str) -> bool {
        let same = |line: &[u8]| crate::script::split(line).0.eq_ignore_ascii_case(verb);
        self.lines.iter().any(|(_, line)| same(line))
    }

    /// The bytes received for a name.
    pub fn file(&self, name: impl AsRef<[u8]>) -> Option<&[u8]> {
        self.files.get(name.as_ref()).map(Vec::as_slice)
    }
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line).into_owned()
}
