//! What the threads do: sessions of random calls on their own handles and on handles of other threads.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use kit::{GENERIC_READ, GENERIC_WRITE};

use crate::calls::{self, Place};
use crate::checker::{self, Context, Play, Upload};
use crate::servers::{DOWNLOAD, KEPT, NOT_KEPT, Servers, USERS, bytes};
use crate::watch::lock;
use kit::random::Random;

const SIZES: [usize; 5] = [0, 1, 700, 20_000, 150_000];

/// The longest of what is sent; all others are its beginning.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| bytes(SIZES[4]));

/// What all threads share.
pub struct Stage {
    port: u16,
    busy_port: u16,
    folder: PathBuf,
    next: AtomicUsize,
    /// Handles that every thread may use and close.
    common: Mutex<Vec<usize>>,
}

/// True so many times of a hundred.
fn chance(random: &mut Random, percent: usize) -> bool {
    random.below(100) < percent
}

impl Stage {
    pub fn new(servers: &Servers, folder: &Path) -> Arc<Self> {
        for size in SIZES {
            std::fs::write(folder.join(size.to_string()), &BYTES[..size]).expect("the file can be written");
        }
        Arc::new(Self {
            port: servers.port(),
            busy_port: servers.busy_port(),
            folder: folder.to_owned(),
            next: AtomicUsize::new(0),
            common: Mutex::new(Vec::new()),
        })
    }

    /// A session, from its beginning to its end.
    pub fn play(self: &Arc<Self>, random: &mut Random) {
        let asynchronous = chance(random, 60);
        let is_wild = chance(random, 40);
        let context = chance(random, 50).then(|| Context::new(None, None));
        let root = calls::open(asynchronous, chance(random, 90), context.as_ref());
        let session = Session { stage: Arc::clone(self), root, asynchronous, is_wild };
        if is_wild {
            self.share(root, random);
        }
        for _ in 0..=random.below(3) {
            session.connection(random);
        }
        // Another thread may have closed it first.
        let _ = calls::close(root);
    }

    fn share(&self, handle: usize, random: &mut Random) {
        let mut common = lock(&self.common);
        match common.len() {
            0..30 => common.push(handle),
            count => common[random.below(count)] = handle,
        }
    }

    fn shared(&self, random: &mut Random) -> Option<usize> {
        let common = lock(&self.common);
        (!common.is_empty()).then(|| random.choose(&common))
    }

