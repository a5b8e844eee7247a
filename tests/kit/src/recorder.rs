//! The status callback: it keeps what it is called with, by context value, and does inside it what a test wants.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_void};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use trueftp::abi::*;

use crate::{
    HANDLE_CLOSING, HANDLE_CREATED, REQUEST_COMPLETE, REQUEST_SENT, RESOLVING_NAME, RESPONSE_RECEIVED,
    last_error, last_reply,
};

/// Longer than anything takes in a test that passes.
pub const AGES: Duration = Duration::from_secs(30);

/// INTERNET_STATUS_NAME_RESOLVED
const NAME_RESOLVED: u32 = 11;
/// INTERNET_STATUS_CONNECTING_TO_SERVER
const CONNECTING_TO_SERVER: u32 = 20;
/// INTERNET_STATUS_CONNECTED_TO_SERVER
const CONNECTED_TO_SERVER: u32 = 21;
/// TRUEFTP_STATUS_PROGRESS
const PROGRESS: u32 = 0x5446_0001;

/// A status with its information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A status without information.
    Plain(u32),
    /// A name or an address.
    Text(u32, String),
    /// A number of bytes.
    Count(u32, u32),
    /// HANDLE_CREATED: the new handle.
    Created(usize),
    /// HANDLE_CLOSING: the handle.
    Closing(usize),
    /// REQUEST_COMPLETE: dwResult and dwError.
    Complete(usize, u32),
    /// TRUEFTP_STATUS_PROGRESS: ullDone and ullTotal.
    Progress(u64, u64),
}

impl Status {
    /// Reads what a callback is called with. The information must have the right size, and texts are overwritten, as
    /// programs may do.
    pub fn read(number: u32, information: *mut c_void, length: u32, is_wide: bool) -> Self {
        match number {
            RESOLVING_NAME if is_wide => Self::Text(number, wide_text(information, length)),
            RESOLVING_NAME | NAME_RESOLVED | CONNECTING_TO_SERVER | CONNECTED_TO_SERVER => {
                Self::Text(number, narrow_text(information, length))
            }
            REQUEST_SENT | RESPONSE_RECEIVED => Self::Count(number, value(information, length)),
            HANDLE_CREATED => Self::Created(value(information, length)),
            HANDLE_CLOSING => Self::Closing(value(information, length)),
            REQUEST_COMPLETE => {
                let result: INTERNET_ASYNC_RESULT = value(information, length);
                Self::Complete(result.dwResult, result.dwError)
            }
            PROGRESS => {
                let progress: TRUEFTP_PROGRESS = value(information, length);
                Self::Progress(progress.ullDone, progress.ullTotal)
            }
            _ => {
                assert!(information.is_null() && length == 0, "status {number}");
                Self::Plain(number)
            }
        }
    }

    /// The number of the status.
    pub fn number(&self) -> u32 {
        match self {
            Self::Plain(number) | Self::Text(number, _) | Self::Count(number, _) => *number,
            Self::Created(_) => HANDLE_CREATED,
            Self::Closing(_) => HANDLE_CLOSING,
            Self::Complete(..) => REQUEST_COMPLETE,
            Self::Progress(..) => PROGRESS,
        }
    }
}

/// One call of the callback.
#[derive(Clone, Debug)]
pub struct Event {
    /// The handle that the callback is called with.
    pub handle: usize,
    /// The thread that it is called on.
    pub thread: ThreadId,
    /// When it is called.
    pub at: Instant,
    /// The status.
    pub status: Status,
    /// TrueFtpGetLastReply inside the callback.
    pub reply: (u32, String),
}

type Action = Box<dyn FnMut(&Event) + Send>;

/// What is kept for one context value.
#[derive(Default)]
struct Record {
    events: Mutex<Vec<Event>>,
    changed: Condvar,
    action: Mutex<Option<Action>>,
}

static RECORDS: LazyLock<Mutex<BTreeMap<usize, Arc<Record>>>> = LazyLock::new(Mutex::default);

/// A test that has failed must not make others fail.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The callbacks with one context value.
pub struct Recorder {
    /// The context value, which no other recorder has.
    pub context: usize,
    record: Arc<Record>,
}

impl Recorder {
    /// A recorder with a context value of its own.
    #[expect(clippy::new_without_default, reason = "each call makes another context value")]
    pub fn new() -> Self {
        let record = Arc::new(Record::default());
        let mut records = lock(&RECORDS);
        let context = records.last_key_value().map_or(0x1000, |(last, _)| last + 1);
        records.insert(context, Arc::clone(&record));
        Self { context, record }
    }

    /// Runs an action inside each following callback, after its event was kept. Callbacks of calls that the action itself
    /// makes do not run it.
    pub fn act(&self, action: impl FnMut(&Event) + Send + 'static) {
        *lock(&self.record.action) = Some(Box::new(action));
    }

