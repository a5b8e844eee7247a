//! The transcript (TRUEFTP_OPTION_LOG, TRUEFTP_LOG): what is in it, what is not, and where it goes.

mod common;

#[path = "transcript/background.rs"]
mod background;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/build.rs"]
mod build;
#[path = "transcript/dialogue.rs"]
mod dialogue;
#[path = "transcript/environment.rs"]
mod environment;
#[path = "transcript/files.rs"]
mod files;
#[path = "transcript/kit.rs"]
mod kit;
#[path = "transcript/option.rs"]
mod option;
#[path = "transcript/secrets.rs"]
mod secrets;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/static_libs.rs"]
mod static_libs;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/tools.rs"]
mod tools;
