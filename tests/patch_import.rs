//! windows/patch_import/patch_import.c on programs made with MinGW: what it changes, what it refuses, and that no file harms it.
#![cfg(target_os = "linux")]

#[path = "patch_import/image.rs"]
mod image;
#[path = "patch_import/mutations.rs"]
mod mutations;
#[path = "patch_import/programs.rs"]
mod programs;
#[path = "patch_import/refusals.rs"]
mod refusals;
#[path = "patch_import/tool.rs"]
mod tool;
#[path = "patch_import/wine.rs"]
mod wine;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use image::{DELAYED_IMPORTS, Image};
use kit::Folder;
use kit::programs::{tools, windows};
use programs::{Installed, Programs, as_text, differences};

/// Runs a test on the programs of each architecture that can be made here.
fn on_each(test: impl Fn(&Programs)) {
    if tool::is_there() {
        programs::all().iter().for_each(test);
    }
}

fn patch(installed: &Installed) -> tool::Status {
    tool::run(&[as_text(&installed.program)])
}

fn restore(installed: &Installed) -> tool::Status {
    tool::run(&["-r", as_text(&installed.program)])
}

fn assert_patched(installed: &Installed) {
    let reported = patch(installed);
    let name = as_text(&installed.program);
    let said = format!("{name}: now imports TRUEFTP.dll; the original is {name}.bak\n");
    assert_eq!((reported.status, reported.out, reported.err), (0, said, String::new()));
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("the file is there").permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the file is ours");
}

/// The offsets of the name of the DLL in its import, and of the checksum: all that may change.
fn may_change(image: &Image, name: u32) -> Vec<usize> {
    let (name, sum) = (image.offset(name), image.checksum_field());
    (sum..sum + 4).chain(name..name + "WININET.dll".len()).collect()
}

fn assert_only_the_name_changed(installed: &Installed, name: u32) {
    let patched = Image::new(installed.bytes());
    let allowed = may_change(&patched, name);
    let changed = differences(&installed.original, &patched.bytes);
    assert!(changed.iter().all(|at| allowed.contains(at)), "{changed:?}");
    assert_eq!(patched.text(name), "TRUEFTP.dll");
    let checksum = patched.u32(patched.checksum_field());
    assert!(checksum == 0 || checksum == patched.checksum(), "the checksum is wrong");
}

#[test]
fn compiles_without_a_warning_everywhere() {
    let folder = Folder::new();
    for compiler in ["gcc", "clang", "x86_64-w64-mingw32-gcc", "i686-w64-mingw32-gcc"] {
        if !tools::is_there(compiler, "--version") {
            tools::not_run("patch_import's warnings", &format!("{compiler} is not installed"));
            continue;
        }
        for level in ["-O0", "-O2"] {
            let compiled = tool::compile(compiler, &[level], &folder.path().join("program"));
            assert_eq!(compiled, Ok(()), "{compiler} {level}");
        }
    }
}

#[test]
fn changes_the_name_in_the_import_directory_and_nothing_else() {
    on_each(|programs| {
        let original = Image::new(&programs.plain[..]);
        // The linker's own checksum confirms the formula.
        assert_eq!(original.u32(original.checksum_field()), original.checksum());
        let text =
            |bytes: &[u8]| bytes.windows(11).filter(|name| name.eq_ignore_ascii_case(b"WININET.dll")).count();
        let before = text(&original.bytes);
        assert!(before >= 2, "there is the text, and the import");

        let installed = programs.install(&programs.plain[..]);
        assert_patched(&installed);
        assert_only_the_name_changed(&installed, original.u32(original.import("WININET.dll") + 12));
        assert_eq!(text(&installed.bytes()), before - 1);
        assert!(fs::read(installed.backup()).expect("the backup is there") == original.bytes);
        assert_eq!(installed.files(), ["program.exe", "program.exe.bak", "trueftp.dll"]);
    });
}

#[test]
fn changes_the_name_in_the_delay_import_directory() {
    on_each(|programs| {
        let original = Image::new(&programs.delayed[..]);
        let descriptor = original.offset(original.u32(original.directory(DELAYED_IMPORTS)));
        let installed = programs.install(&programs.delayed[..]);
        assert_patched(&installed);
        assert_only_the_name_changed(&installed, original.u32(descriptor + 4));
    });
}

