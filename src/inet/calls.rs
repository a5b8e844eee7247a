//! What a program calls.

pub mod callback;
pub mod close;
pub mod command;
pub mod connect;
pub mod connectivity;
pub mod directory;
pub mod find;
pub mod get;
pub mod open_file;
pub mod open_url;
pub mod options;
pub mod put;
pub mod read_write;
mod remote_name;
pub mod response;
pub mod session;
mod transfer_type;
