//! A status callback that keeps what it is told, by context value, and does what a test wants done inside it.

use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use trueftp::abi::*;

pub const HANDLE_CREATED: u32 = 60;
pub const HANDLE_CLOSING: u32 = 70;
pub const REQUEST_COMPLETE: u32 = 100;

/// Longer than anything lasts here.
pub const AGES: Duration = Duration::from_secs(30);

/// One call of the callback.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub context: usize,
    /// As a number.
    pub handle: usize,
    pub status: u32,
    /// The handle that was made, or what the call gave.
    pub value: usize,
    /// Of REQUEST_COMPLETE.
    pub error: u32,
    pub at: Instant,
}

type Hook = Box<dyn FnMut(&Event) + Send>;

static EVENTS: Mutex<Vec<Event>> = Mutex::new(Vec::new());
static CHANGED: Condvar = Condvar::new();
static HOOKS: Mutex<Option<HashMap<usize, Hook>>> = Mutex::new(None);

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A context value that nobody else has.
pub fn context() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Lets the callback do something at every event of a context, but for those that come meanwhile.
pub fn hook(context: usize, hook: impl FnMut(&Event) + Send + 'static) {
    lock(&HOOKS).get_or_insert_default().insert(context, Box::new(hook));
}

/// Lets it do nothing of that any more.
pub fn unhook(context: usize) {
    lock(&HOOKS).get_or_insert_default().remove(&context);
}

/// The address of the callback, for InternetSetStatusCallback.
pub fn callback() -> INTERNET_STATUS_CALLBACK {
    let callback: extern "system" fn(HINTERNET, usize, u32, *mut c_void, u32) = record;
    callback as *mut c_void
}

extern "system" fn record(
    handle: HINTERNET,
    context: usize,
    status: u32,
    information: *mut c_void,
    length: u32,
) {
    let (value, error) = match status {
        HANDLE_CREATED | HANDLE_CLOSING => {
            assert_eq!(length as usize, size_of::<HINTERNET>());
            // SAFETY: with these comes a handle.
            (unsafe { information.cast::<HINTERNET>().read() }.addr(), 0)
        }
        REQUEST_COMPLETE => {
            assert_eq!(length as usize, size_of::<INTERNET_ASYNC_RESULT>());
            // SAFETY: with this comes the structure.
            let result = unsafe { information.cast::<INTERNET_ASYNC_RESULT>().read() };
            (result.dwResult, result.dwError)
        }
        _ => (0, 0),
    };
    // What is to be done from the next event on does not concern this one.
    let hook = lock(&HOOKS).as_mut().and_then(|hooks| hooks.remove(&context));
    let event = {
        let mut events = lock(&EVENTS);
        let event = Event { context, handle: handle.addr(), status, value, error, at: Instant::now() };
        events.push(event);
        event
    };
    CHANGED.notify_all();
    if let Some(mut hook) = hook {
        hook(&event);
        lock(&HOOKS).get_or_insert_default().insert(context, hook);
    }
}

/// What a context was told so far.
pub fn events(context: usize) -> Vec<Event> {
    lock(&EVENTS).iter().filter(|event| event.context == context).copied().collect()
}

/// How often a context was told something.
pub fn count(context: usize, status: u32) -> usize {
    lock(&EVENTS).iter().filter(|event| (event.context, event.status) == (context, status)).count()
}

/// The event of a context with this status after so many before it, waited for.
pub fn wait(context: usize, status: u32, before: usize) -> Event {
    let mut events = lock(&EVENTS);
    let end = Instant::now() + AGES;
    loop {
        let mut fitting = events.iter().filter(|event| (event.context, event.status) == (context, status));
        if let Some(event) = fitting.nth(before) {
            return *event;
        }
        let left = end.saturating_duration_since(Instant::now());
        assert!(
            !left.is_zero(),
            "{status} never came: {:?}",
            events.iter().filter(|e| e.context == context).collect::<Vec<_>>()
        );
        events = CHANGED.wait_timeout(events, left).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// Forgets everything, also what was to be done.
pub fn forget() {
    lock(&EVENTS).clear();
    *lock(&HOOKS) = None;
}
