//! The URL functions through the C ABI, each row with `A` and `W` text.

#[path = "urls/buffers.rs"]
mod buffers;
#[path = "urls/calls.rs"]
mod calls;
#[path = "urls/canonicalize.rs"]
mod canonicalize;
#[path = "urls/combine.rs"]
mod combine;
#[path = "urls/crack.rs"]
mod crack;
#[path = "urls/create.rs"]
mod create;
#[path = "urls/nulls.rs"]
mod nulls;
#[path = "urls/random.rs"]
mod random;
#[path = "urls/target.rs"]
mod target;
#[path = "urls/wanted.rs"]
mod wanted;
