//! The system's libraries that a program needs besides libtrueftp.a.

use super::tools;

/// The list of the Makefile, which writes it into the pkg-config file.
pub fn documented() -> Vec<String> {
    let makefile = std::fs::read_to_string(tools::root().join("Makefile")).expect("the Makefile");
    let line = makefile.lines().find_map(|line| line.strip_prefix("STATIC_LIBS :="));
    let list = line.expect("the Makefile has the list STATIC_LIBS");
    list.split_whitespace().map(str::to_owned).collect()
}
