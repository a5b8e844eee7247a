//! What handles name, and how long they live.

pub(crate) mod attributes;
pub(crate) mod call;
pub(crate) mod callback;
pub(crate) mod closing;
pub(crate) mod completed;
pub(crate) mod connection;
pub(crate) mod dialogue;
pub(crate) mod entries;
pub(crate) mod exclusive;
pub(crate) mod file;
pub(crate) mod file_call;
pub(crate) mod find;
pub(crate) mod handle;
pub(crate) mod html;
pub(crate) mod lifetime;
pub(crate) mod notifier;
pub(crate) mod object;
pub(crate) mod pending_call;
pub(crate) mod registry;
pub(crate) mod response;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod transfer;
