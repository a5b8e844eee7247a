//! What the standard library does not have for files.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::mem::size_of;
use std::os::windows::ffi::OsStrExt;
use std::os::windows::io::AsRawHandle;
use std::path::Path;

use windows_sys::Win32::Security::{
    DACL_SECURITY_INFORMATION, GetKernelObjectSecurity, SE_DACL_AUTO_INHERIT_REQ, SE_DACL_AUTO_INHERITED,
    SECURITY_DESCRIPTOR_RELATIVE, SetKernelObjectSecurity,
};
use windows_sys::Win32::Storage::FileSystem::{FILE_TYPE_DISK, GetFileType, MoveFileExW};

/// Whether a file is on a disk, here or elsewhere: it is no pipe and no device.
pub fn is_on_disk(file: &File) -> bool {
    // SAFETY: the handle is open as long as its owner is borrowed.
    unsafe { GetFileType(file.as_raw_handle()) == FILE_TYPE_DISK }
}

/// Gives a file another name in its directory, if nobody has it.
pub fn rename_new(file: &Path, name: &OsStr) -> io::Result<()> {
    // A path may be long when it is as Windows itself has it, which not every driver tells.
    let old = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let new = old.with_file_name(name);
    let [old, new] = [old, new].map(|path| path.as_os_str().encode_wide().chain([0]).collect::<Vec<u16>>());
    // SAFETY: both strings end with NUL and outlive the call.
    result_of(unsafe { MoveFileExW(old.as_ptr(), new.as_ptr(), 0) })
}

/// Who may do what with a file: its DACL, in a security descriptor with nothing else.
#[derive(PartialEq, Eq)]
pub struct Dacl(Vec<u32>);

impl Dacl {
    /// That of a file open with READ_CONTROL.
    pub fn of(file: &File) -> io::Result<Self> {
        // An ACL has 64 KiB at most.
        let mut descriptor = vec![0u32; (size_of::<SECURITY_DESCRIPTOR_RELATIVE>() + 0x1_0000) / 4];
        let mut length = 0;
        // SAFETY: the handle is open as long as its owner is borrowed; the descriptor is aligned and has so many bytes.
        result_of(unsafe {
            GetKernelObjectSecurity(
                file.as_raw_handle(),
                DACL_SECURITY_INFORMATION,
                descriptor.as_mut_ptr().cast(),
                (descriptor.len() * 4) as u32,
                &mut length,
            )
        })?;
        descriptor.truncate((length as usize).div_ceil(4));
        // What came from the directory goes on to follow it only where that is asked for. The upper half is the flags.
        if descriptor[0] >> 16 & u32::from(SE_DACL_AUTO_INHERITED) != 0 {
            descriptor[0] |= u32::from(SE_DACL_AUTO_INHERIT_REQ) << 16;
        }
        Ok(Self(descriptor))
    }

    /// Makes it that of a file open with WRITE_DAC.
    pub fn set(&self, file: &File) -> io::Result<()> {
        // SAFETY: the handle is open as long as its owner is borrowed; the descriptor is whole, as the system gave it, and
        // is only read.
        result_of(unsafe {
            SetKernelObjectSecurity(
                file.as_raw_handle(),
                DACL_SECURITY_INFORMATION,
                self.0.as_ptr().cast_mut().cast(),
            )
        })
    }
}

fn result_of(success: i32) -> io::Result<()> {
    if success == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
