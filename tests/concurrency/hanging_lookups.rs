//! A resolver that hangs: looking up a name that ends in `.hang` takes until the test ends it. The system's resolver does all
//! other names.
//!
//! The dynamic linker resolves `getaddrinfo` to this program's own function.

use std::ffi::{CStr, c_char, c_int};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use libc::addrinfo;

use kit::recorder::AGES;

struct Gate {
    /// Lookups that hang now.
    inside: usize,
    /// How often [`release`] was called.
    releases: usize,
}

static GATE: Mutex<Gate> = Mutex::new(Gate { inside: 0, releases: 0 });
static CHANGED: Condvar = Condvar::new();

type Resolver =
    unsafe extern "C" fn(*const c_char, *const c_char, *const addrinfo, *mut *mut addrinfo) -> c_int;

/// # Safety
/// As for the system's.
#[unsafe(no_mangle)]
unsafe extern "C" fn getaddrinfo(
    node: *const c_char,
    service: *const c_char,
    hints: *const addrinfo,
    result: *mut *mut addrinfo,
) -> c_int {
    // SAFETY: NULL, or a text ended by NUL, as promised by the caller.
    if !node.is_null() && unsafe { CStr::from_ptr(node) }.to_bytes().ends_with(b".hang") {
        hang();
        return libc::EAI_NONAME;
    }
    // SAFETY: the name is ended by NUL; the system has such a function, and this is its type.
    let next: Resolver = unsafe {
        let next = libc::dlsym(libc::RTLD_NEXT, c"getaddrinfo".as_ptr());
        assert!(!next.is_null());
        std::mem::transmute(next)
    };
    // SAFETY: the caller's promise is passed on as it is.
    unsafe { next(node, service, hints, result) }
}

fn hang() {
    let mut gate = GATE.lock().unwrap_or_else(PoisonError::into_inner);
    gate.inside += 1;
    CHANGED.notify_all();
    let releases = gate.releases;
    while gate.releases == releases {
        gate = CHANGED.wait(gate).unwrap_or_else(PoisonError::into_inner);
    }
    gate.inside -= 1;
}

/// How many lookups hang.
pub fn inside() -> usize {
    GATE.lock().unwrap_or_else(PoisonError::into_inner).inside
}

/// Waits until this many lookups hang.
pub fn wait_for(count: usize) {
    let mut gate = GATE.lock().unwrap_or_else(PoisonError::into_inner);
    let end = Instant::now() + AGES;
    while gate.inside < count {
        let left = end.saturating_duration_since(Instant::now());
        assert!(!left.is_zero(), "{} lookups instead of {count}", gate.inside);
        gate = CHANGED.wait_timeout(gate, left).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// Ends all lookups that hang: the name has no address.
pub fn release() {
    GATE.lock().unwrap_or_else(PoisonError::into_inner).releases += 1;
    CHANGED.notify_all();
}
