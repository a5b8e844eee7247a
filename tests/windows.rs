//! The Windows DLLs, x64 and x86: their contents, and C programs that use them under Wine, with servers on this system.

#[path = "windows/dlls.rs"]
mod dlls;
#[path = "windows/examples.rs"]
mod examples;
#[path = "windows/programs.rs"]
mod programs;
#[path = "windows/wininet.rs"]
mod wininet;
