//! What is refused, with its reason, and left as it is.

use std::fs;
use std::os::unix::fs::symlink;

use crate::image::{BOUND_IMPORTS, DOTNET, IMPORTS, Image, SIGNATURE};
use crate::programs::{Installed, Programs, as_text};
use crate::{on_each, patch, set_mode, tool};

/// The message is its end, after the folder's name.
fn assert_refused(installed: &Installed, message: &str) {
    let reported = patch(installed);
    let folder = format!("{}/", as_text(installed.folder.path()));
    assert_eq!(
        (reported.status, reported.out, reported.err.replace(&folder, "")),
        (1, String::new(), message.to_owned())
    );
    installed.assert_untouched();
}

fn refuses(programs: &Programs, program: impl Into<Vec<u8>>, why: &str) {
    assert_refused(&programs.install(program), &format!("program.exe: {why}\n"));
}

/// The same program after a change.
fn edited(program: &[u8], edit: impl Fn(&mut Image)) -> Vec<u8> {
    let mut image = Image::new(program);
    edit(&mut image);
    image.bytes
}

fn with_directory(program: &[u8], index: usize, place: u32, size: u32) -> Vec<u8> {
    edited(program, |image| {
        let entry = image.directory(index);
        image.set_u32(entry, place);
        image.set_u32(entry + 4, size);
    })
}

#[test]
fn files_that_are_not_programs_or_do_not_import_wininet_are_refused() {
    on_each(|programs| {
        for bytes in [&b""[..], b"MZ", b"#!/bin/sh\n", &[b'M'; 100]] {
            refuses(programs, bytes, "is not a PE file");
        }
        let plain = &programs.plain[..];
        refuses(programs, edited(plain, |image| image.set_u32(60, u32::MAX)), "is not a PE file");
        let arm = edited(plain, |image| image.set_u16(image.header() + 4, 0xAA64));
        refuses(programs, arm, "is neither for x86 nor for x64");
        let other_magic = edited(plain, |image| image.set_u16(image.optional_header(), 0x107));
        refuses(programs, other_magic, "is neither for x86 nor for x64");
        refuses(programs, with_directory(plain, IMPORTS, 0, 0), "does not import WININET.dll");
        refuses(programs, &programs.dll[..], "does not import WININET.dll");
    });
}

#[test]
fn what_would_not_work_or_have_no_effect() {
    const SIGNED: &str = "is signed: the signature would become invalid";
    const DOTNET_WHY: &str = "is a .NET assembly: change the name of the DLL in its source, in DllImport";
    on_each(|programs| {
        let plain = &programs.plain[..];
        refuses(programs, with_directory(plain, SIGNATURE, plain.len() as u32, 8), SIGNED);
        refuses(programs, with_directory(plain, SIGNATURE, 0, 8), SIGNED);
        refuses(programs, with_directory(plain, DOTNET, 0x2000, 72), DOTNET_WHY);
        refuses(programs, with_directory(plain, BOUND_IMPORTS, 0x250, 32), "has bound imports");
        let bound = edited(plain, |image| image.set_u32(image.import("WININET.dll") + 4, u32::MAX));
        refuses(programs, bound, "has bound imports");
    });
}

#[test]
fn packed_files() {
    const WHY: &str = "is packed: unpack it first";
    const RUNS_AND_IS_WRITTEN: u32 = 0xE000_0020;
    on_each(|programs| {
        for name in [b"UPX0\0\0\0\0", b".aspack\0", b".petite\0", b".MPRESS1"] {
            let rename = |image: &mut Image| {
                let at = image.section(b".text");
                image.bytes[at..at + 8].copy_from_slice(name);
            };
            refuses(programs, edited(&programs.plain, rename), WHY);
        }
        let self_written =
            |image: &mut Image| image.set_u32(image.section(b".text") + 36, RUNS_AND_IS_WRITTEN);
        refuses(programs, edited(&programs.tiny, self_written), WHY);
        // One that imports much is not packed, and neither is one that imports little.
        for program in [edited(&programs.plain, self_written), programs.tiny.clone()] {
            assert_eq!(patch(&programs.install(program)).status, 0);
        }
    });
}

#[test]
fn functions_that_trueftp_lacks() {
    on_each(|programs| {
        let installed = programs.install(&programs.http[..]);
        let end = "trueftp.dll: does not have all functions that the program imports\n";
        assert_refused(&installed, &format!("  HttpOpenRequestA is missing\n{end}"));
        let installed = programs.install(&programs.ordinal[..]);
        assert_refused(
            &installed,
            &format!("  ordinal 77: only functions that are imported by name can be replaced\n{end}"),
        );

        // What is printed of a name cannot control the terminal; all names are printed.
        let strange = edited(&programs.http, |image| {
            for (name, other) in [(&b"HttpOpenRequestA\0"[..], b"H\x1B[2J"), (b"FtpPutFileA\0", b"Ftp\xFF?")]
            {
                let mut found = image.bytes.windows(name.len()).enumerate();
                let (at, _) = found.find(|(_, window)| *window == name).expect("the name is there");
                image.bytes[at..at + 5].copy_from_slice(other);
            }
        });
        let reported = patch(&programs.install(strange));
        let mut lines: Vec<_> = reported.err.lines().filter(|line| line.starts_with("  ")).collect();
        lines.sort_unstable();
        assert_eq!(lines, ["  Ftp??tFileA is missing", "  H?[2JpenRequestA is missing"]);
    });
}

