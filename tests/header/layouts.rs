//! The structures of the sources against those of the real headers, field by field, for both word sizes.

use super::mingw::both_languages;

const STRUCTS: &str = include_str!("../../src/abi/structs.rs");

/// A structure of the sources: its name, and its fields with their types.
struct Struct<'a> {
    name: &'a str,
    fields: Vec<(&'a str, &'a str)>,
}

fn structs() -> Vec<Struct<'static>> {
    let found = STRUCTS.split("\npub struct ").skip(1).map(|text| {
        let (head, rest) = text.split_once(" {\n").expect("a structure has fields");
        let body = rest.split_once("\n}").expect("a structure ends").0;
        let field =
            |line: &'static str| line.trim().strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ");
        Struct { name: head, fields: body.lines().filter_map(field).collect() }
    });
    found.collect()
}

/// Size of a type with pointers and characters of these sizes; each is aligned to its size, arrays and FILETIME to that of
/// their elements.
fn size_and_alignment(kind: &str, pointer: usize, character: usize) -> (usize, usize) {
    match kind {
        "DWORD" | "BOOL" | "i32" => (4, 4),
        "c_ulonglong" => (8, 8),
        "INTERNET_PORT" => (2, 2),
        "DWORD_PTR" => (pointer, pointer),
        "FILETIME" => (8, 4),
        "[C; MAX_PATH]" => (260 * character, character),
        "[C; 14]" => (14 * character, character),
        "[c_char; TRUEFTP_COMMAND_SIZE]" => (1024, 1),
        _ if kind.starts_with('*') || kind.starts_with("LP") => (pointer, pointer),
        _ => panic!("a type that is new here: {kind}"),
    }
}

/// Assertions in C that a structure of the real headers is laid out as Rust lays out ours.
fn assertions(structure: &Struct<'_>, name: &str, pointer: usize) -> String {
    let character = if name.ends_with('W') { 2 } else { 1 };
    let mut text = String::new();
    let (mut end, mut widest) = (0usize, 1);
    for (field, kind) in &structure.fields {
        let (size, alignment) = size_and_alignment(kind, pointer, character);
        let offset = end.next_multiple_of(alignment);
        text += &format!("static_assert(offsetof({name}, {field}) == {offset}, \"{name}.{field}\");\n");
        text += &format!("static_assert(sizeof((({name} *)0)->{field}) == {size}, \"{name}.{field}\");\n");
        (end, widest) = (offset + size, widest.max(alignment));
    }
    text + &format!("static_assert(sizeof({name}) == {}, \"{name}\");\n", end.next_multiple_of(widest))
}

#[test]
fn structures_are_those_of_the_real_headers() {
    let structs = structs();
    assert_eq!(structs.len(), 10, "all structures are read");
    assert!(structs.iter().all(|structure| structure.fields.len() >= 2));
    for (target, compiler) in both_languages() {
        let pointer = if target.starts_with("x86_64") { 8 } else { 4 };
        let mut source = "#include <assert.h>\n#include <stddef.h>\n#include <trueftp.h>\n".to_owned();
        for structure in &structs {
            let names: &[&str] = match structure.name {
                "FindData<C>" => &["WIN32_FIND_DATAA", "WIN32_FIND_DATAW"],
                "InternetBuffers<C>" => &["INTERNET_BUFFERSA", "INTERNET_BUFFERSW"],
                "UrlComponents<C>" => &["URL_COMPONENTSA", "URL_COMPONENTSW"],
                name => &[name],
            };
            source.extend(names.iter().map(|name| assertions(structure, name, pointer)));
        }
        compiler.check(&[], &source).unwrap_or_else(|said| panic!("{target}: {said}"));
        let wrong = source.replacen("dwHighDateTime) == 4", "dwHighDateTime) == 8", 1);
        compiler.check(&[], &wrong).expect_err("a wrong offset is noticed");
    }
}
