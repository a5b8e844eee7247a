//! The Windows DLLs, x64 and x86: what is in them, and C programs with them under Wine, against servers on this system.

mod common;
mod real;

#[path = "windows/arch.rs"]
mod arch;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/build.rs"]
mod build;
#[path = "faults/cases.rs"]
mod cases;
#[path = "windows/dlls.rs"]
mod dlls;
#[path = "windows/examples.rs"]
mod examples;
#[path = "windows/programs.rs"]
mod programs;
#[path = "faults/run.rs"]
mod run;
#[path = "c_programs/servers.rs"]
mod servers;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/static_libs.rs"]
mod static_libs;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/tools.rs"]
mod tools;
#[path = "windows/wininet.rs"]
mod wininet;
