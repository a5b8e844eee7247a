//! Patched programs, run. TRUEFTP_WINE says how programs for Windows are run here, such as "wine"; nothing is
//! installed.

use std::process::Command;

use crate::programs::Installed;
use crate::tools;

/// What a program prints; `None` where no program for Windows can be run.
pub fn run(installed: &Installed) -> Option<String> {
    let Ok(wine) = std::env::var("TRUEFTP_WINE") else {
        tools::not_available("patched programs in Wine", "TRUEFTP_WINE is not set");
        return None;
    };
    let mut words = wine.split(' ');
    let mut command = Command::new(words.next().expect("a word"));
    let output = command.args(words).arg(&installed.program).output().expect("Wine starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    Some(out.replace("\r\n", "\n"))
}

/// Whose functions it called, whichever trueftp.dll is beside it.
pub fn assert_loads(installed: &Installed, ours: bool) {
    let states = if ours { ["is loaded", "is not loaded"] } else { ["is not loaded", "is loaded"] };
    let expected = format!("WININET.dll\nTRUEFTP {}\nWININET {}\n", states[0], states[1]);
    if let Some(printed) = run(installed) {
        assert_eq!(printed, expected);
    }
}
