//! Checks callbacks: those of one handle come one at a time, HANDLE_CLOSING once and last, and REQUEST_COMPLETE once for each
//! call that continued in the background. It is no recorder: it keeps counts, because the callbacks are far too many.

use std::collections::HashMap;
use std::ffi::c_void;
use std::ops::Add;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use ftp_test_server::Seen;
use kit::recorder::Status;
use kit::{HANDLE_CLOSING, INVALID_HANDLE};
use trueftp::abi::HINTERNET;

use crate::calls;
use crate::servers::{KEPT, bytes};
use crate::watch::lock;

/// An upload, by the name it has on the server.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub size: usize,
    /// No other thread has written to it.
    pub is_ours: bool,
}

/// What a context value stands for: a call, or a handle and all its calls that have no context value of their own.
#[derive(Default)]
pub struct Context {
    /// Calls that went on in the background.
    pending: AtomicUsize,
    ended: Mutex<Vec<(usize, u32)>>,
    changed: Condvar,
    upload: Option<Upload>,
    /// What callbacks with it may do.
    pub play: Option<Play>,
}

/// What a callback does: called with the handle and the status.
pub type Play = Box<dyn Fn(usize, u32) + Send + Sync>;

impl Context {
    pub fn new(upload: Option<Upload>, play: Option<Play>) -> Arc<Self> {
        let context = Arc::new(Self { upload, play, ..Self::default() });
        lock(&CONTEXTS).push(Arc::clone(&context));
        context
    }

    /// The context value, by which callbacks find it: all of them live until the end of the round.
    pub fn value(self: &Arc<Self>) -> usize {
        Arc::as_ptr(self).expose_provenance()
    }

    /// A call continues in the background. Returns its number, for [`Context::wait`].
    pub fn begun(&self) -> usize {
        self.pending.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Waits for the end of so many calls, and returns the result of the last of them.
    pub fn wait(&self, number: usize) -> (usize, u32) {
        let mut ended = lock(&self.ended);
        while ended.len() < number {
            ended = self.changed.wait(ended).expect("no panic");
        }
        ended[number - 1]
    }

    fn end(&self, result: (usize, u32)) {
        self.note(result.0 != 0);
        lock(&self.ended).push(result);
        self.changed.notify_all();
    }

    /// The call has ended.
    pub fn note(&self, ok: bool) {
        if let Some(upload) = &self.upload {
            note(upload.clone(), ok);
        }
    }
}

/// What is known of a handle.
#[derive(Default)]
struct OfHandle {
    /// The thread in a callback, and how many callbacks deep.
    inside: Mutex<Option<(ThreadId, usize)>>,
    closings: AtomicUsize,
    events: AtomicUsize,
    /// Its context value, 0 where it has none.
    context: AtomicUsize,
    /// It may have had no callback for a while.
    is_mute: AtomicBool,
}

type Handles = HashMap<usize, Arc<OfHandle>>;

static CONTEXTS: Mutex<Vec<Arc<Context>>> = Mutex::new(Vec::new());
static UPLOADS: Mutex<Vec<(Upload, bool)>> = Mutex::new(Vec::new());
static EVENTS: AtomicUsize = AtomicUsize::new(0);
/// In parts, so that threads seldom wait for each other here.
static HANDLES: LazyLock<[Mutex<Handles>; 64]> = LazyLock::new(|| std::array::from_fn(|_| Mutex::default()));

fn of(handle: usize) -> Arc<OfHandle> {
    Arc::clone(lock(&HANDLES[handle / 4 % 64]).entry(handle).or_default())
}

/// A handle exists, with this context value and this parent (0 for none).
pub fn exists(handle: usize, context: usize, parent: usize) {
    let new = of(handle);
    new.context.store(context, Ordering::SeqCst);
    if parent != 0 && of(parent).is_mute.load(Ordering::SeqCst) {
        new.is_mute.store(true, Ordering::SeqCst);
    }
}

/// A handle is about to lose its callback, and handles created below it may have none.
pub fn mute(handle: usize) {
    of(handle).is_mute.store(true, Ordering::SeqCst);
}

/// The context of a handle.
pub fn context_of(handle: usize) -> Option<Arc<Context>> {
    let value = of(handle).context.load(Ordering::SeqCst);
    (value != 0).then(|| context(value))
}

fn context(value: usize) -> Arc<Context> {
    let pointer = std::ptr::with_exposed_provenance::<Context>(value);
    // SAFETY: it was made by [`Context::value`], and all contexts live until the end of the round.
    unsafe {
        Arc::increment_strong_count(pointer);
        Arc::from_raw(pointer)
    }
}

/// An upload became TRUE or FALSE.
pub fn note(upload: Upload, ok: bool) {
    lock(&UPLOADS).push((upload, ok));
}

/// Two callbacks, so that a handle's callback can be changed.
pub const CALLBACKS: [extern "system" fn(HINTERNET, usize, u32, *mut c_void, u32); 2] = [check, check_too];

extern "system" fn check_too(
    handle: HINTERNET,
    context: usize,
    status: u32,
    information: *mut c_void,
    length: u32,
) {
    check(handle, context, status, information, length);
}

extern "system" fn check(
    handle: HINTERNET,
    value: usize,
    status: u32,
    information: *mut c_void,
    length: u32,
) {
    EVENTS.fetch_add(1, Ordering::Relaxed);
    let handle = handle as usize;
    let of_handle = of(handle);
    enter(&of_handle, handle, status);
    of_handle.events.fetch_add(1, Ordering::SeqCst);
    assert_eq!(of_handle.closings.load(Ordering::SeqCst), 0, "{status} after the end of {handle:#x}");
    let context = context(value);
    match Status::read(status, information, length, false) {
        Status::Created(new) if new == handle => exists(new, value, 0),
        Status::Created(new) => exists(new, value, handle),
        Status::Closing(_) => assert_eq!(of_handle.closings.fetch_add(1, Ordering::SeqCst), 0),
        Status::Complete(result, error) => {
            assert_eq!(result == 0, error != 0);
            context.end((result, error));
        }
        _ => {}
    }
    if let Some(play) = &context.play
        && status != HANDLE_CLOSING
    {
        play(handle, status);
    }
    leave(&of_handle);
}

/// Callbacks of one thread may be nested: a callback makes calls.
fn enter(of_handle: &OfHandle, handle: usize, status: u32) {
    let mut inside = lock(&of_handle.inside);
    let this = thread::current().id();
    *inside = match *inside {
        None => Some((this, 1)),
        Some((thread, depth)) if thread == this => Some((this, depth + 1)),
        Some(_) => panic!("two callbacks of {handle:#x} at the same time, one of them {status}"),
    };
}

fn leave(of_handle: &OfHandle) {
    let mut inside = lock(&of_handle.inside);
    *inside = inside.and_then(|(thread, depth)| (depth > 1).then(|| (thread, depth - 1)));
}

/// The result of a round.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    handles: usize,
    events: usize,
    /// Calls that went on in the background.
    pending: usize,
    kept: usize,
    not_kept: usize,
}

