//! The doc comments of src/abi for readers of the C header: Markdown becomes Doxygen commands and plain text.

/// The longest line of a comment, without the ` * ` in front of it.
const WIDTH: usize = 107;

/// Rewrites a doc comment: sections become `@param`, `@return` and `@par`; links and code spans become plain words. The
/// section about safety concerns only Rust, and is left out.
pub fn for_c_readers(lines: &mut Vec<String>) {
    let paragraphs = paragraphs(lines.iter().map(|line| line.trim()).take_while(|line| *line != "# Safety"));
    let column = parameter_column(&paragraphs);
    let mut section = "";
    lines.clear();
    for text in &paragraphs {
        if let Some(title) = text.strip_prefix("# ") {
            section = title;
            if !matches!(title, "Parameters" | "Returns") {
                lines.push(format!("@par {title}"));
            }
            continue;
        }
        match (section, parameter(text)) {
            // Commands follow each other without empty lines.
            (title, _) if text.is_empty() && !title.is_empty() => {}
            ("Parameters", Some((name, text))) => {
                wrap(&format!("{:column$}", format!("@param {name}")), column, text, lines);
            }
            ("Returns", _) => wrap("@return ", "@return ".len(), text, lines),
            _ if text.starts_with("- ") => wrap("", 2, text, lines),
            _ => wrap("", 0, text, lines),
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    // cbindgen writes each line directly after the star.
    lines.iter_mut().filter(|line| !line.is_empty()).for_each(|line| line.insert(0, ' '));
}

/// Where the texts of all parameters begin.
fn parameter_column(paragraphs: &[String]) -> usize {
    let section = paragraphs.iter().skip_while(|text| *text != "# Parameters").skip(1);
    let items = section.take_while(|text| !text.starts_with("# "));
    let longest = items.filter_map(|text| parameter(text)).map(|(name, _)| name.len()).max();
    longest.map_or(0, |length| "@param ".len() + length + 2)
}

/// Headings, list items, texts and empty lines, without the line breaks that only wrap them, in words for C.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        let begins = line.is_empty() || line.starts_with("# ") || line.starts_with("- ");
        match joined.last_mut().filter(|last| !last.is_empty() && !last.starts_with("# ")) {
            Some(last) if !begins => *last += &format!(" {line}"),
            _ => joined.push(line.to_owned()),
        }
    }
    joined.iter().map(|text| plain(text)).collect()
}

/// The name and the text of a list item ``- `name`: text``, whose code span is plain by now.
fn parameter(text: &str) -> Option<(&str, &str)> {
    let (name, text) = text.strip_prefix("- ")?.split_once(": ")?;
    is_word(name).then_some((name, text))
}

/// Names lose their backticks, and links to functions are their names. All other code keeps its backticks.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut is_after_link = false;
    for (at, part) in text.split('`').enumerate() {
        let is_code = at % 2 == 1;
        if is_code && plain.ends_with('[') {
            plain.pop();
            plain += part;
            is_after_link = true;
        } else if is_code {
            plain += &if is_word(part) { part.to_owned() } else { format!("`{part}`") };
        } else if is_after_link {
            let rest = part.strip_prefix(']').unwrap_or(part);
            plain +=
                rest.strip_prefix('(').and_then(|path| path.split_once(')')).map_or(rest, |(_, rest)| rest);
            is_after_link = false;
        } else {
            plain += part;
        }
    }
    plain.replace('…', "...").replace('×', "*")
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Adds a text in lines of at most [`WIDTH`]; all but the first are indented.
fn wrap(start: &str, indent: usize, text: &str, lines: &mut Vec<String>) {
    let mut line = start.to_owned();
    let mut is_at_start = true;
    for word in text.split(' ') {
        if !is_at_start && line.len() + 1 + word.len() > WIDTH {
            lines.push(line);
            line = " ".repeat(indent);
            is_at_start = true;
        }
        if !is_at_start {
            line.push(' ');
        }
        line += word;
        is_at_start = false;
    }
    lines.push(line);
}
