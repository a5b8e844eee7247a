//! The library's own threads. Each keeps the library loaded until the thread has ended, even if the host unloads it.

use std::ffi::c_void;
use std::io;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{null, null_mut};

use windows_sys::Win32::Foundation::{FreeLibrary, HMODULE};
use windows_sys::Win32::System::LibraryLoader::{
    FreeLibraryAndExitThread, GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, GetModuleHandleExW,
};
use windows_sys::Win32::System::Threading::{CreateThread, INFINITE, WaitForSingleObject};

/// A thread that can be joined.
pub struct Thread(OwnedHandle);

struct Start {
    work: Box<dyn FnOnce() + Send>,
    module: HMODULE,
}

/// Starts a thread.
pub(crate) fn spawn(_name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<Thread> {
    let module = hold_library()?;
    let start = Box::into_raw(Box::new(Start { work: Box::new(work), module }));
    // SAFETY: `start` points to a `Start` in a box, as `run` requires, and only the new thread takes it over; all other
    // arguments may be NULL or 0.
    let handle = unsafe { CreateThread(null(), 0, Some(run), start.cast(), 0, null_mut()) };
    if handle.is_null() {
        let error = io::Error::last_os_error();
        // SAFETY: no thread was started, so that this function still owns the box and the reference to the library. The
        // library stays loaded, because its caller holds a reference as well.
        unsafe {
            drop(Box::from_raw(start));
            FreeLibrary(module);
        }
        return Err(error);
    }
    // SAFETY: CreateThread has just returned the handle, and no other value owns it.
    Ok(Thread(unsafe { OwnedHandle::from_raw_handle(handle) }))
}

/// Waits until a thread has ended.
pub(crate) fn join(thread: Thread) {
    // SAFETY: `thread` keeps the handle open until the end of this function; a failed wait returns at once and changes
    // nothing.
    unsafe { WaitForSingleObject(thread.0.as_raw_handle(), INFINITE) };
}

/// Takes one more reference to the DLL or program that contains this code.
fn hold_library() -> io::Result<HMODULE> {
    let mut module = null_mut();
    let address = (run as *const c_void).cast();
    // SAFETY: with this flag the second argument is an address inside a module, and `run` is inside this one; `module` has
    // room for a handle.
    let found = unsafe { GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, address, &mut module) };
    if found == 0 { Err(io::Error::last_os_error()) } else { Ok(module) }
}

/// # Safety
/// `start` comes from `Box::into_raw` of a `Box<Start>`, and no other code uses it.
unsafe extern "system" fn run(start: *mut c_void) -> u32 {
    // The box is taken apart at once, because this function never returns and would not drop it.
    // SAFETY: the caller promises that the pointer comes from such a box, and that no other code uses it.
    let Start { work, module } = *unsafe { Box::from_raw(start.cast::<Start>()) };
    // A panic ends the work, not the host. Nothing that the work has touched is used afterwards.
    let _ = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: `spawn` took the reference for this thread, which has nothing left to do or to drop.
    unsafe { FreeLibraryAndExitThread(module, 0) }
}
