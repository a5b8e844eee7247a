//! Random calls, one after the other on one connection: each comes to what the model says, and so does the disk.

use crate::model::{Model, Node};
use crate::site::*;
use crate::widths::*;
use kit::random::Random;
use kit::real::Kind;
use kit::*;

on_each_server!(seed_1, seed_2, seed_3);

const STEPS: u32 = 150;

fn seed_1(site: &Site) {
    run(site, 1, PASSIVE);
}

fn seed_2(site: &Site) {
    run(site, 2, PASSIVE);
}

fn seed_3(site: &Site) {
    run(site, 3, 0);
}

fn run(site: &Site, seed: u64, flags: u32) {
    let connection = site.connect(flags);
    let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut walk = Walk { site, connection, random, model: Model::default() };
    for step in 0..STEPS {
        walk.step();
        if step % 25 == 0 {
            walk.model.assert_is(site.server.root());
        }
    }
    walk.model.assert_is(site.server.root());
}

struct Walk<'a> {
    site: &'a Site,
    connection: Connection,
    random: Random,
    model: Model,
}

/// Done or refused, as the model says.
#[track_caller]
fn check(reported: &Outcome, may: bool) {
    if may {
        assert_done(reported, reported.code);
    } else {
        assert!(matches!(reported.code, 451 | 550 | 553), "{reported:?}");
        assert_refused(reported, reported.code);
    }
}

/// The same for a call that returns a value if it succeeds, which `then` gets.
#[track_caller]
fn check_given<T>(given: Result<T, Outcome>, may: bool, then: impl FnOnce(T)) {
    match given {
        Ok(given) => {
            assert!(may, "the server should have refused");
            then(given);
        }
        Err(reported) => check(&reported, may),
    }
}

