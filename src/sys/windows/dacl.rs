//! Access control lists of files.

use std::fs::File;
use std::io;
use std::mem::{offset_of, size_of};
use std::os::windows::io::AsRawHandle;

use windows_sys::Win32::Security::{
    ACE_HEADER, ACL, DACL_SECURITY_INFORMATION, GetKernelObjectSecurity, INHERITED_ACE,
    SE_DACL_AUTO_INHERIT_REQ, SE_DACL_AUTO_INHERITED, SE_DACL_PROTECTED, SECURITY_DESCRIPTOR_CONTROL,
    SECURITY_DESCRIPTOR_RELATIVE, SetKernelObjectSecurity,
};

use super::errors::result_of;

/// The DACL of a file, which lists who may do what with it: a self-relative security descriptor without other parts.
#[derive(PartialEq, Eq)]
pub(super) struct Dacl(Vec<u32>);

impl Dacl {
    /// Reads the DACL of a file that was opened with READ_CONTROL.
    pub(super) fn read(file: &File) -> io::Result<Self> {
        // An ACL is at most 64 KiB long.
        let mut descriptor = vec![0u32; (size_of::<SECURITY_DESCRIPTOR_RELATIVE>() + 0x1_0000) / 4];
        let mut length = 0;
        // SAFETY: the handle is open while `file` is borrowed. The buffer is aligned for a security descriptor and has room for
        // the number of bytes that is passed.
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
        // When the descriptor is set again, inherited entries keep following the directory only if this flag requests it. The
        // control flags are the upper half of the first number.
        if descriptor[0] >> 16 & u32::from(SE_DACL_AUTO_INHERITED) != 0 {
            descriptor[0] |= u32::from(SE_DACL_AUTO_INHERIT_REQ) << 16;
        }
        Ok(Self(descriptor))
    }

    /// Whether every entry is inherited from the directory, and follows its changes.
    pub(super) fn is_inherited(&self) -> bool {
        let bytes: Vec<u8> = self.0.iter().flat_map(|number| number.to_le_bytes()).collect();
        let flags = (self.0[0] >> 16) as SECURITY_DESCRIPTOR_CONTROL;
        let entries = entries(&bytes);
        flags & SE_DACL_PROTECTED == 0
            && entries.is_some_and(|entries| {
                !entries.is_empty() && entries.iter().all(|flags| u32::from(*flags) & INHERITED_ACE != 0)
            })
    }

    /// Sets this DACL on a file that was opened with WRITE_DAC.
    pub(super) fn set(&self, file: &File) -> io::Result<()> {
        // SAFETY: the handle is open while `file` is borrowed. The descriptor is complete, because the system wrote it, and
        // the call only reads it, so that the cast to a mutable pointer is harmless.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A descriptor whose DACL has one entry for each of these flags.
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
    fn a_dacl_is_inherited_if_every_entry_is() {
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
        let mut truncated = descriptor(PRESENT, &[INHERITED, INHERITED]);
        truncated.0.truncate(8);
        assert!(!truncated.is_inherited());
    }
}
