//! What a reply means, and what is known of the call it ended: every code of every list by number, IIS' details however
//! they are written, the page that is made of the tables, and what a program is told after calls of every kind.

#[path = "replies/advice.rs"]
mod advice;
#[path = "replies/background.rs"]
mod background;
#[path = "replies/buffers.rs"]
mod buffers;
#[path = "replies/calls.rs"]
mod calls;
#[path = "replies/codes.rs"]
mod codes;
#[path = "replies/document.rs"]
mod document;
#[path = "replies/errors.rs"]
mod errors;
#[path = "replies/iis.rs"]
mod iis;
#[path = "replies/info.rs"]
mod info;
