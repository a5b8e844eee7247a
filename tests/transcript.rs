//! The transcript (TRUEFTP_OPTION_LOG, TRUEFTP_LOG): what is in it, what is not, and where it goes.

#[path = "transcript/background.rs"]
mod background;
#[path = "transcript/dialogue.rs"]
mod dialogue;
#[path = "transcript/environment.rs"]
mod environment;
#[path = "transcript/files.rs"]
mod files;
#[path = "transcript/option.rs"]
mod option;
#[path = "transcript/secrets.rs"]
mod secrets;
#[path = "transcript/support.rs"]
mod support;
