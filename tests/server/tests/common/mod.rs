//! A raw FTP client that shares nothing with the server.

// Each test file uses a part of it.
#![allow(dead_code)]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use ftp_test_server::Server;

/// Long enough for a busy machine; reached only when a test fails.
pub const LONG: Duration = Duration::from_secs(5);

/// How a stream ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Fin,
    Rst,
}

pub struct Client {
    pub stream: TcpStream,
}

impl Client {
    /// Connects and reads nothing.
    pub fn connect(server: &Server) -> Self {
        Self { stream: open(server.address()) }
    }

    /// Connects, reads the greeting and logs in.
    pub fn login(server: &Server) -> Self {
        let mut client = Self::connect(server);
        client.line();
        client.ask("USER anonymous");
        client.ask("PASS guest");
        client
    }

    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).unwrap();
    }

    /// Sends a command and reads one line.
    pub fn ask(&mut self, command: &str) -> String {
        self.send(format!("{command}\r\n"));
        self.line()
    }

    /// One line with its line end, read byte by byte so that nothing is taken from the next.
    pub fn line(&mut self) -> String {
        let mut line = Vec::new();
        let mut byte = [0];
        while !line.ends_with(b"\n") {
            self.stream.read_exact(&mut byte).unwrap();
            line.push(byte[0]);
        }
        String::from_utf8(line).unwrap()
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }

    pub fn rest(&mut self) -> (Vec<u8>, End) {
        to_end(&mut self.stream)
    }

    /// Whether the server says nothing for a little while.
    pub fn hears_nothing(&mut self) -> bool {
        self.stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let silent = self.stream.read(&mut [0]).is_err_and(|error| timed_out(&error));
        self.stream.set_read_timeout(Some(LONG)).unwrap();
        silent
    }

    /// The address in the answer to PASV.
    pub fn passive(&mut self) -> SocketAddr {
        let reply = self.ask("PASV");
        let (_, rest) = reply.split_once('(').unwrap();
        let (numbers, _) = rest.split_once(')').unwrap();
        let n: Vec<u16> = numbers.split(',').map(|n| n.parse().unwrap()).collect();
        let ip = format!("{}.{}.{}.{}", n[0], n[1], n[2], n[3]);
        SocketAddr::new(ip.parse().unwrap(), n[4] * 256 + n[5])
    }

    /// A data connection by PASV.
    pub fn data(&mut self) -> TcpStream {
        open(self.passive())
    }

    /// A listener whose address the server got with PORT.
    pub fn active(&mut self) -> TcpListener {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let [hi, lo] = listener.local_addr().unwrap().port().to_be_bytes();
        assert!(self.ask(&format!("PORT 127,0,0,1,{hi},{lo}")).starts_with("200 "));
        listener
    }

    /// A usual upload; gives the preliminary and the final line.
    pub fn store(&mut self, name: &str, bytes: &[u8]) -> (String, String) {
        let mut data = self.data();
        let preliminary = self.ask(&format!("STOR {name}"));
        data.write_all(bytes).unwrap();
        drop(data);
        (preliminary, self.line())
    }
}

pub fn open(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&address, LONG).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.set_write_timeout(Some(LONG)).unwrap();
    stream
}

pub fn to_end(stream: &mut TcpStream) -> (Vec<u8>, End) {
    let mut all = Vec::new();
    match stream.read_to_end(&mut all) {
        Ok(_) => (all, End::Fin),
        Err(error) if timed_out(&error) => panic!("neither FIN nor RST"),
        Err(_) => (all, End::Rst),
    }
}

pub fn timed_out(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}
