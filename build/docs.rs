//! The doc comments of src/abi, for readers of the C header.

/// Takes from a doc comment what concerns Rust alone, and writes the rest in ASCII.
pub fn for_c_readers(lines: &mut Vec<String>) {
    if let Some(at) = lines.iter().position(|line| line.trim() == "# Safety") {
        lines.truncate(at);
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    for line in lines {
        *line = line.replace('…', "...").replace('×', "*");
    }
}
