//! Descriptors of this process and the library's threads in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use kit::recorder::AGES;

use crate::exclusion::exclusive;

/// The library's threads, by name.
pub fn threads() -> BTreeMap<String, usize> {
    let mut threads = BTreeMap::new();
    for task in fs::read_dir("/proc/self/task").expect("a process knows itself") {
        // A thread that has just ended has no name any more.
        let Ok(name) = fs::read_to_string(task.expect("a thread").path().join("comm")) else { continue };
        if name.starts_with("trueftp-") {
            *threads.entry(name.trim_end().to_owned()).or_default() += 1;
        }
    }
    threads
}

/// How many descriptors are open.
pub fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").expect("a process knows itself").count()
}

/// Runs a test while no other runs, on a thread that has ended when this returns. Asserts that afterwards no descriptor and no
/// thread of the library is left.
pub fn alone(test: impl FnOnce() + Send) {
    let _exclusive = exclusive();
    wait_until(|| threads().is_empty()); // those of the test before
    let before = descriptors();
    let run = std::thread::scope(|scope| scope.spawn(test).join());
    if let Err(panic) = run {
        std::panic::resume_unwind(panic);
    }
    // A thread of the library ends a little later than its last call.
    wait_until(|| (descriptors(), threads().len()) == (before, 0));
    assert_eq!((descriptors(), threads()), (before, BTreeMap::new()));
}

/// Waits until something is so, or for a long time.
fn wait_until(is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() && begin.elapsed() < AGES {
        std::thread::yield_now();
    }
}

/// The calling thread, for [`wait_for_sleep`].
pub fn this_thread() -> PathBuf {
    Path::new("/proc").join(fs::read_link("/proc/thread-self").expect("a thread knows itself")).join("stat")
}

/// Waits until a thread waits for something.
pub fn wait_for_sleep(thread: &Path) {
    let begin = Instant::now();
    loop {
        let stat = fs::read_to_string(thread).expect("the thread is there");
        if stat.rsplit_once(") ").expect("a state follows the name").1.starts_with('S') {
            return;
        }
        assert!(begin.elapsed() < AGES, "it never waits: {stat}");
        std::thread::yield_now();
    }
}
