//! Several threads or handles at once: closing what another thread uses, calls from callbacks, calls that take turns on one
//! connection, and calls that wait, ended by a close or by a time-out.

#[cfg(target_os = "linux")]
#[path = "concurrency/cancel/mod.rs"]
mod cancel;
#[path = "concurrency/closes.rs"]
mod closes;
#[cfg(target_os = "linux")]
#[path = "concurrency/pending.rs"]
mod pending;
#[cfg(target_os = "linux")]
#[path = "concurrency/stalls.rs"]
mod stalls;
#[path = "concurrency/threads.rs"]
mod threads;
#[cfg(target_os = "linux")]
#[path = "concurrency/turns.rs"]
mod turns;

#[path = "concurrency/exclusion.rs"]
mod exclusion;
#[cfg(target_os = "linux")]
#[path = "concurrency/full_port.rs"]
mod full_port;
#[cfg(target_os = "linux")]
#[path = "concurrency/hanging_lookups.rs"]
mod hanging_lookups;
#[cfg(target_os = "linux")]
#[path = "concurrency/process.rs"]
mod process;
#[cfg(target_os = "linux")]
#[path = "concurrency/site.rs"]
mod site;
#[cfg(target_os = "linux")]
#[path = "concurrency/waits.rs"]
mod waits;