impl Walk<'_> {
    fn step(&mut self) {
        let steps: [fn(&mut Self); 16] = [
            Self::put,
            Self::put,
            Self::create_directory,
            Self::create_directory,
            Self::set_directory,
            Self::current_directory,
            Self::get,
            Self::delete,
            Self::rename,
            Self::remove_directory,
            Self::list,
            Self::read_some,
            Self::write_in_pieces,
            Self::size,
            Self::retrieve,
            Self::append,
        ];
        self.random.choose(&steps)(self);
    }

    /// The calls in any width.
    fn calls(&mut self) -> Calls<'_> {
        let is_wide = self.random.below(2) == 1;
        Calls { connection: &self.connection, is_wide }
    }

    /// A name, mostly that of a file that is there.
    fn old_file(&mut self, step: &str) -> String {
        let there = self.model.names(Node::is_some);
        self.name(step, &there, 4)
    }

    /// A name, mostly that of a directory that is there.
    fn old_directory(&mut self, step: &str) -> String {
        let there = self.model.names(Node::is_none);
        self.name(step, &there, 4)
    }

    /// A name that is mostly new.
    fn new_name(&mut self, step: &str) -> String {
        let there = self.model.names(|_| true);
        self.name(step, &there, 1)
    }

    /// Status, so that a failure shows the way to it.
    fn name(&mut self, step: &str, there: &[String], of_five: usize) -> String {
        let name = if !there.is_empty() && self.random.below(5) < of_five {
            there[self.random.below(there.len())].clone()
        } else {
            self.any_name()
        };
        println!("{step} {name:?} in {:?}", self.model.here());
        name
    }

    fn any_name(&mut self) -> String {
        let names = ["a", "b", "c d", "é", "e.txt", "日本", "g", "h"];
        let (first, second) = (self.random.choose(&names), self.random.choose(&names));
        match self.random.below(8) {
            0 => format!("/{first}"),
            1 => format!("../{first}"),
            2 => format!("{first}/{second}"),
            3 => format!("/{first}/{second}"),
            _ => first.to_owned(),
        }
    }

    /// A name of a directory, which may be one above.
    fn directory_name(&mut self, step: &str) -> String {
        let above = self.random.choose(&["", "", "", "..", "/"]);
        if above.is_empty() { self.old_directory(step) } else { above.to_owned() }
    }

    fn content(&mut self) -> Vec<u8> {
        let size = self.random.choose(&[0, 1, 100, 5000, 200_000]);
        let start = self.random.below(100);
        bytes(start + size).split_off(start)
    }

    fn put(&mut self) {
        let (name, content) = (self.new_name("put"), self.content());
        let local = self.site.folder.file("source", &content);
        let reported = self.calls().put(&local, &name);
        check(&reported, self.model.put(&name, content));
    }

    fn get(&mut self) {
        let name = self.old_file("get");
        let local = self.site.folder.path().join("target");
        let reported = self.calls().get(&name, &local);
        let want = self.model.file(&name);
        check(&reported, want.is_some());
        let got = std::fs::read(&local).ok();
        assert!(got.as_deref() == want, "{name:?} came as something else");
        if got.is_some() {
            std::fs::remove_file(local).expect("it is there");
        }
    }

    fn delete(&mut self) {
        let name = self.old_file("delete");
        let reported = match self.random.below(2) {
            0 => self.calls().delete(&name),
            _ => self.calls().command(&format!("DELE {name}")),
        };
        check(&reported, self.model.delete(&name));
    }

    fn create_directory(&mut self) {
        let name = self.new_name("mkdir");
        let reported = self.calls().create_directory(&name);
        check(&reported, self.model.create_directory(&name));
    }

    fn remove_directory(&mut self) {
        let name = self.old_directory("rmdir");
        if !self.model.is_above_here(&name) {
            let reported = self.calls().remove_directory(&name);
            check(&reported, self.model.remove_directory(&name));
        }
    }

    fn rename(&mut self) {
        let from =
            if self.random.below(3) == 0 { self.old_directory("rename") } else { self.old_file("rename") };
        let to = self.new_name("to");
        if !self.model.is_above_here(&from) && !self.model.is_above_here(&to) {
            let reported = self.calls().rename(&from, &to);
            check(&reported, self.model.rename(&from, &to));
        }
    }

    fn set_directory(&mut self) {
        let name = self.directory_name("chdir");
        let reported = match self.random.below(2) {
            0 => self.calls().set_directory(&name),
            _ => self.calls().command(&format!("CWD {name}")),
        };
        check(&reported, self.model.set_directory(&name));
    }

    fn current_directory(&mut self) {
        let here = self.calls().directory().expect("PWD");
        assert_eq!(here, self.model.here());
    }

    fn list(&mut self) {
        let name = self.directory_name("list");
        if self.model.list(&name).is_some() && can_list(self.site.kind(), &name) {
            let listed = self.calls().list(&format!("{name}/*")).expect("a listing");
            assert_eq!(without_sizes_of_directories(listed), listing(&self.model, &name));
        }
        let listed = self.calls().list("*").expect("a listing");
        assert_eq!(without_sizes_of_directories(listed), listing(&self.model, "."));
    }

    /// Reads the start of a file, or all of it.
    fn read_some(&mut self) {
        let name = self.old_file("open");
        let opened = self.calls().open(&name, GENERIC_READ);
        let size = self.random.choose(&[0, 1, 77, 4096, 300_000]);
        let want = self.model.file(&name);
        check_given(opened, want.is_some(), |file| {
            let want = want.expect("it was there");
            assert_eq!(file.size(), Ok(want.len() as u64));
            let (read, reported) = file.read(size);
            assert!(reported.ok && read == want[..size.min(want.len())], "{reported:?}");
            assert!(file.close().ok);
        });
    }

    fn write_in_pieces(&mut self) {
        let (name, content) = (self.new_name("write"), self.content());
        let opened = self.calls().open(&name, GENERIC_WRITE);
        let (size, finish) = (self.random.choose(&[1000, 4097, 65_536]), self.random.below(2) == 0);
        let busy = &self.connection;
        let pieces = content.chunks(size);
        let may = self.model.put(&name, content.clone());
        check_given(opened, may, |file| {
            pieces.for_each(|piece| assert!(file.write(piece).ok));
            assert_eq!(busy.delete(&name).error, 12110);
            if finish {
                check(&file.finish(), true);
            }
            assert!(file.close().ok);
        });
    }

    fn size(&mut self) {
        let name = self.old_file("size");
        // pyftpdlib answers SIZE only in binary mode.
        check(&self.calls().command("TYPE I"), true);
        let reported = self.calls().command(&format!("SIZE {name}"));
        let want = self.model.file(&name).map(|file| file.len().to_string());
        check(&reported, want.is_some());
        assert!(want.is_none_or(|size| size == reported.text), "{reported:?}");
    }

    fn retrieve(&mut self) {
        let name = self.old_file("retrieve");
        let opened = self.calls().command_with_data(&format!("RETR {name}"), BINARY);
        let piece = self.random.choose(&[100, 4097, 300_000]);
        let want = self.model.file(&name);
        check_given(opened, want.is_some(), |file| {
            let (read, reported) = file.read_all(piece);
            check(&reported, true);
            assert!(Some(&read[..]) == want);
        });
    }

    fn append(&mut self) {
        let (name, content) = (self.new_name("append"), self.content());
        let opened = self.calls().command_with_data(&format!("APPE {name}"), BINARY);
        check_given(opened, self.model.append(&name, &content), |file| {
            assert!(file.write(&content).ok);
            check(&file.close(), true);
        });
    }
}

/// What these servers make of the argument of LIST is in `names.rs`.
fn can_list(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Proftpd => !name.starts_with("../"),
        Kind::Pureftpd => !name.contains(' '),
        Kind::Vsftpd | Kind::Pyftpdlib => true,
    }
}

/// What a find should return.
fn listing(model: &Model, name: &str) -> Vec<Listed> {
    let listed = |(name, node): (&str, &Node)| Listed {
        name: name.to_owned(),
        is_directory: node.is_none(),
        size: node.as_ref().map_or(0, |bytes| bytes.len() as u64),
    };
    model.list(name).expect("a directory").into_iter().map(listed).collect()
}
