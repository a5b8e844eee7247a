//! The protocol machines in every order of events: every event in each reachable state, then long random runs.
//!
//! A watcher next to each machine sees only the events and the actions, and checks which actions and verdicts they allow.

#[path = "machines/command.rs"]
mod command;
#[path = "machines/download.rs"]
mod download;
#[path = "machines/login.rs"]
mod login;
#[path = "machines/upload.rs"]
mod upload;
#[path = "machines/walk.rs"]
mod walk;
