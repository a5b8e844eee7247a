//! What a file of each floor may not do.

use std::path::Path;

use super::lexer::{Token, tokens};
use super::paths::{Segments, paths};

/// The floors, from the lowest to the highest.
pub const FLOORS: [&str; 6] = ["constants", "sys", "protocol", "net", "inet", "abi"];

/// The floors that have `#![forbid(unsafe_code)]`.
const SAFE: [&str; 3] = ["protocol", "net", "inet"];

/// Names and paths of I/O, clocks and threads: the protocol floor uses none of them.
const IO_NAMES: [&str; 5] = ["TcpStream", "TcpListener", "UdpSocket", "Instant", "SystemTime"];
const IO_PATHS: [&str; 9] = [
    "std::fs",
    "std::thread",
    "std::process",
    "std::env",
    "std::os",
    "std::io",
    "libc",
    "socket2",
    "windows_sys",
];
/// An import of everything in these modules would include such names.
const IO_GLOBS: [&str; 3] = ["std", "std::net", "std::time"];

/// Sockets belong to net and sys.
const SOCKET_NAMES: [&str; 3] = ["TcpStream", "TcpListener", "UdpSocket"];
const SOCKET_PATHS: [&str; 1] = ["socket2"];
const SOCKET_GLOBS: [&str; 2] = ["std", "std::net"];

/// Returns what is wrong with a file; its path is relative to src/.
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
    // Functions that programs call are in abi. Windows itself calls the start function of a thread.
    if floor != "abi" && !path.starts_with("sys/windows") && has_system_abi(&tokens) {
        found.push("`extern \"system\"` outside abi and sys/windows".to_owned());
    }
    if SAFE.contains(&floor) && module.len() == 1 && !forbids_unsafe(&tokens) {
        found.push("no `#![forbid(unsafe_code)]`".to_owned());
    }
    match floor {
        "protocol" => found.extend(uses(&tokens, &paths, &IO_NAMES, &IO_PATHS, &IO_GLOBS)),
        "inet" => found.extend(uses(&tokens, &paths, &SOCKET_NAMES, &SOCKET_PATHS, &SOCKET_GLOBS)),
        _ => {}
    }
    found.iter().map(|complaint| format!("src/{}: {complaint}", path.display())).collect()
}

/// The module of a file.
pub fn module(path: &Path) -> Vec<String> {
    let stem = path.with_extension("");
    let names = stem.iter().map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| !["mod", "lib"].contains(&name.as_str())).collect()
}

/// Complains about imports of the whole crate and of floors that this floor may not use.
fn imports(floor: &str, paths: &[Segments]) -> Vec<String> {
    let own_paths = paths.iter().filter(|path| path[0] == "crate" || path[0] == env!("CARGO_PKG_NAME"));
    own_paths
        .filter_map(|path| match path.get(1) {
            // Under another name for the whole crate, the floors could no longer be recognised.
            None => Some("imports the whole crate".to_owned()),
            Some(all) if all == "*" => Some("imports the whole crate".to_owned()),
            Some(name) if !may_import(floor, name) => Some(format!("imports {}", path.join("::"))),
            Some(_) => None,
        })
        .collect()
}

