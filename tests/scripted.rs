//! Servers that misbehave on purpose, through the C ABI: what a program sees of an upload, in every case.

#[path = "scripted/active.rs"]
mod active;
#[path = "scripted/closing.rs"]
mod closing;
#[path = "scripted/codes.rs"]
mod codes;
#[path = "scripted/data.rs"]
mod data;
#[path = "scripted/delivery.rs"]
mod delivery;
#[path = "scripted/local.rs"]
mod local;
#[path = "scripted/login.rs"]
mod login;
#[path = "scripted/lost.rs"]
mod lost;
#[path = "scripted/modes.rs"]
mod modes;
#[path = "scripted/names.rs"]
mod names;
#[path = "scripted/reach.rs"]
mod reach;
#[path = "scripted/responses.rs"]
mod responses;
#[path = "scripted/socket.rs"]
mod socket;
#[path = "scripted/stray.rs"]
mod stray;
#[path = "scripted/time_outs.rs"]
mod time_outs;
