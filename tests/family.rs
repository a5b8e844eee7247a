//! All FTP functions against servers that behave well: files, directories, finds, commands, options.

#[path = "family/support.rs"]
mod support;

#[path = "family/abort.rs"]
mod abort;
#[path = "family/checklist.rs"]
mod checklist;
#[path = "family/commands.rs"]
mod commands;
#[path = "family/directories.rs"]
mod directories;
#[path = "family/every_call.rs"]
mod every_call;
#[path = "family/finds.rs"]
mod finds;
#[path = "family/get.rs"]
mod get;
#[path = "family/handles.rs"]
mod handles;
#[path = "family/nulls.rs"]
mod nulls;
#[path = "family/options.rs"]
mod options;
#[path = "family/read_file.rs"]
mod read_file;
#[path = "family/write_file.rs"]
mod write_file;
