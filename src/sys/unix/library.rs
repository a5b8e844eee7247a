//! References to the shared library that contains this code.

use std::cell::Cell;
use std::ffi::c_void;
use std::mem::{self, MaybeUninit};
use std::sync::OnceLock;

/// One more reference to the library that contains this code; NULL where it is part of a program.
pub(super) struct Library(*mut c_void);

// SAFETY: a handle of dlopen may be used on any thread.
unsafe impl Send for Library {}

impl Library {
    pub(super) fn hold() -> Self {
        let mut info = MaybeUninit::<libc::Dl_info>::zeroed();
        let address = Self::hold as *const c_void;
        // SAFETY: dladdr accepts any address, and `info` has room for the result.
        if unsafe { libc::dladdr(address, info.as_mut_ptr()) } == 0 {
            return Self(std::ptr::null_mut());
        }
        // SAFETY: dladdr has succeeded, so that `info` is initialised, and its file name lives as long as the library that
        // is running now. With RTLD_NOLOAD nothing is loaded, and no initialiser runs.
        Self(unsafe { libc::dlopen(info.assume_init().dli_fname, libc::RTLD_NOW | libc::RTLD_NOLOAD) })
    }

    /// Releases the reference when the calling thread has ended.
    ///
    /// After dlclose nothing of this library may run on the thread, but Rust's thread-local destructors would, and so would
    /// the caller of dlclose. So the system calls dlclose itself, as the destructor of a thread-specific value. The system
    /// runs destructors in up to four rounds, and Rust needs at most two of them: the value is set in the third.
    pub(super) fn release_at_thread_exit(self) {
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
            // SAFETY: this value owns the reference. It is dropped only where a thread could not be started, in a call of
            // the host, which keeps the library loaded with its own reference until the call returns.
            unsafe { libc::dlclose(self.0) };
        }
    }
}

/// Keys of thread-specific values; `None` when the system has none left, and then the library stays loaded.
struct Keys {
    wait: Option<libc::pthread_key_t>,
    close: Option<libc::pthread_key_t>,
}

fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        type Close = unsafe extern "C" fn(*mut c_void) -> libc::c_int;
        type Destructor = unsafe extern "C" fn(*mut c_void);
        // SAFETY: the two types differ only in the result. In the calling conventions of Unix systems an int is returned in
        // a register that the caller need not preserve or read, so that a caller that expects no result may ignore it.
        let close = unsafe { mem::transmute::<Close, Destructor>(libc::dlclose) };
        Keys { wait: new_key(wait), close: new_key(close) }
    })
}

fn new_key(destructor: unsafe extern "C" fn(*mut c_void)) -> Option<libc::pthread_key_t> {
    let mut key = 0;
    // SAFETY: `key` has room for a key. The destructor is called only with values set below: handles of dlopen.
    (unsafe { libc::pthread_key_create(&mut key, Some(destructor)) } == 0).then_some(key)
}

fn set(key: Option<libc::pthread_key_t>, value: *mut c_void) {
    if let Some(key) = key {
        // SAFETY: the key was created by `new_key` and is never deleted. If memory is short, nothing is set and the library
        // stays loaded.
        unsafe { libc::pthread_setspecific(key, value) };
    }
}

/// A destructor that lets two rounds pass before dlclose is due.
unsafe extern "C" fn wait(handle: *mut c_void) {
    thread_local! {
        static ROUNDS: Cell<u8> = const { Cell::new(0) };
    }
    let rounds = ROUNDS.replace(ROUNDS.get() + 1);
    set(if rounds < 2 { keys().wait } else { keys().close }, handle);
}
