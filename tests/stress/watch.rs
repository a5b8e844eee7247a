//! What must never happen: a call that hangs, and a panic.

use std::cell::OnceCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// No call may last longer: all time-outs together are a few seconds.
const LIMIT: Duration = Duration::from_secs(90);

/// The calls that a thread is in: callbacks make further ones.
type Calls = Arc<Mutex<Vec<(&'static str, usize, Instant)>>>;

/// The calls of all threads. Only the watch reads another thread's, so that threads do not wait for each other here.
static ALL: Mutex<Vec<Calls>> = Mutex::new(Vec::new());

thread_local! {
    static OWN: OnceCell<Calls> = const { OnceCell::new() };
}

fn own() -> Calls {
    OWN.with(|own| {
        let new = || {
            let calls = Calls::default();
            lock(&ALL).push(Arc::clone(&calls));
            calls
        };
        Arc::clone(own.get_or_init(new))
    })
}

/// Makes a call on a handle, which is watched.
pub fn watched<T>(name: &'static str, handle: usize, call: impl FnOnce() -> T) -> T {
    let own = own();
    lock(&own).push((name, handle, Instant::now()));
    let value = call();
    lock(&own).pop();
    value
}

/// Ends the process, with a list of all calls, when one hangs.
pub struct Watch {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub fn start() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&is_over);
        let thread = thread::spawn(move || {
            while !theirs.load(Ordering::Relaxed) {
                look();
                thread::park_timeout(Duration::from_millis(500));
            }
        });
        Self { is_over, thread: Some(thread) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            thread.join().expect("the watch");
        }
    }
}

fn look() {
    let mut all = lock(&ALL);
    // Threads that have ended hold theirs no longer.
    all.retain(|calls| Arc::strong_count(calls) > 1);
    let hangs = |calls: &Calls| lock(calls).iter().any(|(.., begin)| begin.elapsed() > LIMIT);
    if all.iter().any(hangs) {
        for calls in all.iter() {
            for (name, handle, begin) in lock(calls).iter() {
                eprintln!("{name} of {handle:#x}, for {:?}", begin.elapsed());
            }
        }
        eprintln!("a call hangs");
        std::process::abort();
    }
}

/// A panic inside the library would be an error number for its caller; here it ends the process.
pub fn fail_on_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        std::process::abort();
    }));
}

pub fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
