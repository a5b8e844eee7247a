//! What servers do wrong, and what a program must see of it, on Linux and under Wine.

mod cases;
mod run;

pub use cases::*;
pub use run::*;