/// Whether a floor may import a module of the crate. Modules that are not a floor are open to all floors.
fn may_import(floor: &str, module: &str) -> bool {
    let rank = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    // The protocol does no I/O, so that the operating system's calls are not for it, although their floor is lower.
    rank(module) <= rank(floor) && !(floor == "protocol" && module == "sys")
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

/// Complains about forbidden names, about paths that begin with a forbidden one, and about imports of everything in a
/// module that has forbidden names.
fn uses(tokens: &[Token], paths: &[Segments], names: &[&str], roots: &[&str], globs: &[&str]) -> Vec<String> {
    let names = names.iter().filter(|name| tokens.iter().any(|token| token.is(name)));
    let mut found: Vec<String> = names.map(|name| format!("uses {name}")).collect();
    for path in paths.iter().map(|path| path.join("::")) {
        let is_below = |root: &&&str| path == **root || path.starts_with(&format!("{root}::"));
        if let Some(root) = roots.iter().find(is_below) {
            found.push(format!("uses {root}"));
        }
        if globs.iter().any(|glob| path == format!("{glob}::*")) || path == "std" {
            found.push(format!("uses all of {path}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        complaints(Path::new(path), text)
    }

    #[test]
    fn imports_go_down() {
        for (path, text) in [
            ("sys/unix/poll.rs", "use crate::protocol::Reply;"),
            ("sys/unix/poll.rs", "use crate::net::Job;"),
            ("sys/windows/files.rs", "use crate::inet::Error;"),
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
            assert_eq!(check(path, text).len(), 1, "{path}: {text}");
        }
        for (path, text) in [
            ("abi/put.rs", "use crate::inet::{Error, put}; use crate::protocol::Reply;"),
            ("inet/put.rs", "use crate::net::Job; use super::Error; use super::put; pub(crate) fn f() {}"),
            ("inet/local_file.rs", "use crate::sys;"),
            ("net/job.rs", "use crate::protocol::Reply; // crate::inet"),
            ("net/poll.rs", "use crate::sys::{self, Watch};"),
            ("sys/unix/poll.rs", "use crate::sys::Watch; use crate::constants::winsock;"),
            ("lib.rs", "pub mod abi; pub mod protocol;"),
        ] {
            assert_eq!(check(path, text), Vec::<String>::new());
        }
    }

    #[test]
    fn the_protocol_does_not_import_sys() {
        for text in ["use crate::sys::Watch;", "use super::super::sys;", "fn f() { crate::sys::spawn() }"] {
            assert_eq!(check("protocol/reply.rs", text).len(), 1, "{text}");
        }
    }

    #[test]
    fn unsafe_stays_in_abi_and_sys() {
        for path in ["protocol/reply.rs", "net/job.rs", "inet/put.rs", "lib.rs"] {
            assert_eq!(check(path, "fn f() { unsafe { g() } }").len(), 1);
        }
        for path in ["abi/put.rs", "sys/unix/poll.rs"] {
            assert!(check(path, "fn f() { unsafe { g() } }").is_empty());
        }
        assert!(check("inet/put.rs", "// unsafe\nconst A: &str = \"unsafe\";").is_empty());
    }

    #[test]
    fn exports_stay_in_abi() {
        let text = "pub extern \"system\" fn F() {}";
        for path in ["net/job.rs", "sys/mod.rs", "sys/unix/threads.rs"] {
            assert_eq!(check(path, text).len(), 1, "{path}");
        }
        assert_eq!(check("lib.rs", text.replace("system", "system-unwind").as_str()).len(), 1);
        assert!(check("abi/put.rs", text).is_empty());
        assert!(check("sys/windows/threads.rs", text).is_empty());
    }

    #[test]
    fn safe_floors_forbid_unsafe_code() {
        for path in ["protocol/mod.rs", "net/mod.rs", "inet/mod.rs"] {
            assert_eq!(check(path, "mod x;").len(), 1);
            assert_eq!(check(path, "// #![forbid(unsafe_code)]\nmod x;").len(), 1);
            assert!(check(path, "#![forbid(unsafe_code)]\nmod x;").is_empty());
        }
        assert!(check("sys/mod.rs", "mod x;").is_empty());
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
            assert!(!check("protocol/reply.rs", text).is_empty(), "{text}");
            assert!(check("net/job.rs", text).is_empty(), "{text}");
        }
        assert!(check("protocol/reply.rs", "use std::net::Ipv4Addr; use std::time::Duration;").is_empty());
    }

    #[test]
    fn there_are_no_sockets_in_inet() {
        for text in [
            "use std::net::TcpStream;",
            "use std::net::{Ipv4Addr, UdpSocket};",
            "fn f() { std::net::TcpListener::bind(a) }",
            "use std::net; fn f(stream: &net::TcpStream) {}",
            "use socket2::SockRef;",
            "fn f() { socket2::Socket::new(a, b, c) }",
            "use std::net::*;",
            "use std::{self as s};",
        ] {
            assert!(!check("inet/connectivity.rs", text).is_empty(), "{text}");
            assert!(check("net/network.rs", text).is_empty(), "{text}");
        }
        let allowed = "use std::net::SocketAddr; use std::{fs, io, time::Instant}; // TcpStream";
        assert!(check("inet/connectivity.rs", allowed).is_empty());
    }
}
