//! Many threads that call, close and are called back at random, against servers that misbehave. Whatever happens, no call
//! hangs, no resource leaks, callbacks come once, in time and one after the other, and TRUE is returned only for a confirmed
//! upload.
//!
//! TRUEFTP_STRESS_SECONDS: how long (60); TRUEFTP_STRESS_THREADS: how many (32); TRUEFTP_STRESS_SEED: the seed that a
//! failure printed. What the threads do follows from it; when they do it does not.
//!
//! A binary of its own with one test, because it counts the descriptors and threads of the whole process.

#[path = "stress/calls.rs"]
mod calls;
#[path = "stress/checker.rs"]
mod checker;
#[path = "stress/scenario.rs"]
mod scenario;
#[path = "stress/servers.rs"]
mod servers;

#[path = "stress/watch.rs"]
mod watch;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kit::random::Random;
use scenario::Stage;
use servers::Servers;
use watch::Watch;

/// So often everything is closed, and must then be as it was.
const ROUND: Duration = Duration::from_secs(6);

fn number(name: &str, default: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

#[test]
fn random_calls_closes_and_callbacks() {
    let seconds = number("TRUEFTP_STRESS_SECONDS", 60);
    let threads = number("TRUEFTP_STRESS_THREADS", 32);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_nanos() as u64;
    let seed = number("TRUEFTP_STRESS_SEED", now | 1);
    println!("TRUEFTP_STRESS_SEED={seed}");
    watch::fail_on_panics();
    let folder = std::env::temp_dir().join(format!("trueftp-stress-{}-{now}", std::process::id()));
    std::fs::create_dir(&folder).expect("the folder is new");
    let watch = Watch::start();
    let end = Instant::now() + Duration::from_secs(seconds);
    // What is made once, by the library or the system, is made in the first round.
    round(seed, threads, &folder, Instant::now() + Duration::from_secs(1).min(ROUND));
    let before = resources();
    let mut done = Vec::new();
    for at in 1.. {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        done.push(round(seed.wrapping_add(at << 32), threads, &folder, Instant::now() + left.min(ROUND)));
        resources_return_to(before);
    }
    drop(watch);
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    let sum = done.iter().fold(checker::Sum::default(), |sum, round| sum + *round);
    println!("{sum:?} in {} rounds", done.len());
    assert!(sum.is_worth_something(), "{sum:?}");
}

/// All threads at work until a moment, then everything is closed and looked at.
fn round(seed: u64, threads: u64, folder: &Path, until: Instant) -> checker::Sum {
    let servers = Servers::start();
    let stage = Stage::new(&servers, folder);
    thread::scope(|scope| {
        for thread in 0..threads {
            let stage = &stage;
            // Seeds that are near each other begin alike.
            let mut random = Random((seed ^ (thread << 48)).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            scope.spawn(move || {
                while Instant::now() < until {
                    stage.play(&mut random);
                }
            });
        }
    });
    drop(stage);
    let sum = checker::check_everything(&servers.seen());
    drop(servers);
    sum
}

/// Descriptors and threads of this process, where it can know them.
fn resources() -> Option<(usize, usize)> {
    let count = |of: &str| std::fs::read_dir(format!("/proc/self/{of}")).map(Iterator::count);
    cfg!(target_os = "linux").then(|| (count("fd").expect("descriptors"), count("task").expect("threads")))
}

/// A thread may be on its last steps, with its descriptor; it ends by itself.
fn resources_return_to(before: Option<(usize, usize)>) {
    let begin = Instant::now();
    while resources() != before {
        assert!(begin.elapsed() < Duration::from_secs(20), "{before:?} became {:?}", resources());
        thread::sleep(Duration::from_millis(1));
    }
}
