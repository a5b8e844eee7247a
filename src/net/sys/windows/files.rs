//! What the standard library does not have for files.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::mem::{offset_of, size_of};
use std::os::windows::ffi::OsStrExt;
use std::os::windows::io::AsRawHandle;
use std::path::Path;

use windows_sys::Win32::Foundation::ERROR_LOCK_VIOLATION;
use windows_sys::Win32::Security::{
    ACE_HEADER, ACL, DACL_SECURITY_INFORMATION, GetKernelObjectSecurity, INHERITED_ACE,
    SE_DACL_AUTO_INHERIT_REQ, SE_DACL_AUTO_INHERITED, SE_DACL_PROTECTED, SECURITY_DESCRIPTOR_CONTROL,
    SECURITY_DESCRIPTOR_RELATIVE, SetKernelObjectSecurity,
};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_TYPE_DISK, GetFileType, LOCKFILE_EXCLUSIVE_LOCK, LOCKFILE_FAIL_IMMEDIATELY, LockFileEx, MoveFileExW,
};
use windows_sys::Win32::System::IO::{OVERLAPPED, OVERLAPPED_0_0};

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

/// Locks a file until it is closed; false when somebody else has locked it. Where there are no locks nobody has.
pub(in crate::net) fn try_lock(file: &File) -> bool {
    // A byte that is never there: others go on writing.
    let mut place = OVERLAPPED::default();
    place.Anonymous.Anonymous = OVERLAPPED_0_0 { Offset: u32::MAX - 1, OffsetHigh: i32::MAX as u32 };
    let flags = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
    // SAFETY: the handle is open as long as its owner is borrowed, and works at once, so that the structure is not used
    // after the call.
    let result = unsafe { LockFileEx(file.as_raw_handle(), flags, 0, 1, 0, &mut place) };
    result != 0 || io::Error::last_os_error().raw_os_error() != Some(ERROR_LOCK_VIOLATION.cast_signed())
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

    /// Whether every entry came from the directory, and follows it.
    pub fn is_inherited(&self) -> bool {
        let bytes: Vec<u8> = self.0.iter().flat_map(|number| number.to_le_bytes()).collect();
        let flags = (self.0[0] >> 16) as SECURITY_DESCRIPTOR_CONTROL;
        let entries = entries(&bytes);
        flags & SE_DACL_PROTECTED == 0
            && entries.is_some_and(|entries| {
                !entries.is_empty() && entries.iter().all(|flags| u32::from(*flags) & INHERITED_ACE != 0)
            })
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

/// The flags of each entry of the DACL in a security descriptor; `None` where there is no DACL.
fn entries(descriptor: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(*descriptor.get(at..)?.first_chunk()?) as usize);
    let acl = number(offset_of!(SECURITY_DESCRIPTOR_RELATIVE, Dacl)).filter(|acl| *acl != 0)?;
    let count = number(acl + offset_of!(ACL, AceCount))? & 0xFFFF;
    let mut at = acl + size_of::<ACL>();
    let mut flags = Vec::new();
    for _ in 0..count {
        flags.push(*descriptor.get(at + offset_of!(ACE_HEADER, AceFlags))?);
        // The size is the upper half of the header.
        at += number(at)? >> 16;
    }
    Some(flags)
}

fn result_of(success: i32) -> io::Result<()> {
    if success == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A descriptor with a DACL of entries with these flags.
    fn descriptor(control: u16, entries: &[u8]) -> Dacl {
        const ACE: usize = 20;
        let mut bytes = vec![0u8; size_of::<SECURITY_DESCRIPTOR_RELATIVE>()];
        bytes[2..4].copy_from_slice(&control.to_le_bytes());
        bytes[16] = size_of::<SECURITY_DESCRIPTOR_RELATIVE>() as u8;
        bytes.extend([2, 0, (size_of::<ACL>() + ACE * entries.len()) as u8, 0, entries.len() as u8, 0, 0, 0]);
        for flags in entries {
            bytes.extend([0, *flags, ACE as u8, 0]);
            bytes.extend([0xFF; ACE - 4]);
        }
        Dacl(bytes.chunks(4).map(|four| u32::from_le_bytes(four.try_into().expect("four"))).collect())
    }

    #[test]
    fn what_came_from_the_directory() {
        const INHERITED: u8 = INHERITED_ACE as u8;
        const PRESENT: u16 = 0x8004;
        for (control, entries, expected) in [
            (PRESENT, &[INHERITED][..], true),
            (PRESENT | SE_DACL_AUTO_INHERITED, &[INHERITED, INHERITED | 3, INHERITED], true),
            (PRESENT | SE_DACL_PROTECTED, &[INHERITED], false),
            (PRESENT, &[INHERITED, 0, INHERITED], false),
            (PRESENT, &[INHERITED, INHERITED, 3], false),
            (PRESENT, &[], false),
        ] {
            assert_eq!(descriptor(control, entries).is_inherited(), expected, "{control:x} {entries:?}");
        }
        let mut without = descriptor(0x8000, &[]);
        without.0[4] = 0;
        assert!(!without.is_inherited());
        let mut torn = descriptor(PRESENT, &[INHERITED, INHERITED]);
        torn.0.truncate(8);
        assert!(!torn.is_inherited());
    }
}
