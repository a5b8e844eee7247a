//! What a reply means, and what is known about the call that it ended: every code of every list, IIS substatus in every
//! notation, the page generated from the tables, and what a program can ask after every kind of call.

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
