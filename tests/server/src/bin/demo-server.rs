//! The demo FTP server: loopback only, a port of the system's choice, files into one directory.
//!
//! Usage: `demo-server DIRECTORY`
//!
//! The first line printed is `PORT n`; the dialogue follows. A file whose name contains `refuse`
//! is read to its end and then answered `451 Failure writing to local file.`, and not kept: that
//! is the reply which WinINet's FtpPutFile takes for success. The server ends when its standard
//! input does.

use std::env;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use ftp_test_server::{Directory, Event, Plan, Script, Server};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let [directory] = &arguments[..] else {
        eprintln!("usage: demo-server DIRECTORY");
        return ExitCode::from(2);
    };
    let store = match Directory::new(directory) {
        Ok(store) => store,
        Err(error) => {
            eprintln!("demo-server: {}: {error}", directory.display());
            return ExitCode::FAILURE;
        }
    };
    let server = Server::start(script(store));
    print(&format!("PORT {}", server.port()));
    wait_for_end_of_input();
    ExitCode::SUCCESS
}

fn script(store: Directory) -> Script {
    Script::new()
        .count_only()
        .store(store)
        .log(tell)
        .greeting("220 Demo server ready.\r\n")
        .on_containing("STOR", "refuse", Plan::upload("451 Failure writing to local file.\r\n"))
        .on_line("CWD /", "250 Directory successfully changed.\r\n")
        .on("CWD", "550 Failed to change directory.\r\n")
        // Whole files only.
        .on("APPE", "502 Command not implemented.\r\n")
}

fn tell(event: &Event<'_>) {
    match event {
        Event::Command { port, line } => {
            print(&format!("FTP:Request from Port {port}, '{}'", shown(line)));
        }
        Event::Reply { port, bytes } => {
            for line in String::from_utf8_lossy(bytes).lines() {
                print(&format!("FTP:Response to Port {port}, '{line}'"));
            }
        }
        Event::Data { address, passive } => print(&data_line(*address, *passive)),
    }
}

/// A command line without its password.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line).into_owned();
    let secret = text.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case("PASS"));
    if secret { "PASS ****".to_owned() } else { text }
}

fn data_line(address: SocketAddr, passive: bool) -> String {
    let way = if passive { "to" } else { "from" };
    let host = address.ip().to_string().replace('.', ",");
    let port = address.port();
    let [hi, lo] = port.to_be_bytes();
    format!("(Now data is sent {way} {host} with port 256x{hi}+{lo} = {port})")
}

/// Unlike `println!`, no panic when nobody reads any more.
fn print(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn wait_for_end_of_input() {
    let mut buffer = [0; 1024];
    let mut input = io::stdin().lock();
    loop {
        match input.read(&mut buffer) {
            Ok(0) => return,
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return,
            _ => {}
        }
    }
}
