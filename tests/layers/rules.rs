//! What a file of each floor may not do.

use std::path::Path;

use super::lexer::{Token, tokens};
use super::paths::{Segments, paths};

/// From the lowest to the highest.
pub const FLOORS: [&str; 5] = ["sys", "protocol", "net", "inet", "abi"];

/// Floors that `#![forbid(unsafe_code)]`.
const SAFE: [&str; 3] = ["protocol", "net", "inet"];

/// What does I/O, looks at the clock, or starts threads: no part of the protocol floor.
const FORBIDDEN_NAMES: [&str; 5] = ["TcpStream", "TcpListener", "UdpSocket", "Instant", "SystemTime"];
const FORBIDDEN_PATHS: [&str; 8] =
    ["std::fs", "std::thread", "std::process", "std::env", "std::os", "std::io", "libc", "socket2"];
/// Everything below these would bring forbidden names along.
const FORBIDDEN_GLOBS: [&str; 3] = ["std", "std::net", "std::time"];

/// What is wrong with a file; its path is relative to src/.
pub fn complaints(path: &Path, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let module = module(path);
    let paths = paths(&tokens, &module);
    let floor = module.first().map_or("", String::as_str);
    let mut found = Vec::new();
    if FLOORS.contains(&floor) {
        found.extend(imports(floor, &paths));
    }
    if !["abi", "sys"].contains(&floor) && tokens.iter().any(|token| token.is("unsafe")) {
        found.push("`unsafe` outside abi and sys".to_owned());
    }
    // What the system calls (the start of a thread) is not what programs call.
    if floor != "abi" && !path.starts_with("sys/windows") && has_system_abi(&tokens) {
        found.push("`extern \"system\"` outside abi".to_owned());
    }
    if SAFE.contains(&floor) && module.len() == 1 && !forbids_unsafe(&tokens) {
        found.push("no `#![forbid(unsafe_code)]`".to_owned());
    }
    if floor == "protocol" {
        found.extend(input_and_output(&tokens, &paths));
    }
    found.iter().map(|complaint| format!("src/{}: {complaint}", path.display())).collect()
}

/// The module of a file.
pub fn module(path: &Path) -> Vec<String> {
    let stem = path.with_extension("");
    let names = stem.iter().map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| !["mod", "lib"].contains(&name.as_str())).collect()
}

fn imports(floor: &str, paths: &[Segments]) -> Vec<String> {
    let rank = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    let of_crate = paths.iter().filter(|path| path[0] == "crate" || path[0] == env!("CARGO_PKG_NAME"));
    of_crate
        .filter_map(|path| match path.get(1) {
            // With the whole crate at hand under another name, nothing below could be told apart.
            None => Some("imports the whole crate".to_owned()),
            Some(all) if all == "*" => Some("imports the whole crate".to_owned()),
            Some(name) if rank(name) > rank(floor) => Some(format!("imports {}", path.join("::"))),
            Some(_) => None,
        })
        .collect()
}

fn has_system_abi(tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| match pair {
        [word, Token::Text(abi)] => word.is("extern") && abi.starts_with("system"),
        _ => false,
    })
}

fn forbids_unsafe(tokens: &[Token]) -> bool {
    tokens.windows(6).any(|window| match window {
        [Token::Sign('#'), Token::Sign('!'), Token::Sign('['), forbid, Token::Sign('('), what] => {
            forbid.is("forbid") && what.is("unsafe_code")
        }
        _ => false,
    })
}

