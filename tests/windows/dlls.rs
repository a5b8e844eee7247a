//! The contents of the DLLs and of the files next to them.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use kit::programs::windows::{Arch, BOTH, Source};

/// The promised names, without those that Windows lacks.
fn promised() -> BTreeSet<String> {
    let lines = include_str!("../../src/abi/exports.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#') && !line.contains(' '));
    lines.map(str::to_owned).collect()
}

/// The names in objdump's table of exports: "\t[   0] +base[   1]  0000 FtpCommandA".
fn exported(arch: Arch) -> Option<BTreeSet<String>> {
    let printed = arch.said("objdump", &["-p"], &arch.dist()?.join("trueftp.dll"));
    let table = printed.split("[Ordinal/Name Pointer] Table").nth(1).expect("a table of exports");
    let lines = table.lines().skip(1).take_while(|line| line.trim_start().starts_with('['));
    Some(lines.filter_map(|line| line.split_whitespace().last()).map(str::to_owned).collect())
}

/// The DLLs it imports, and from each what.
fn imported(arch: Arch) -> Option<Vec<(String, Vec<String>)>> {
    let printed = arch.said("objdump", &["-p"], &arch.dist()?.join("trueftp.dll"));
    let mut libraries: Vec<(String, Vec<String>)> = Vec::new();
    for line in printed.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        match (words.as_slice(), libraries.last_mut()) {
            (["DLL", "Name:", name], _) => libraries.push((name.to_ascii_lowercase(), Vec::new())),
            // An address, a hint, a name.
            ([address, hint, name], Some((_, names)))
                if u64::from_str_radix(address, 16).is_ok() && hint.parse::<u32>().is_ok() =>
            {
                names.push((*name).to_owned());
            }
            _ => {}
        }
    }
    Some(libraries)
}

#[test]
fn the_exports_are_those_that_are_promised_and_plain() {
    for arch in BOTH {
        let Some(exported) = exported(arch) else { return };
        assert_eq!(exported, promised(), "{arch:?}");
    }
}

#[test]
fn import_libraries_have_the_names_that_callers_use() {
    for arch in BOTH {
        let Some(dist) = arch.dist() else { return };
        let symbols = arch.said("nm", &[], &dist.join("libtrueftp.dll.a"));
        let (name, import) = match arch {
            Arch::X64 => ("FtpPutFileA", "__imp_FtpPutFileA"),
            Arch::X86 => ("_FtpPutFileA@20", "__imp__FtpPutFileA@20"),
        };
        for symbol in [name, import] {
            assert!(symbols.lines().any(|line| line.ends_with(&format!(" {symbol}"))), "{arch:?}: {symbol}");
        }
        let definition = fs::read_to_string(dist.join("trueftp.def")).expect("trueftp.def");
        let names: BTreeSet<_> =
            definition.lines().skip(2).filter_map(|line| line.split('@').next()).map(str::to_owned).collect();
        assert_eq!(names, promised(), "{arch:?}");
        // Microsoft's format: one small member for each name.
        let library = fs::read(dist.join("trueftp.lib")).expect("trueftp.lib");
        assert!(library.starts_with(b"!<arch>\n"), "{arch:?}");
        for name in promised() {
            assert!(library.windows(name.len()).any(|window| window == name.as_bytes()), "{arch:?}: {name}");
        }
        for header in ["trueftp.h", "trueftp_wininet.h", "trueftp.hpp", "libtrueftp.a"] {
            assert!(dist.join(header).exists(), "{arch:?}: {header}");
        }
    }
}

#[test]
fn only_what_windows_7_has_is_imported() {
    let allowed: BTreeSet<_> =
        include_str!("imports.txt").lines().filter_map(|line| line.split_once(' ')).collect();
    for arch in BOTH {
        let Some(imported) = imported(arch) else { return };
        let pairs: Vec<_> = imported
            .iter()
            .flat_map(|(library, names)| names.iter().map(move |name| (&library[..], &name[..])))
            .collect();
        assert!(pairs.len() > 100, "{arch:?}: {imported:?}");
        let new: Vec<_> = pairs.iter().filter(|pair| !allowed.contains(*pair)).collect();
        assert!(new.is_empty(), "{arch:?} imports what is not in tests/windows/imports.txt: {new:?}");
    }
}

#[test]
fn they_are_small() {
    for arch in BOTH {
        let Some(dist) = arch.dist() else { return };
        let size = fs::metadata(dist.join("trueftp.dll")).expect("the DLL").len();
        assert!(size <= 1_500_000, "{arch:?}: {size} bytes");
        println!("{}: trueftp.dll has {size} bytes", arch.name());
    }
}

fn succeeded(arch: Arch, tests: &mut Command) -> String {
    let output = tests.output().expect("bash starts");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    assert!(output.status.success(), "{arch:?}: {printed}");
    printed
}

/// What only Rust can see: that panics stop at the boundary, for example.
#[test]
fn unit_tests() {
    for arch in BOTH {
        let Some(mut tests) = arch.tests(&["--lib"]) else { return };
        let printed = succeeded(arch, &mut tests);
        assert!(
            printed.contains("boundary::tests::a_panic_becomes_the_internal_error ... ok"),
            "{arch:?}: {printed}"
        );
    }
}

/// As on this system, but shorter, with the servers on the Windows side.
#[test]
fn stress() {
    for arch in BOTH {
        let Some(mut tests) = arch.tests(&["--test", "stress", "--", "--nocapture"]) else { return };
        let printed = succeeded(arch, tests.env("TRUEFTP_STRESS_SECONDS", "8"));
        assert!(printed.contains("random_calls_closes_and_callbacks ... ok"), "{arch:?}: {printed}");
    }
}

#[test]
fn version_and_message_texts() {
    let source = Source { file: "tests/c/resources.c", options: &[], libraries: &["-ltrueftp", "-lversion"] };
    for arch in BOTH {
        let Some(program) = source.build(arch) else { return };
        program.succeeds("resources", &[]);
    }
}
