//! A server process with all its children, of which vsftpd puts some into sessions of their own.

use std::fs;

/// A process as `/proc` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Process {
    id: u32,
    parent: u32,
    /// When it started: together with the id unique, as process ids are reused.
    started: String,
}

/// A process, its children, and theirs, at one moment.
pub struct Family {
    members: Vec<Process>,
}

impl Family {
    /// The family of a process that has not been waited for yet. The process is stopped while we
    /// look, so that it has no further children.
    pub fn of(head: u32) -> Family {
        signal(head, libc::SIGSTOP);
        let running = running_processes();
        let mut members: Vec<Process> = Vec::new();
        members.extend(running.iter().find(|process| process.id == head).cloned());
        let mut looked_at = 0;
        while let Some(parent) = members.get(looked_at).map(|member| member.id) {
            let children = running.iter().filter(|process| process.parent == parent);
            members.extend(children.cloned());
            looked_at += 1;
        }
        signal(head, libc::SIGCONT);
        Family { members }
    }

    /// Sends SIGTERM to the server and its direct children, not to grandchildren: those are helpers
    /// that Pure-FTPd's sessions need for cleaning up, and that end with them.
    pub fn ask_to_end(&self) {
        let Some(head) = self.members.first() else {
            return;
        };
        for member in &self.members {
            if member.id == head.id || member.parent == head.id {
                signal(member.id, libc::SIGTERM);
            }
        }
    }

    /// Whether any member still runs.
    pub fn is_running(&self) -> bool {
        !self.still_running().is_empty()
    }

    /// Ends those that still run.
    pub fn kill(&self) {
        for member in self.still_running() {
            signal(member.id, libc::SIGKILL);
        }
    }

    /// A member whose parent has ended has another one now.
    fn still_running(&self) -> Vec<&Process> {
        let running = running_processes();
        let is_same = |a: &Process, b: &Process| a.id == b.id && a.started == b.started;
        self.members.iter().filter(|member| running.iter().any(|process| is_same(process, member))).collect()
    }
}

fn signal(process: u32, signal: libc::c_int) {
    // SAFETY: kill takes numbers only.
    unsafe { libc::kill(process as libc::pid_t, signal) };
}

fn running_processes() -> Vec<Process> {
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    folders
        .filter_map(|folder| fs::read(folder.path().join("stat")).ok())
        .filter_map(|stat| parse(&String::from_utf8_lossy(&stat)))
        .collect()
}

/// `stat` is "id (name) state parent …", the 22nd field is the start, and the name may contain
/// anything. Those that have ended and only wait for someone to ask about them are left out.
fn parse(stat: &str) -> Option<Process> {
    let (before_name, _) = stat.split_once(" (")?;
    let (_, after_name) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = after_name.split(' ').collect();
    let has_ended = matches!(*fields.first()?, "Z" | "X");
    (!has_ended).then_some(Process {
        id: before_name.parse().ok()?,
        parent: fields.get(1)?.parse().ok()?,
        started: fields.get(19)?.to_string(),
    })
}
