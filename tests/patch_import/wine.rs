//! Patched programs, run under Wine.

use std::path::Path;

use crate::programs::Installed;
use crate::tool::Status;
use kit::programs::windows::under_wine;

/// What a program prints; `None` where no program for Windows can be run.
pub fn run(installed: &Installed) -> Option<String> {
    let output = under_wine(&installed.program, 120)?.output().expect("Wine starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    Some(out.replace("\r\n", "\n"))
}

/// Whose functions it called, whichever trueftp.dll is next to it.
pub fn assert_loads(installed: &Installed, ours: bool) {
    let states = if ours { ["is loaded", "is not loaded"] } else { ["is not loaded", "is loaded"] };
    let expected = format!("WININET.dll\nTRUEFTP {}\nWININET {}\n", states[0], states[1]);
    if let Some(printed) = run(installed) {
        assert_eq!(printed, expected);
    }
}

/// What patch_import does as a Windows program; `None` where none can be run.
pub fn run_tool(tool: &Path, folder: &Path, arguments: &[&str]) -> Option<Status> {
    let output = under_wine(tool, 120)?.args(arguments).current_dir(folder).output().expect("Wine starts");
    let [out, err] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).replace("\r\n", "\n"));
    Some(Status { status: output.status.code().expect("no signal"), out, err })
}
