//! The Windows DLLs, x64 and x86: what is in them, and C programs with them under Wine, against servers on this system.

#[path = "windows/dlls.rs"]
mod dlls;
#[path = "windows/examples.rs"]
mod examples;
#[path = "windows/programs.rs"]
mod programs;
#[path = "windows/wininet.rs"]
mod wininet;