fn input_and_output(tokens: &[Token], paths: &[Segments]) -> Vec<String> {
    let names = FORBIDDEN_NAMES.iter().filter(|name| tokens.iter().any(|token| token.is(name)));
    let mut found: Vec<String> = names.map(|name| format!("uses {name}")).collect();
    for path in paths.iter().map(|path| path.join("::")) {
        let below = |root: &&&str| path == **root || path.starts_with(&format!("{root}::"));
        if let Some(root) = FORBIDDEN_PATHS.iter().find(below) {
            found.push(format!("uses {root}"));
        }
        if FORBIDDEN_GLOBS.iter().any(|glob| path == format!("{glob}::*")) || path == "std" {
            found.push(format!("uses all of {path}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> Vec<String> {
        complaints(Path::new(path), text)
    }

    #[test]
    fn imports_go_down() {
        for (path, text) in [
            ("protocol/reply.rs", "use crate::net::Job;"),
            ("protocol/reply.rs", "use crate::{inet::Error, protocol::Reply};"),
            ("net/job.rs", "use crate::inet::Error;"),
            ("net/job.rs", "fn f() { crate::abi::boundary::g() }"),
            ("net/job.rs", "use super::super::abi;"),
            ("inet/put.rs", "type T = super::super::abi::BOOL;"),
            ("inet/put.rs", "mod tests { use super::super::super::abi::*; }"),
            ("inet/put.rs", "use trueftp::abi::BOOL;"),
            ("inet/put.rs", "use crate as all;"),
            ("inet/put.rs", "use crate::*;"),
            ("inet/put.rs", "use super::super::*;"),
        ] {
            assert_eq!(of(path, text).len(), 1, "{path}: {text}");
        }
        for (path, text) in [
            ("abi/put.rs", "use crate::inet::{Error, put}; use crate::protocol::Reply;"),
            ("inet/put.rs", "use crate::net::Job; use super::Error; use super::put; pub(crate) fn f() {}"),
            ("net/job.rs", "use crate::protocol::Reply; // crate::inet"),
            ("lib.rs", "pub mod abi; pub mod protocol;"),
        ] {
            assert_eq!(of(path, text), Vec::<String>::new());
        }
    }

    #[test]
    fn unsafe_stays_in_abi_and_sys() {
        for path in ["protocol/reply.rs", "net/job.rs", "inet/put.rs", "lib.rs"] {
            assert_eq!(of(path, "fn f() { unsafe { g() } }").len(), 1);
        }
        for path in ["abi/put.rs", "sys/unix/poll.rs"] {
            assert!(of(path, "fn f() { unsafe { g() } }").is_empty());
        }
        assert!(of("inet/put.rs", "// unsafe\nconst A: &str = \"unsafe\";").is_empty());
    }

    #[test]
    fn exports_stay_in_abi() {
        let text = "pub extern \"system\" fn F() {}";
        assert_eq!(of("net/job.rs", text).len(), 1);
        assert_eq!(of("lib.rs", text.replace("system", "system-unwind").as_str()).len(), 1);
        assert!(of("abi/put.rs", text).is_empty());
        assert!(of("sys/windows/threads.rs", text).is_empty());
    }

    #[test]
    fn safe_floors_say_so() {
        for path in ["protocol/mod.rs", "net/mod.rs", "inet/mod.rs"] {
            assert_eq!(of(path, "mod x;").len(), 1);
            assert_eq!(of(path, "// #![forbid(unsafe_code)]\nmod x;").len(), 1);
            assert!(of(path, "#![forbid(unsafe_code)]\nmod x;").is_empty());
        }
        assert!(of("sys/mod.rs", "mod x;").is_empty());
    }

    #[test]
    fn the_protocol_does_no_io() {
        for text in [
            "use std::net::TcpStream;",
            "use std::net::{Ipv4Addr, UdpSocket};",
            "fn f() -> std::time::Instant {}",
            "use std::time; fn f() { time::SystemTime::now() }",
            "use std::{fmt, fs};",
            "use std::thread::sleep;",
            "use std::time::*;",
            "use std::{self as s};",
            "fn f() { libc::close(3); }",
        ] {
            assert!(!of("protocol/reply.rs", text).is_empty(), "{text}");
            assert!(of("net/job.rs", text).is_empty(), "{text}");
        }
        assert!(of("protocol/reply.rs", "use std::net::Ipv4Addr; use std::time::Duration;").is_empty());
    }
}
