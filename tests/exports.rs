//! The libraries have the promised exports and no other.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Once;

/// The promised names. Those that Windows lacks are marked; here all are there.
fn promised() -> BTreeSet<String> {
    let lines = include_str!("../src/abi/exports.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// A library as cargo built it together with this test: next to the test's own program.
fn library(name: &str) -> PathBuf {
    static BUILT: Once = Once::new();
    let own = env::current_exe().expect("a running program has a path");
    let deps = own.parent().expect("a program is in a folder");
    let profile = deps.parent().expect("deps is in the folder of the profile");
    let found = || [deps.join(name), profile.join(name)].into_iter().find(|path| path.is_file());
    if let Some(path) = found() {
        return path;
    }
    BUILT.call_once(|| build(profile));
    found().unwrap_or_else(|| panic!("cargo builds no {name} in {}", profile.display()))
}

/// Builds the libraries into the folder that the tests are built in.
fn build(profile: &Path) {
    let name = match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let target = profile.parent().expect("a profile is in the target folder");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--lib", "--profile", name, "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(status.is_ok_and(|status| status.success()), "cargo build fails");
}

/// What a program of binutils says about a library; `None` where it is not installed.
fn said_by(program: &str, options: &[&str], library: &Path) -> Option<String> {
    let output = Command::new(program).args(options).arg(library).stderr(Stdio::null()).output();
    let Ok(output) = output else {
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{program} is missing, and CI=true");
        eprintln!("skipped: exports, as {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{program} cannot read {}", library.display());
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The names in nm's lines `address kind name`.
fn names(text: &str) -> BTreeSet<String> {
    let defined = text.lines().filter(|line| line.split_whitespace().count() == 3);
    defined.filter_map(|line| line.split_whitespace().last()).map(str::to_owned).collect()
}

#[test]
fn the_shared_library_exports_what_is_promised_and_nothing_else() {
    let Some(text) = said_by("nm", &["-D", "--defined-only"], &library("libtrueftp.so")) else { return };
    assert_eq!(names(&text), promised());
    // Functions, and not weak ones that another library could replace.
    assert!(text.lines().all(|line| line.contains(" T ")), "{text}");
}

#[test]
fn the_static_library_has_what_is_promised() {
    let Some(text) = said_by("nm", &["-g", "--defined-only"], &library("libtrueftp.a")) else { return };
    let names = names(&text);
    let missing: Vec<_> = promised().into_iter().filter(|name| !names.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let of_ours = |name: &&String| {
        ["Internet", "Ftp", "TrueFtp", "trueftp"].iter().any(|start| name.starts_with(start))
    };
    let unpromised: Vec<_> =
        names.iter().filter(of_ours).filter(|name| !promised().contains(*name)).collect();
    assert!(unpromised.is_empty(), "{unpromised:?}");
}

#[test]
fn the_shared_library_has_its_soname() {
    let Some(text) = said_by("readelf", &["-d", "-W"], &library("libtrueftp.so")) else { return };
    let line = text.lines().find(|line| line.contains("(SONAME)")).unwrap_or_default();
    assert!(line.ends_with("[libtrueftp.so.0]"), "{text}");
}

#[test]
fn names_are_read() {
    let text = "\n000000 T FtpPutFileA\nobject.o:\n         U malloc\n00001f T TrueFtpVersion\n";
    assert_eq!(names(text), BTreeSet::from(["FtpPutFileA".to_owned(), "TrueFtpVersion".to_owned()]));
}

/// The functions of wininet.dll that concern FTP, and the bytes of their arguments on 32-bit x86, where the callee pops
/// them.
const FAMILY: [(&str, usize); 71] = [
    ("FtpCommandA", 24),
    ("FtpCommandW", 24),
    ("FtpCreateDirectoryA", 8),
    ("FtpCreateDirectoryW", 8),
    ("FtpDeleteFileA", 8),
    ("FtpDeleteFileW", 8),
    ("FtpFindFirstFileA", 20),
    ("FtpFindFirstFileW", 20),
    ("FtpGetCurrentDirectoryA", 12),
    ("FtpGetCurrentDirectoryW", 12),
    ("FtpGetFileA", 28),
    ("FtpGetFileEx", 28),
    ("FtpGetFileSize", 8),
    ("FtpGetFileW", 28),
    ("FtpOpenFileA", 20),
    ("FtpOpenFileW", 20),
    ("FtpPutFileA", 20),
    ("FtpPutFileEx", 20),
    ("FtpPutFileW", 20),
    ("FtpRemoveDirectoryA", 8),
    ("FtpRemoveDirectoryW", 8),
    ("FtpRenameFileA", 12),
    ("FtpRenameFileW", 12),
    ("FtpSetCurrentDirectoryA", 8),
    ("FtpSetCurrentDirectoryW", 8),
    ("InternetAttemptConnect", 4),
    ("InternetCanonicalizeUrlA", 16),
    ("InternetCanonicalizeUrlW", 16),
    ("InternetCheckConnectionA", 12),
    ("InternetCheckConnectionW", 12),
    ("InternetCloseHandle", 4),
    ("InternetCombineUrlA", 20),
    ("InternetCombineUrlW", 20),
    ("InternetConnectA", 32),
    ("InternetConnectW", 32),
    ("InternetCrackUrlA", 16),
    ("InternetCrackUrlW", 16),
    ("InternetCreateUrlA", 16),
    ("InternetCreateUrlW", 16),
    ("InternetErrorDlg", 20),
    ("InternetFindNextFileA", 8),
    ("InternetFindNextFileW", 8),
    ("InternetGetConnectedState", 8),
    ("InternetGetConnectedStateEx", 16),
    ("InternetGetConnectedStateExA", 16),
    ("InternetGetConnectedStateExW", 16),
    ("InternetGetLastResponseInfoA", 12),
    ("InternetGetLastResponseInfoW", 12),
    ("InternetLockRequestFile", 8),
    ("InternetOpenA", 20),
    ("InternetOpenUrlA", 24),
    ("InternetOpenUrlW", 24),
    ("InternetOpenW", 20),
    ("InternetQueryDataAvailable", 16),
    ("InternetQueryOptionA", 16),
    ("InternetQueryOptionW", 16),
    ("InternetReadFile", 16),
    ("InternetReadFileExA", 16),
    ("InternetReadFileExW", 16),
    ("InternetSetFilePointer", 20),
    ("InternetSetOptionA", 16),
    ("InternetSetOptionExA", 20),
    ("InternetSetOptionExW", 20),
    ("InternetSetOptionW", 16),
    ("InternetSetStatusCallback", 8),
    ("InternetSetStatusCallbackA", 8),
    ("InternetSetStatusCallbackW", 8),
    ("InternetUnlockRequestFile", 4),
    ("InternetWriteFile", 16),
    ("InternetWriteFileExA", 16),
    ("InternetWriteFileExW", 16),
];

/// A program that is relinked, or whose DLL is swapped, finds all of them.
#[test]
fn the_whole_family_is_there() {
    let promised: Vec<&str> = include_str!("../src/abi/exports.txt").lines().collect();
    for (name, _) in FAMILY {
        assert!(promised.contains(&name), "{name}");
    }
}

/// What the header declares takes as many arguments as Windows' functions do.
#[test]
fn arguments_are_as_many_as_on_windows() {
    let header = include_str!("../include/trueftp.h");
    for (name, bytes) in FAMILY {
        let at = header.find(&format!("WINAPI {name}(")).unwrap_or_else(|| panic!("{name} is not declared"));
        let declaration = &header[at..at + header[at..].find(';').expect("a declaration ends")];
        // All of them are four bytes wide there.
        assert_eq!(declaration.split(',').count() * 4, bytes, "{declaration}");
    }
}