/// Compilers of the last century wrote addresses where RVAs are today.
#[test]
fn follows_the_addresses_of_old_delay_imports() {
    on_each(|programs| {
        let mut image = Image::new(&programs.delayed[..]);
        if image.is_64() {
            return;
        }
        let base = u32::try_from(image.base()).expect("32 bits");
        let descriptor = image.offset(image.u32(image.directory(DELAYED_IMPORTS)));
        let name = image.u32(descriptor + 4);
        let mut function = image.offset(image.u32(descriptor + 16));
        while image.u32(function) != 0 {
            image.set_u32(function, image.u32(function) + base);
            function += 4;
        }
        image.set_u32(descriptor, 0);
        for pointer in [4, 8, 12, 16] {
            image.set_u32(descriptor + pointer, image.u32(descriptor + pointer) + base);
        }
        let installed = programs.install(image.bytes);
        assert_patched(&installed);
        assert_only_the_name_changed(&installed, name);
    });
}

#[test]
fn names_may_be_as_long_as_compilers_make_them() {
    on_each(|programs| {
        let installed = programs.install(&programs.long_name[..]);
        let original = Image::new(&programs.long_name[..]);
        assert_patched(&installed);
        assert_only_the_name_changed(&installed, original.u32(original.import("WININET.dll") + 12));
    });
}

#[test]
fn the_case_of_the_name_does_not_matter() {
    on_each(|programs| {
        let mut image = Image::new(&programs.plain[..]);
        let name = image.u32(image.import("WININET.dll") + 12);
        let at = image.offset(name);
        image.bytes[at..at + 11].copy_from_slice(b"wInInEt.DLL");
        let installed = programs.install(image.bytes);
        assert_patched(&installed);
        assert_only_the_name_changed(&installed, name);
    });
}

#[test]
fn a_file_without_a_checksum_stays_without() {
    on_each(|programs| {
        let mut image = Image::new(&programs.plain[..]);
        image.set_u32(image.checksum_field(), 0);
        let installed = programs.install(image.bytes);
        assert_patched(&installed);
        let patched = Image::new(installed.bytes());
        assert_eq!(patched.u32(patched.checksum_field()), 0);
    });
}

/// Data after the last section is part of the checksum, also an odd byte.
#[test]
fn the_checksum_covers_what_is_appended() {
    on_each(|programs| {
        let mut image = Image::new(&programs.plain[..]);
        image.bytes.extend(b"an installer's data");
        image.bytes.resize(image.bytes.len() / 2 * 2 + 1, b'!');
        let installed = programs.install(image.bytes);
        assert_patched(&installed);
        let patched = Image::new(installed.bytes());
        assert_eq!(patched.u32(patched.checksum_field()), patched.checksum());
    });
}

#[test]
fn the_dll_may_be_named_or_be_beside_the_program_in_either_case() {
    on_each(|programs| {
        let installed = programs.install(&programs.plain[..]);
        fs::rename(installed.dll(), installed.folder.path().join("TRUEFTP.dll")).expect("a new name");
        assert_patched(&installed);

        let elsewhere = Folder::new();
        let dll = elsewhere.file("any.dll", &programs.dll);
        let program = elsewhere.file("program.exe", &programs.plain);
        let reported = tool::run(&[as_text(&program)]);
        assert_eq!(reported.status, 1);
        assert!(reported.err.ends_with("/TRUEFTP.dll: does not exist\n"), "{reported:?}");
        let reported = tool::run(&[as_text(&program), as_text(&dll)]);
        assert_eq!((reported.status, &reported.err[..]), (0, ""));
        assert!(
            reported.out.ends_with(".bak\nTo run, it needs trueftp.dll in its folder.\n"),
            "{reported:?}"
        );
    });
}

#[test]
fn restoring_brings_back_the_same_bytes_and_permissions() {
    on_each(|programs| {
        for permissions in [0o755, 0o640] {
            let installed = programs.install(&programs.plain[..]);
            set_mode(&installed.program, permissions);
            for _ in 0..2 {
                assert_patched(&installed);
                assert_eq!([mode(&installed.program), mode(&installed.backup())], [permissions; 2]);
                let reported = restore(&installed);
                assert_eq!((reported.status, &reported.err[..]), (0, ""));
                assert!(reported.out.ends_with("/program.exe: the original was restored\n"), "{reported:?}");
                installed.assert_untouched();
                assert_eq!(mode(&installed.program), permissions);
            }
        }
    });
}

