//! Threads of the library's own. Each keeps the library loaded until its very end, whatever the host unloads meanwhile.

use std::cell::Cell;
use std::ffi::c_void;
use std::io;
use std::mem::{self, MaybeUninit};
use std::sync::OnceLock;
use std::thread::{Builder, JoinHandle};

use super::signals::with_all_signals_blocked;

/// A thread, to be waited for.
pub type Thread = JoinHandle<()>;

/// Starts a thread on which no handler of the host ever runs.
pub(in crate::net) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<Thread> {
    let library = Library::hold();
    let work = move || {
        library.release_at_the_end();
        work();
    };
    with_all_signals_blocked(|| Builder::new().name(name.to_owned()).spawn(work))
}

/// Waits for the end of a thread.
pub(in crate::net) fn join(thread: Thread) {
    // One that panicked has ended as well.
    let _ = thread.join();
}

/// One more reference to the library this code is in; NULL where it is a program.
struct Library(*mut c_void);

// SAFETY: a handle of dlopen may be used on any thread.
unsafe impl Send for Library {}

impl Library {
    fn hold() -> Self {
        let mut info = MaybeUninit::<libc::Dl_info>::zeroed();
        let address = Self::hold as *const c_void;
        // SAFETY: any address may be asked about, and there is room for the answer.
        if unsafe { libc::dladdr(address, info.as_mut_ptr()) } == 0 {
            return Self(std::ptr::null_mut());
        }
        // SAFETY: dladdr has filled it, and names what is loaded by a text that lives as long; nothing is loaded anew.
        Self(unsafe { libc::dlopen(info.assume_init().dli_fname, libc::RTLD_NOW | libc::RTLD_NOLOAD) })
    }

    /// Lets the calling thread give the reference back when it has ended.
    ///
    /// No code of the library may run after that on this thread, but Rust's own clean-up is some, and so is whoever calls
    /// dlclose. So the system calls dlclose itself, as the destructor of a thread-specific value, and that value is not set
    /// before the third of the four rounds in which the system runs destructors: Rust needs no more than two.
    fn release_at_the_end(self) {
        let handle = self.0;
        mem::forget(self);
        if !handle.is_null() {
            set(keys().wait, handle);
        }
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: the reference is this value's, and whoever drops it is in a call that the host waits for, or on a
            // thread with a reference of its own.
            unsafe { libc::dlclose(self.0) };
        }
    }
}

/// Keys of thread-specific values; `None` when the system has no more: then the library stays loaded.
struct Keys {
    wait: Option<libc::pthread_key_t>,
    close: Option<libc::pthread_key_t>,
}

fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        type Close = unsafe extern "C" fn(*mut c_void) -> libc::c_int;
        type Destructor = unsafe extern "C" fn(*mut c_void);
        // SAFETY: the functions differ in the result alone, which no calling convention of this system makes the caller
        // provide for.
        let close = unsafe { mem::transmute::<Close, Destructor>(libc::dlclose) };
        Keys { wait: new_key(wait), close: new_key(close) }
    })
}

fn new_key(destructor: unsafe extern "C" fn(*mut c_void)) -> Option<libc::pthread_key_t> {
    let mut key = 0;
    // SAFETY: there is room for a key, and the destructor can be called with any value that is set for it.
    (unsafe { libc::pthread_key_create(&mut key, Some(destructor)) } == 0).then_some(key)
}

fn set(key: Option<libc::pthread_key_t>, value: *mut c_void) {
    if let Some(key) = key {
        // SAFETY: the key was made above and is never deleted. If there is no memory, the library stays loaded.
        unsafe { libc::pthread_setspecific(key, value) };
    }
}

/// A destructor that lets two rounds pass.
unsafe extern "C" fn wait(handle: *mut c_void) {
    thread_local! {
        static ROUNDS: Cell<u8> = const { Cell::new(0) };
    }
    let rounds = ROUNDS.replace(ROUNDS.get() + 1);
    set(if rounds < 2 { keys().wait } else { keys().close }, handle);
}
