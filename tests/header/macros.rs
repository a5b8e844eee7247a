//! Reads the macros of a header's text.

use std::collections::BTreeMap;

/// Name and replacement of every macro, in order. Function-like ones keep their parameters in the name.
pub fn all(header: &str) -> impl Iterator<Item = (&str, &str)> {
    header.lines().filter_map(|line| line.strip_prefix("#define ")).map(|rest| {
        let end = rest.find(' ').unwrap_or(rest.len());
        (&rest[..end], rest[end..].trim())
    })
}

/// The macros that are plain numbers.
pub fn numbers(header: &str) -> BTreeMap<String, u32> {
    all(header).filter_map(|(name, value)| Some((name.to_owned(), number(value)?))).collect()
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

#[test]
fn macros_are_read() {
    let text =
        "#define A 12\n#define B 0x80000000\n#define C A\n#define D(x) x\n#ifdef A\n#define E\n#endif\n";
    let read: Vec<_> = all(text).collect();
    assert_eq!(read, [("A", "12"), ("B", "0x80000000"), ("C", "A"), ("D(x)", "x"), ("E", "")]);
    let numbers = numbers(text);
    assert_eq!(numbers.len(), 2);
    assert_eq!((numbers["A"], numbers["B"]), (12, 0x8000_0000));
}
