//! Threads of the library's own. Each keeps the library loaded until its very end, whatever the host unloads meanwhile.

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

/// A thread, to be waited for.
pub struct Thread(OwnedHandle);

struct Start {
    work: Box<dyn FnOnce() + Send>,
    module: HMODULE,
}

/// Starts a thread.
pub(in crate::net) fn spawn(_name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<Thread> {
    let module = hold_library()?;
    let start = Box::into_raw(Box::new(Start { work: Box::new(work), module }));
    // SAFETY: `run` takes what `start` points to, and nobody else does; all other arguments may be NULL or 0.
    let handle = unsafe { CreateThread(null(), 0, Some(run), start.cast(), 0, null_mut()) };
    if handle.is_null() {
        let error = io::Error::last_os_error();
        // SAFETY: no thread was started, so the box is still this function's; the library was held above, and whoever
        // called holds it as well.
        unsafe {
            drop(Box::from_raw(start));
            FreeLibrary(module);
        }
        return Err(error);
    }
    // SAFETY: the handle was made above, and nobody else owns it.
    Ok(Thread(unsafe { OwnedHandle::from_raw_handle(handle) }))
}

/// Waits for the end of a thread.
pub(in crate::net) fn join(thread: Thread) {
    // SAFETY: the handle is open until the end of this function. A wait that fails is no wait.
    unsafe { WaitForSingleObject(thread.0.as_raw_handle(), INFINITE) };
}

/// One more reference to whatever this code is in, a DLL or a program.
fn hold_library() -> io::Result<HMODULE> {
    let mut module = null_mut();
    let address = (run as *const c_void).cast();
    // SAFETY: with this flag the second argument is an address inside the module, which that of a function of ours is;
    // the third has room for a handle.
    let found = unsafe { GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, address, &mut module) };
    if found == 0 { Err(io::Error::last_os_error()) } else { Ok(module) }
}

/// # Safety
/// The parameter is a `Start` in a box that is given away.
unsafe extern "system" fn run(start: *mut c_void) -> u32 {
    // The box goes at once: of what this function has at its end, nothing is ever dropped.
    // SAFETY: as promised by the caller.
    let Start { work, module } = *unsafe { Box::from_raw(start.cast::<Start>()) };
    // A panic ends the work, not the host. Nothing of the work is used afterwards.
    let _ = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: the reference was taken for this thread, which has nothing left to do or to drop.
    unsafe { FreeLibraryAndExitThread(module, 0) }
}
