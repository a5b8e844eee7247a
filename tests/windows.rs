//! The Windows DLLs, x64 and x86: what is in them, and C programs with them under Wine, against servers on this system.

mod common;

#[path = "windows/arch.rs"]
mod arch;
#[path = "faults/cases.rs"]
mod cases;
#[path = "windows/dlls.rs"]
mod dlls;
#[path = "windows/programs.rs"]
mod programs;
#[path = "faults/run.rs"]
mod run;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/tools.rs"]
mod tools;