    /// Runs no action any more.
    pub fn stop_acting(&self) {
        *lock(&self.record.action) = None;
    }

    /// All events since the last [`Recorder::take`].
    pub fn events(&self) -> Vec<Event> {
        lock(&self.record.events).clone()
    }

    /// How many of them have this status.
    pub fn count(&self, number: u32) -> usize {
        lock(&self.record.events).iter().filter(|event| event.status.number() == number).count()
    }

    /// Removes all events, and returns their statuses.
    pub fn take(&self) -> Vec<Status> {
        self.take_events().into_iter().map(|event| event.status).collect()
    }

    /// Removes all events, and returns them.
    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut lock(&self.record.events))
    }

    /// Waits for a status.
    pub fn wait(&self, is_wanted: impl Fn(&Status) -> bool) -> Status {
        self.wait_for_event(|events| events.iter().find(|event| is_wanted(&event.status)).cloned()).status
    }

    /// Waits for an event with this status, after this many others that have it.
    pub fn wait_for(&self, number: u32, before: usize) -> Event {
        let has_number = |event: &&Event| event.status.number() == number;
        self.wait_for_event(|events| events.iter().filter(has_number).nth(before).cloned())
    }

    /// Waits for REQUEST_COMPLETE: its result and its error.
    pub fn complete(&self) -> (usize, u32) {
        match self.wait_for(REQUEST_COMPLETE, 0).status {
            Status::Complete(result, error) => (result, error),
            other => unreachable!("{other:?}"),
        }
    }

    fn wait_for_event(&self, find: impl Fn(&[Event]) -> Option<Event>) -> Event {
        let end = Instant::now() + AGES;
        let mut events = lock(&self.record.events);
        loop {
            if let Some(event) = find(&events) {
                return event;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the status never came: {events:?}");
            let waited = self.record.changed.wait_timeout(events, left);
            events = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// The callback for A functions.
pub extern "system" fn record(
    handle: HINTERNET,
    context: usize,
    number: u32,
    information: *mut c_void,
    length: u32,
) {
    keep(handle, context, Status::read(number, information, length, false));
}

/// The callback for W functions.
pub extern "system" fn record_wide(
    handle: HINTERNET,
    context: usize,
    number: u32,
    information: *mut c_void,
    length: u32,
) {
    keep(handle, context, Status::read(number, information, length, true));
}

/// Sets one of the two.
pub fn set_callback(handle: HINTERNET, is_wide: bool) {
    let before = if is_wide {
        InternetSetStatusCallbackW(handle, record_wide as *mut c_void)
    } else {
        InternetSetStatusCallbackA(handle, record as *mut c_void)
    };
    assert_ne!(before.addr(), usize::MAX, "error {}", last_error());
}

fn keep(handle: HINTERNET, context: usize, status: Status) {
    let at = Instant::now();
    let event =
        Event { handle: handle.addr(), thread: thread::current().id(), at, status, reply: last_reply() };
    let record = lock(&RECORDS).get(&context).cloned();
    let record =
        record.unwrap_or_else(|| panic!("no recorder has the context value {context:#x}: {event:?}"));
    // Taken out while it runs, for the calls that it makes may call back too. Taken out before the event is published, for
    // an action that a thread sets when it sees the event is meant for the next one.
    let action = lock(&record.action).take();
    lock(&record.events).push(event.clone());
    record.changed.notify_all();
    if let Some(mut action) = action {
        action(&event);
        lock(&record.action).get_or_insert(action);
    }
}

/// The value that the information points to.
fn value<T: Copy>(information: *mut c_void, length: u32) -> T {
    assert_eq!(length as usize, size_of::<T>());
    // SAFETY: the information of this status is such a value, whose size is the length that was checked.
    unsafe { information.cast::<T>().read() }
}

fn narrow_text(information: *mut c_void, length: u32) -> String {
    // SAFETY: the information of this status is text that ends with its NUL.
    let text = unsafe { CStr::from_ptr(information.cast()) };
    assert_eq!(length as usize, text.count_bytes() + 1);
    let copy = text.to_string_lossy().into_owned();
    // SAFETY: the text has that many bytes, and belongs to this callback.
    unsafe { information.cast::<u8>().write_bytes(b'x', length as usize) };
    copy
}

fn wide_text(information: *mut c_void, length: u32) -> String {
    let count = length as usize / 2;
    // SAFETY: the information of this status is UTF-16 text of that many bytes, and belongs to this callback.
    let units = unsafe { std::slice::from_raw_parts_mut(information.cast::<u16>(), count) };
    assert_eq!(units.last(), Some(&0));
    let copy = String::from_utf16(&units[..count - 1]).expect("UTF-16");
    units.fill(b'x'.into());
    copy
}
