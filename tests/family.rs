//! The whole FTP family against servers that do as they are told: files, directories, finds, commands, options.

mod common;

#[allow(dead_code, reason = "the calls of another test program, of which only some are needed here")]
#[path = "boundary/calls.rs"]
mod calls;
#[allow(unused, reason = "the kit of another test program, of which only some is needed here")]
#[path = "scripted/case.rs"]
mod case;
#[path = "family/kit.rs"]
mod kit;
mod real;

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
