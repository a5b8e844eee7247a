//! The settings that a handle's children inherit: time-outs, counts, sizes.

use std::sync::Mutex;
use std::time::Duration;

use crate::net::Timeouts;

/// What 0xFFFFFFFF means in a time-out.
const FOR_EVER: u32 = u32::MAX;
const DEFAULT_RECEIVE: u32 = 60_000;
/// A server may take long to store what it was sent; only a program that set a time-out itself shortens this.
const DEFAULT_FINAL: u32 = 300_000;

/// What new sessions begin with: the options set with a NULL handle.
pub(crate) static PROCESS: Mutex<Settings> = Mutex::new(Settings::DEFAULT);

/// Times are in milliseconds, sizes in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) connect: u32,
    /// How many addresses of a host are tried.
    pub(crate) connect_retries: u32,
    pub(crate) send: u32,
    /// As set by the program.
    pub(crate) receive: Option<u32>,
    pub(crate) data_send: u32,
    pub(crate) data_receive: u32,
    /// As set by the program; otherwise `data_receive` applies.
    pub(crate) listen: Option<u32>,
    /// The most that InternetQueryDataAvailable reports.
    pub(crate) read_buffer: u32,
    /// Has no effect beyond being queried: what is written is sent immediately.
    pub(crate) write_buffer: u32,
    /// Has no effect beyond being queried: there is no cache.
    pub(crate) from_cache: u32,
    /// Names of `W` functions are UTF-8 on the wire; else they are in the system's ANSI code page, which only Windows has.
    pub(crate) utf8: bool,
    /// The callback is called with the progress of transfers.
    pub(crate) progress: bool,
    /// As set by the program; otherwise the system chooses.
    pub(crate) socket_send_buffer: Option<usize>,
}

impl Settings {
    pub(crate) const DEFAULT: Self = Self {
        connect: 60_000,
        connect_retries: 5,
        send: 60_000,
        receive: None,
        data_send: 60_000,
        data_receive: 60_000,
        listen: None,
        read_buffer: 4096,
        write_buffer: 4096,
        from_cache: FOR_EVER,
        utf8: !cfg!(windows),
        progress: false,
        socket_send_buffer: None,
    };

    pub(crate) fn receive(&self) -> u32 {
        self.receive.unwrap_or(DEFAULT_RECEIVE)
    }

    pub(crate) fn listen(&self) -> u32 {
        self.listen.unwrap_or(self.data_receive)
    }

    /// The time-outs for the network floor.
    pub(crate) fn timeouts(&self) -> Timeouts {
        Timeouts {
            connect: span(self.connect),
            send: span(self.send),
            reply: span(self.receive()),
            final_reply: span(self.receive.unwrap_or(DEFAULT_FINAL)),
            accept: span(self.listen()),
            data_send: span(self.data_send),
            data_receive: span(self.data_receive),
        }
    }
}

fn span(milliseconds: u32) -> Option<Duration> {
    (milliseconds != FOR_EVER).then(|| Duration::from_millis(milliseconds.into()))
}
