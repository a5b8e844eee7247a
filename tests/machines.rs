//! The protocol machines in every order of events: all reachable states, every event in each, then long random runs.
//!
//! A watcher beside each machine knows only what went in and came out, and says which verdicts that allows.

#[path = "machines/command.rs"]
mod command;
#[path = "machines/download.rs"]
mod download;
#[path = "machines/login.rs"]
mod login;
#[path = "common/random.rs"]
mod random;
#[path = "machines/upload.rs"]
mod upload;
#[path = "machines/walk.rs"]
mod walk;