#[test]
fn another_dll_than_trueftp() {
    on_each(|programs| {
        let with = |dll: &[u8], message: &str| {
            let installed = programs.install(&programs.plain[..]);
            fs::write(installed.dll(), dll).expect("written");
            assert_refused(&installed, &format!("trueftp.dll: {message}\n"));
        };
        with(b"text", "is not a PE file");
        with(&programs.tiny, "exports nothing");
        with(&with_directory(&programs.dll, 0, 0x0FFF_0000, 40), "is damaged");
        for other in crate::programs::all().iter().filter(|other| other.target != programs.target) {
            let (dll, program) =
                if programs.target.starts_with("i686") { ("x64", "x86") } else { ("x86", "x64") };
            with(&other.dll, &format!("is for {dll}, the program for {program}"));
        }

        let installed = programs.install(&programs.plain[..]);
        fs::remove_file(installed.dll()).expect("it was there");
        assert_refused(&installed, "TRUEFTP.dll: does not exist\n");
        let reported = tool::run(&[as_text(&installed.program), as_text(installed.folder.path())]);
        assert_eq!(reported.status, 1);
        assert!(reported.err.ends_with(": is not a regular file\n"), "{reported:?}");
        installed.assert_untouched();
    });
}

#[test]
fn a_second_patch() {
    on_each(|programs| {
        for program in [&programs.plain, &programs.delayed] {
            let installed = programs.install(&program[..]);
            assert_eq!(patch(&installed).status, 0);
            let patched = installed.bytes();
            let reported = patch(&installed);
            assert_eq!((reported.status, &reported.out[..]), (1, ""));
            assert!(reported.err.ends_with("/program.exe: is patched already\n"), "{reported:?}");
            assert!(installed.bytes() == patched);
            assert!(fs::read(installed.backup()).expect("it stays") == installed.original);
        }
    });
}

#[test]
fn where_a_file_is_in_the_way() {
    on_each(|programs| {
        for (name, why) in [("program.exe.bak", "exists already"), ("program.exe.new", "exists already")] {
            let installed = programs.install(&programs.plain[..]);
            let other = installed.folder.file(name, b"someone's");
            let reported = patch(&installed);
            assert_eq!((reported.status, &reported.out[..]), (1, ""));
            assert!(reported.err.ends_with(&format!("/{name}: {why}\n")), "{reported:?}");
            assert!(installed.bytes() == installed.original);
            assert_eq!(installed.files(), ["program.exe", name, "trueftp.dll"]);
            assert_eq!(fs::read(other).expect("it stays"), b"someone's");
        }
    });
}

#[test]
fn a_full_disk() {
    on_each(|programs| {
        let installed = programs.install(&programs.plain[..]);
        let reported = tool::run_without_room(&[as_text(&installed.program)]);
        assert_eq!((reported.status, &reported.out[..]), (1, ""));
        assert!(reported.err.ends_with("/program.exe.bak: cannot be written\n"), "{reported:?}");
        installed.assert_untouched();
    });
}

/// Whatever becomes of the program, the original is not lost.
#[test]
fn a_replacement_that_fails_half_way() {
    on_each(|programs| {
        let installed = programs.install(&programs.plain[..]);
        let reported = tool::run_where_replacing_fails(&[as_text(&installed.program)]);
        assert_eq!((reported.status, &reported.out[..]), (1, ""));
        assert!(reported.err.ends_with("/program.exe: cannot be replaced; is it running?\n"), "{reported:?}");
        installed.assert_untouched();
    });
}

#[test]
fn read_only_files_links_and_what_is_missing() {
    on_each(|programs| {
        let installed = programs.install(&programs.plain[..]);
        set_mode(&installed.program, 0o555);
        assert_refused(&installed, "program.exe: is read-only\n");

        let link = installed.folder.path().join("link.exe");
        symlink("program.exe", &link).expect("a link");
        let missing = installed.folder.path().join("missing.exe");
        for (path, why) in
            [(&link, "is not a regular file"), (&missing, "does not exist"), (&"".into(), "does not exist")]
        {
            let reported = tool::run(&[as_text(path)]);
            assert_eq!((reported.status, reported.err), (1, format!("{}: {why}\n", path.display())));
        }
        fs::remove_file(link).expect("it is still there");
        installed.assert_untouched();
    });
}