impl Add for Sum {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            handles: self.handles + other.handles,
            events: self.events + other.events,
            pending: self.pending + other.pending,
            kept: self.kept + other.kept,
            not_kept: self.not_kept + other.not_kept,
        }
    }
}

impl Sum {
    /// Whether enough happened for the checks to mean something.
    pub fn is_worth_something(&self) -> bool {
        [self.handles, self.events, self.pending, self.kept, self.not_kept].iter().all(|&count| count > 10)
    }
}

/// After all threads have ended and all sessions are closed: the last callbacks in the background come shortly, and then every
/// count must be right.
pub fn check_everything(seen: &Seen) -> Sum {
    // Callbacks that still come find them.
    let handles: Vec<_> = HANDLES.iter().flat_map(|part| lock(part).clone()).collect();
    let contexts = lock(&CONTEXTS).clone();
    let must_close =
        |of: &OfHandle| of.context.load(Ordering::SeqCst) != 0 && !of.is_mute.load(Ordering::SeqCst);
    let is_closed = |of: &OfHandle| !must_close(of) || of.closings.load(Ordering::SeqCst) == 1;
    let pending = |context: &Context| context.pending.load(Ordering::SeqCst);
    let has_ended = |context: &Context| lock(&context.ended).len() == pending(context);
    let begin = Instant::now();
    while !handles.iter().all(|(_, of)| is_closed(of)) || !contexts.iter().all(|context| has_ended(context)) {
        if begin.elapsed() > Duration::from_secs(30) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    for (handle, of) in &handles {
        let closings = of.closings.load(Ordering::SeqCst);
        assert!(
            is_closed(of) && closings <= 1,
            "{handle:#x} got HANDLE_CLOSING {closings} times; it has {} events",
            of.events.load(Ordering::SeqCst)
        );
        assert_eq!(calls::handle_type(*handle), Err(INVALID_HANDLE), "{handle:#x} is still there");
    }
    for context in &contexts {
        assert_eq!(lock(&context.ended).len(), pending(context), "ends of a context's calls");
    }
    HANDLES.iter().for_each(|part| lock(part).clear());
    lock(&CONTEXTS).clear();
    calls::free_room();
    let uploads = std::mem::take(&mut *lock(&UPLOADS));
    for (upload, _) in uploads.iter().filter(|(_, ok)| *ok) {
        assert!(KEPT.iter().any(|kind| upload.name.starts_with(kind)), "TRUE: {upload:?}");
        let there = seen.file(&upload.name);
        assert!(
            there.is_some_and(|there| !upload.is_ours || there == &bytes(upload.size)[..]),
            "not there: {upload:?}"
        );
    }
    let kept = uploads.iter().filter(|(_, ok)| *ok).count();
    Sum {
        handles: handles.len(),
        events: EVENTS.swap(0, Ordering::Relaxed),
        pending: contexts.iter().map(|context| pending(context)).sum(),
        kept,
        not_kept: uploads.len() - kept,
    }
}