#[test]
fn restoring_is_refused_when_the_backup_is_not_that_of_the_program() {
    on_each(|programs| {
        let installed = programs.install(&programs.plain[..]);
        let refused = |why: &str| {
            let before = (installed.bytes(), fs::read(installed.backup()).ok());
            let reported = restore(&installed);
            assert_eq!((reported.status, &reported.out[..]), (1, ""));
            assert!(reported.err.ends_with(why), "{reported:?}");
            assert!(before == (installed.bytes(), fs::read(installed.backup()).ok()), "{why}");
        };
        refused("/program.exe.bak: does not exist\n");
        assert_patched(&installed);
        let patched = installed.bytes();

        // An update came after the patch.
        fs::write(&installed.program, [&patched[..], b"new"].concat()).expect("written");
        refused("/program.exe: has been changed since it was patched\n");
        fs::write(&installed.program, &patched).expect("written");
        set_mode(&installed.program, 0o444);
        refused("/program.exe: is read-only\n");
        set_mode(&installed.program, 0o644);
        // The machine went down while the backup was written.
        fs::write(installed.backup(), &installed.original[..installed.original.len() / 2]).expect("written");
        refused("/program.exe: has been changed since it was patched\n");
        fs::write(installed.backup(), b"").expect("written");
        refused("/program.exe.bak: is not a PE file\n");

        // Or between the backup and the patch.
        fs::write(installed.backup(), &patched).expect("written");
        assert_eq!(restore(&installed).status, 0);
        assert_eq!(installed.files(), ["program.exe", "trueftp.dll"]);
    });
}

#[test]
fn wrong_usage() {
    if !tool::is_there() {
        return;
    }
    for arguments in [&[][..], &["-r"], &["-x", "program.exe"], &["-r", "a", "b"], &["a", "b", "c"]] {
        let reported = tool::run(arguments);
        assert_eq!((reported.status, &reported.out[..]), (2, ""));
        assert!(reported.err.starts_with("usage: patch_import program.exe [trueftp.dll]\n"), "{reported:?}");
    }
}

/// Runs programs before and after the patch with this trueftp.dll, as far as programs for Windows can be run here.
fn assert_runs_with(programs: &Programs, dll: &[u8]) {
    for program in [&programs.plain, &programs.delayed] {
        let installed = programs.install(&program[..]);
        fs::write(installed.dll(), dll).expect("written");
        wine::assert_loads(&installed, false);
        assert_patched(&installed);
        wine::assert_loads(&installed, true);
        assert_eq!(restore(&installed).status, 0);
        wine::assert_loads(&installed, false);
    }
}

/// patch_import as a Windows program: with each way to name a file.
#[test]
fn does_the_same_on_windows() {
    on_each(|programs| {
        let folder = Folder::new();
        let tool = folder.path().join("patch_import.exe");
        tool::compile(&format!("{}-gcc", programs.target), &[], &tool).expect("it compiles");
        let installed = programs.install(&programs.plain[..]);
        let run = |arguments: &[&str]| wine::run_tool(&tool, installed.folder.path(), arguments);
        let forward = windows::windows_path(&installed.program);
        for name in [&forward[..], &forward.replace('/', "\\"), "program.exe"] {
            let Some(reported) = run(&[name]) else { return };
            let said = format!("{name}: now imports TRUEFTP.dll; the original is {name}.bak\n");
            assert_eq!((reported.status, &reported.out[..], &reported.err[..]), (0, &said[..], ""));
            let name_at = Image::new(&programs.plain[..]);
            assert_only_the_name_changed(&installed, name_at.u32(name_at.import("WININET.dll") + 12));
            assert!(fs::read(installed.backup()).expect("the backup is there") == installed.original);
            let again = run(&[name]).expect("it ran before");
            assert_eq!((again.status, again.err), (1, format!("{name}: is patched already\n")));
            let reported = run(&["-r", name]).expect("it ran before");
            assert_eq!((reported.status, reported.out), (0, format!("{name}: the original was restored\n")));
            installed.assert_untouched();
        }
        set_mode(&installed.program, 0o555);
        let reported = run(&["program.exe"]).expect("it ran before");
        assert_eq!((reported.status, &reported.err[..]), (1, "program.exe: is read-only\n"));
        installed.assert_untouched();
    });
}

#[test]
fn a_patched_program_calls_trueftp() {
    on_each(|programs| assert_runs_with(programs, &programs.dll));
}
