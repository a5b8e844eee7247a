//! The macros of the C headers, from src/constants.

use std::collections::HashMap;
use std::path::Path;

use super::files::read;

pub const SOURCES: &str = "src/constants";

/// One item of a file of constants, in the order of the file.
enum Item {
    /// A comment that opens a group.
    Group(Vec<String>),
    Constant {
        comment: Vec<String>,
        name: String,
        /// As C writes it.
        number: String,
    },
}

/// The lines `#define NAME number` of some files of constants, with their comments.
pub fn from(files: &str) -> String {
    let mut text = String::new();
    for file in files.split(' ') {
        for item in items(file) {
            text += &match item {
                Item::Group(lines) => format!("\n{}", c_comment(&lines, "")),
                Item::Constant { comment, name, number } => {
                    c_comment(&comment, "") + &define(file, &name, &number)
                }
            };
        }
    }
    text
}

/// The same constants as the enumerators of an enum.
pub fn enumerators(file: &str) -> String {
    let mut lines = Vec::new();
    for item in items(file) {
        if let Item::Constant { comment, name, number } = item {
            lines.push(format!("{}    {name} = {number}", c_comment(&comment, "    ")));
        }
    }
    lines.join(",\n") + "\n"
}

/// Other headers have the names of WinINet and Windows too, but not the names of trueftp.
fn define(file: &str, name: &str, number: &str) -> String {
    match file {
        "extensions" => format!("#define {name} {number}\n"),
        _ => format!("#ifndef {name}\n#define {name} {number}\n#endif\n"),
    }
}

fn items(file: &str) -> Vec<Item> {
    let path = Path::new(SOURCES).join(file).with_extension("rs");
    let text = read(&path);
    let mut items = Vec::new();
    let mut numbers = HashMap::new();
    let (mut group, mut comment) = (Vec::new(), Vec::new());
    for line in
        text.lines().filter(|line| !line.is_empty() && !line.starts_with("//!") && !line.starts_with("use "))
    {
        if let Some(words) = line.strip_prefix("/// ") {
            comment.push(words.to_owned());
        } else if let Some(words) = line.strip_prefix("// ") {
            group.push(words.to_owned());
            continue;
        } else {
            let (name, kind, value) = constant(line).unwrap_or_else(|| panic!("{}: {line}", path.display()));
            let number = numbers.get(value).cloned().unwrap_or_else(|| c_number(value, kind));
            numbers.insert(name, number.clone());
            if !group.is_empty() {
                items.push(Item::Group(std::mem::take(&mut group)));
            }
            items.push(Item::Constant {
                comment: std::mem::take(&mut comment),
                name: name.to_owned(),
                number,
            });
        }
    }
    items
}

/// Name, type and value of a line `pub const NAME: type = value;`.
fn constant(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.strip_prefix("pub const ")?.split_once(": ")?;
    let (kind, value) = rest.strip_suffix(';')?.split_once(" = ")?;
    Some((name, kind, value))
}

fn c_number(value: &str, kind: &str) -> String {
    let digits = value.replace('_', "");
    let is_number = digits.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
    assert!(is_number, "{value} is neither a number nor a constant that stands above it in the same file");
    digits + if kind == "u64" { "ull" } else { "" }
}

fn c_comment(lines: &[String], indent: &str) -> String {
    match lines {
        [] => String::new(),
        lines => format!("{indent}/* {} */\n", lines.join(&format!("\n{indent} * "))),
    }
}
