//! C programs: compiled with the system's compilers or for Windows, and run.

pub mod build;
pub mod run;
pub mod servers;
pub mod static_libs;
pub mod tools;
pub mod windows;
