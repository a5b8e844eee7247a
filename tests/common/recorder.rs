//! A status callback that keeps what it is told, and may do something about it.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_void};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use trueftp::abi::*;

/// Longer than anything lasts here.
const AGES: Duration = Duration::from_secs(20);

/// What a callback was told, without its context value, by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A status that has nothing with it.
    Plain(u32),
    Text(u32, String),
    Count(u32, u32),
    Created(usize),
    Closing(usize),
    Complete(usize, u32),
    Progress(u64, u64),
}

#[derive(Clone, Debug)]
pub struct Event {
    pub handle: usize,
    pub thread: ThreadId,
    pub told: Told,
    /// TrueFtpGetLastReply inside the callback.
    pub reply: (u32, String),
}

type Action = Box<dyn FnMut(&Event) + Send>;

#[derive(Default)]
struct Shared {
    events: Mutex<Vec<Event>>,
    changed: Condvar,
    action: Mutex<Option<Action>>,
}

static ALL: LazyLock<Mutex<BTreeMap<usize, Arc<Shared>>>> = LazyLock::new(Mutex::default);

/// What was told with one context value.
pub struct Recorder {
    pub context: usize,
    shared: Arc<Shared>,
}

impl Recorder {
    pub fn new() -> Self {
        let shared = Arc::new(Shared::default());
        let mut all = ALL.lock().unwrap();
        let context = all.last_key_value().map_or(0x1000, |(last, _)| last + 1);
        all.insert(context, Arc::clone(&shared));
        Self { context, shared }
    }

    /// Does something in each callback, after it was kept.
    pub fn act(&self, action: impl FnMut(&Event) + Send + 'static) {
        *self.shared.action.lock().unwrap() = Some(Box::new(action));
    }

    pub fn events(&self) -> Vec<Event> {
        self.shared.events.lock().unwrap().clone()
    }

    /// What was told since this was asked last.
    pub fn take(&self) -> Vec<Told> {
        self.take_events().into_iter().map(|event| event.told).collect()
    }

    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.shared.events.lock().unwrap())
    }

    /// Waits until something of what was told is so.
    pub fn wait(&self, what: impl Fn(&Told) -> bool) -> Told {
        let end = Instant::now() + AGES;
        let mut events = self.shared.events.lock().unwrap();
        loop {
            if let Some(event) = events.iter().find(|event| what(&event.told)) {
                return event.told.clone();
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it never came: {events:?}");
            events = self.shared.changed.wait_timeout(events, left).unwrap().0;
        }
    }

    /// Waits for REQUEST_COMPLETE: its result and its error.
    pub fn complete(&self) -> (usize, u32) {
        match self.wait(|told| matches!(told, Told::Complete(..))) {
            Told::Complete(result, error) => (result, error),
            _ => unreachable!(),
        }
    }
}

/// The callback, for A functions.
pub extern "system" fn record(
    handle: HINTERNET,
    context: usize,
    status: u32,
    information: *mut c_void,
    length: u32,
) {
    tell(handle, context, status, information, length, false);
}

/// The callback, for W functions.
pub extern "system" fn record_wide(
    handle: HINTERNET,
    context: usize,
    status: u32,
    information: *mut c_void,
    length: u32,
) {
    tell(handle, context, status, information, length, true);
}

/// Sets one of the two.
pub fn set_callback(handle: HINTERNET, wide: bool) {
    let before = if wide {
        InternetSetStatusCallbackW(handle, record_wide as *mut c_void)
    } else {
        InternetSetStatusCallbackA(handle, record as *mut c_void)
    };
    assert_ne!(before.addr(), usize::MAX, "error {}", TrueFtpGetLastError());
}

fn tell(handle: HINTERNET, context: usize, status: u32, information: *mut c_void, length: u32, wide: bool) {
    let handle_size = size_of::<HINTERNET>() as u32;
    let told = match status {
        10 if wide => Told::Text(status, wide_text(information, length)),
        10 | 11 | 20 | 21 => Told::Text(status, narrow_text(information, length)),
        31 | 41 => {
            assert_eq!(length, 4);
            // SAFETY: it has four bytes.
            Told::Count(status, unsafe { information.cast::<u32>().read() })
        }
        60 | 70 => {
            assert_eq!(length, handle_size);
            // SAFETY: it has the size of a handle.
            let handle = unsafe { information.cast::<usize>().read() };
            if status == 60 { Told::Created(handle) } else { Told::Closing(handle) }
        }
        100 => {
            assert_eq!(length, size_of::<INTERNET_ASYNC_RESULT>() as u32);
            // SAFETY: it has the size of the structure.
            let result = unsafe { information.cast::<INTERNET_ASYNC_RESULT>().read() };
            Told::Complete(result.dwResult, result.dwError)
        }
        0x5446_0001 => {
            assert_eq!(length, 16);
            // SAFETY: it has the size of the structure.
            let progress = unsafe { information.cast::<TRUEFTP_PROGRESS>().read() };
            Told::Progress(progress.ullDone, progress.ullTotal)
        }
        _ => {
            assert!(information.is_null() && length == 0, "status {status}");
            Told::Plain(status)
        }
    };
    let event =
        Event { handle: handle.addr(), thread: thread::current().id(), told, reply: super::last_reply() };
    let shared = ALL.lock().unwrap().get(&context).cloned();
    let shared = shared.unwrap_or_else(|| panic!("nobody has the context value {context:#x}: {event:?}"));
    // Taken out meanwhile: the action may make calls whose callbacks come back here. One that is set when somebody hears
    // of this event is for the next.
    let action = shared.action.lock().unwrap().take();
    shared.events.lock().unwrap().push(event.clone());
    shared.changed.notify_all();
    if let Some(mut action) = action {
        action(&event);
        shared.action.lock().unwrap().get_or_insert(action);
    }
}

fn narrow_text(information: *mut c_void, length: u32) -> String {
    // SAFETY: it is a text ended by NUL.
    let text = unsafe { CStr::from_ptr(information.cast()) };
    assert_eq!(length as usize, text.count_bytes() + 1);
    let copy = text.to_string_lossy().into_owned();
    // Programs write into it.
    // SAFETY: the text has that many bytes, and is this callback's own.
    unsafe { information.cast::<u8>().write_bytes(b'x', length as usize) };
    copy
}

fn wide_text(information: *mut c_void, length: u32) -> String {
    let count = length as usize / 2;
    // SAFETY: it has that many bytes.
    let units = unsafe { std::slice::from_raw_parts_mut(information.cast::<u16>(), count) };
    assert_eq!(units.last(), Some(&0));
    let copy = String::from_utf16(&units[..count - 1]).unwrap();
    units.fill(b'x'.into());
    copy
}