    fn new_name(&self, kind: &str) -> String {
        format!("{kind}-{}", self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn local(&self, name: &str) -> String {
        self.folder.join(name).to_str().expect("UTF-8").to_owned()
    }

    fn upload(&self, random: &mut Random) -> Upload {
        let kind = if chance(random, 60) { random.choose(&KEPT) } else { random.choose(&NOT_KEPT) };
        Upload { name: self.new_name(kind), size: random.choose(&SIZES), is_ours: true }
    }
}

/// A session of one thread.
#[derive(Clone)]
struct Session {
    stage: Arc<Stage>,
    root: usize,
    asynchronous: bool,
    /// Others may use its handles, and its callbacks do things.
    is_wild: bool,
}

thread_local! {
    /// How many callbacks deep.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

impl Session {
    fn context(&self, random: &mut Random, upload: Option<Upload>) -> Arc<Context> {
        let play = (self.is_wild && chance(random, 50)).then(|| self.in_callbacks(random));
        Context::new(upload, play)
    }

    /// Random calls from callbacks.
    fn in_callbacks(&self, random: &mut Random) -> Play {
        let session = self.clone();
        let own = Mutex::new(Random(random.below(usize::MAX >> 1) as u64 | 1));
        Box::new(move |handle, _status| {
            let mut random = Random(lock(&own).below(usize::MAX >> 1) as u64 | 1);
            if DEPTH.get() < 2 {
                DEPTH.set(DEPTH.get() + 1);
                session.call_back(handle, &mut random);
                DEPTH.set(DEPTH.get() - 1);
            }
        })
    }

    /// What one callback does. It does not wait for calls in the background, because those wait for it.
    fn call_back(&self, handle: usize, random: &mut Random) {
        match random.below(200) {
            0..4 => _ = calls::close(handle),
            4 => _ = calls::close(self.root),
            5..8 => drop(calls::create_directory(handle, "d")),
            8..10 => drop(self.begin_put(handle, random)),
            10..12 => calls::set_callback(handle, random.below(2)),
            12..16 => thread::sleep(Duration::from_millis(1)),
            16..20 => _ = calls::handle_type(handle),
            20..22 => calls::last_response(),
            22..24 => self.stage.share(handle, random),
            24..26 => drop(calls::read(handle, 1000)),
            26 => {
                let root = calls::open(false, false, None);
                let session = Self { root, asynchronous: false, is_wild: false, ..self.clone() };
                session.connection(random);
                let _ = calls::close(root);
            }
            _ => {}
        }
    }

    /// A connection, with all that is done with it.
    fn connection(&self, random: &mut Random) {
        let context = self.context(random, None);
        let place = Place {
            host: random.choose(&["127.0.0.1", "localhost"]),
            port: match random.below(20) {
                0 => self.stage.busy_port,
                1 => 1,
                _ => self.stage.port,
            },
            user: if chance(random, 10) { random.choose(&USERS) } else { "me" },
            passive: chance(random, 70),
        };
        if chance(random, 8) {
            return self.url(random, place.port);
        }
        let begun = calls::connect(self.root, place, &context);
        if chance(random, 5) {
            return;
        }
        let Ok(connection) = begun.settle(&context) else { return };
        checker::exists(connection, context.value(), self.root);
        if self.is_wild {
            self.stage.share(connection, random);
        }
        for _ in 0..random.below(6) {
            match self.stage.shared(random) {
                Some(handle) if chance(random, 15) => self.meddle(handle, random),
                _ => self.call(connection, random),
            }
        }
        if chance(random, 70) {
            let _ = calls::close(connection);
        }
    }

    /// Uses a handle that may belong to any thread, be of any kind, or be closed.
    fn meddle(&self, handle: usize, random: &mut Random) {
        match random.below(8) {
            0..2 => _ = calls::close(handle),
            2 => calls::set_callback(handle, random.below(2)),
            // Not of a connection: the end of its calls in the background would not be reported.
            3 if calls::handle_type(handle) == Ok(1) => calls::clear_callback(handle),
            4 => drop(calls::finish(handle)),
            5 => drop(calls::find_next(handle)),
            _ => self.call(handle, random),
        }
    }

    fn call(&self, connection: usize, random: &mut Random) {
        let settle = |(begun, context): (calls::Begun, Arc<Context>)| {
            let _ = begun.settle(&context);
        };
        match random.below(14) {
            0..4 => {
                let (begun, context) = self.begin_put(connection, random);
                // Sometimes the next call comes, or a close, while it runs.
                if chance(random, 85) {
                    let _ = begun.settle(&context);
                }
            }
            4..6 => self.get(connection, random),
            6 => self.read(connection, random),
            7..9 => self.write(connection, random),
            9 => self.find(connection, random),
            10 => settle(calls::create_directory(
                connection,
                random.choose(&["d", "slow", "silent", "garbage", "busy"]),
            )),
            11 => settle(calls::rename(connection)),
            12 => settle(calls::delete(connection, random.choose(&["a", "refused"]))),
            _ if chance(random, 50) => settle(calls::current_directory(connection)),
            _ => calls::command(connection, "NOOP"),
        }
    }

    fn begin_put(&self, connection: usize, random: &mut Random) -> (calls::Begun, Arc<Context>) {
        let upload = self.stage.upload(random);
        let (local, remote) = (self.stage.local(&upload.size.to_string()), upload.name.clone());
        let context = self.context(random, Some(upload));
        (calls::put(connection, &local, &remote, &context), context)
    }

    fn get(&self, connection: usize, random: &mut Random) {
        let remote = random.choose(&["file", "file", "slow", "refused", "reset", "lost", "short", "silent"]);
        let local = self.stage.local(&self.stage.new_name("got"));
        let context = self.context(random, None);
        let result = calls::get(connection, remote, &local, &context).settle(&context);
        let file = std::fs::read(&local);
        match result {
            Ok(_) => {
                assert!(matches!(remote, "file" | "slow"), "{remote} was downloaded");
                assert!(file.is_ok_and(|file| file == BYTES[..DOWNLOAD]), "{remote} is another");
                std::fs::remove_file(&local).expect("it is there");
            }
            Err(error) => assert!(file.is_err(), "FtpGetFile leaves a file after {error}"),
        }
    }

    fn url(&self, random: &mut Random, port: u16) {
        let path = random.choose(&["file", "refused", "lost", "d/", "silent"]);
        let context = self.context(random, None);
        let begun = calls::open_url(self.root, &format!("ftp://127.0.0.1:{port}/{path}"), &context);
        if let Ok(file) = begun.settle(&context) {
            checker::exists(file, context.value(), self.root);
            self.read_to_end(file);
            let _ = calls::close(file);
        }
    }

    fn read(&self, connection: usize, random: &mut Random) {
        let remote = random.choose(&["file", "slow", "short", "reset", "lost", "silent"]);
        let context = self.context(random, None);
        let Ok(file) = calls::open_file(connection, remote, GENERIC_READ, &context).settle(&context) else {
            return;
        };
        checker::exists(file, context.value(), connection);
        if self.is_wild {
            self.stage.share(file, random);
        }
        if chance(random, 60) {
            self.read_to_end(file);
        }
        if chance(random, 80) {
            let _ = calls::close(file);
        }
    }

    /// Other threads may read parts of the same file.
    fn read_to_end(&self, file: usize) {
        let mut all = 0;
        while all <= DOWNLOAD {
            let (begun, context) = calls::available(file);
            if begun.settle(&context).is_err() {
                return;
            }
            let (begun, context, buffer, count) = calls::read(file, 20_000);
            if begun.settle(&context).is_err() {
                return;
            }
            // SAFETY: the call is over, so nothing else uses them.
            let read = unsafe { std::slice::from_raw_parts(buffer, *count as usize) };
            if read.is_empty() {
                return;
            }
            if !self.is_wild && !read.starts_with(b"<") {
                assert!(*read == BYTES[all..all + read.len()], "the file differs from {all} on");
            }
            all += read.len();
        }
    }

    fn write(&self, connection: usize, random: &mut Random) {
        let upload = self.stage.upload(random);
        let context = self.context(random, None);
        let begun = calls::open_file(connection, &upload.name, GENERIC_WRITE, &context);
        let Ok(file) = begun.settle(&context) else { return };
        checker::exists(file, context.value(), connection);
        if self.is_wild {
            self.stage.share(file, random);
        }
        let pieces = BYTES[..upload.size].chunks(7000);
        let written = pieces
            .map(|piece| calls::write(file, piece))
            .all(|(begun, context)| begun.settle(&context).is_ok());
        if chance(random, 70) {
            let (begun, context) = calls::finish(file);
            checker::note(upload, begun.settle(&context).is_ok() && written);
            let _ = calls::close(file);
        } else {
            // TRUE is what the server has confirmed, also when other threads use the file.
            let is_ours = written && !self.is_wild;
            checker::note(Upload { is_ours, ..upload }, calls::close(file).is_ok());
        }
    }

    fn find(&self, connection: usize, random: &mut Random) {
        let context = self.context(random, None);
        let what = random.choose(&["", "*", "refused", "garbage", "silent"]);
        let Ok(find) = calls::find(connection, what, &context).settle(&context) else { return };
        checker::exists(find, context.value(), connection);
        let (begun, context) = calls::find_next(find);
        let _ = begun.settle(&context);
        if self.asynchronous || chance(random, 50) {
            let _ = calls::close(find);
        }
    }
}
