//! A server process with all its children: started, waited for, ended.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::family::Family;

/// How long a server may take until it greets; Python on a busy machine is slow.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// How long it may take to end by itself: Pure-FTPd removes files it keeps outside our folder.
const STOP_TIMEOUT: Duration = Duration::from_secs(2);

/// How often that is checked.
const POLL: Duration = Duration::from_millis(10);

/// The shell becomes the server, and leaves a guard behind that waits for the end of standard
/// input. That comes when the test process is gone, even if it was killed and dropped nothing; the
/// guard then removes the files and ends its process group: the server, its children and itself.
const GUARDED: &str = r#"
    private=$1; outside=$2; shift 2
    exec 3<&0
    { read -r _ <&3; rm -rf -- "$private" "$outside"; kill -KILL 0; } 2>/dev/null &
    exec "$@" 3<&- </dev/null
"#;

/// A server; dropping this ends it and its children.
#[derive(Debug)]
pub struct ServerProcess {
    child: Child,
}

impl ServerProcess {
    /// Runs a server and returns when it greets clients; otherwise says what went wrong.
    ///
    /// `private` is its folder; `outside` is a file elsewhere that must not stay behind either.
    pub fn start(
        server: Command,
        addr: SocketAddr,
        private: &Path,
        outside: Option<&Path>,
    ) -> Result<Self, String> {
        let log = private.join("output.log");
        let mut process = ServerProcess { child: spawn_guarded(&server, private, outside, &log) };
        let deadline = Instant::now() + START_TIMEOUT;
        loop {
            match greeting(addr) {
                Some(greeting) if greeting.starts_with("220") => return Ok(process),
                Some(other) => return Err(format!("it greets with {other:?}: {}", read_log(&log))),
                None => {}
            }
            if let Some(status) = process.child.try_wait().expect("a child can be asked") {
                return Err(format!("it ended ({status}): {}", read_log(&log)));
            }
            if Instant::now() > deadline {
                return Err(format!("no greeting within {START_TIMEOUT:?}: {}", read_log(&log)));
            }
            thread::sleep(POLL);
        }
    }

    /// The id of the main process, which is also the id of the group.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let family = Family::of(self.child.id());
        family.ask_to_end();
        let deadline = Instant::now() + STOP_TIMEOUT;
        while family.is_running() && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        family.kill();
        let _ = self.child.wait();
    }
}

fn spawn_guarded(server: &Command, private: &Path, outside: Option<&Path>, log: &Path) -> Child {
    let output = File::create(log).expect("a log file in our folder");
    let errors = output.try_clone().expect("a second handle of it");
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", GUARDED, "server"])
        .arg(private)
        .arg(outside.unwrap_or(Path::new("")))
        .arg(server.get_program())
        .args(server.get_args())
        .current_dir(private)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(output)
        .stderr(errors);
    for (name, value) in server.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.spawn().expect("the shell starts")
}

/// The first line that the server sends, or `None` while no server listens.
fn greeting(addr: SocketAddr) -> Option<String> {
    let stream = TcpStream::connect(addr).ok()?;
    let timeout = Some(START_TIMEOUT);
    stream.set_read_timeout(timeout).expect("a time above zero");
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    Some(line)
}

fn read_log(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    String::from_utf8_lossy(&text).trim().to_owned()
}
