//! Waiting for sockets.

use std::io;
use std::ptr::null;
use std::thread;
use std::time::{Duration, Instant};

use windows_sys::Win32::Networking::WinSock::{FD_SET, SOCKET, SOCKET_ERROR, TIMEVAL, select};

use crate::net::poll::Watch;
use crate::net::timeouts::{after, earlier};

/// After this time, whoever waits for room alone tries to write again.
pub(super) const TRY_AGAIN: Duration = Duration::from_millis(200);
pub(in crate::net) const ROOM_PATIENCE: Option<Duration> = Some(TRY_AGAIN);

/// Waits until one of a few is ready or the moment has come; a connect that failed counts as ready.
///
/// So does a connection that is only to be written, after [`TRY_AGAIN`] without anything else: Winsock promises to
/// tell of a reset only where somebody wants to read.
pub(in crate::net) fn poll<const N: usize>(
    watches: [Option<Watch>; N],
    until: Option<Instant>,
) -> io::Result<[bool; N]> {
    let ready = poll_all(&watches, until)?;
    Ok(std::array::from_fn(|at| ready[at]))
}

/// The same for any number.
///
/// Not WSAPoll: until Windows 10 it does not tell of a connect that failed.
pub(in crate::net) fn poll_all(watches: &[Option<Watch>], until: Option<Instant>) -> io::Result<Vec<bool>> {
    if watches.iter().all(Option::is_none) {
        // select refuses to wait for nothing.
        thread::sleep(until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now())));
        return Ok(vec![false; watches.len()]);
    }
    let again = after(watches.iter().flatten().any(Watch::is_for_room).then_some(TRY_AGAIN));
    let mut readable = Set::of(watches, |watch| watch.read);
    let mut writable = Set::of(watches, |watch| watch.write);
    // A failed connect is told here. So is urgent data, for ever, as nobody reads it: only connects are asked for.
    let mut failed = Set::of(watches, |watch| watch.connecting);
    let end = earlier(until, again);
    let time = end.map(time_until);
    let time = time.as_ref().map_or(null(), |time| time as *const TIMEVAL);
    // SAFETY: each set is laid out as select takes it, with as many sockets as it says, and borrowed for the call; `time`
    // is NULL or points to a value that lives as long.
    let found = unsafe { select(0, readable.as_fd_set(), writable.as_fd_set(), failed.as_fd_set(), time) };
    if found == SOCKET_ERROR {
        return Err(io::Error::last_os_error());
    }
    [&mut readable, &mut writable, &mut failed].into_iter().for_each(Set::sort);
    let is_ready = |watch: &Watch| {
        found == 0 && end == again && watch.is_for_room()
            || [&readable, &writable, &failed].iter().any(|set| set.has(watch.socket as SOCKET))
    };
    Ok(watches.iter().map(|watch| watch.as_ref().is_some_and(is_ready)).collect())
}

/// The count, then the sockets: FD_SET without its bound, which is that of the declaration and not of select.
struct Set(Vec<SOCKET>);

impl Set {
    fn of(watches: &[Option<Watch>], wanted: impl Fn(&Watch) -> bool) -> Self {
        let sockets = watches.iter().flatten().filter(|watch| wanted(watch));
        let mut set = vec![0];
        set.extend(sockets.map(|watch| watch.socket as SOCKET));
        // FD_SET has a 32-bit number there, and on 64 bits a gap.
        set[0] = set.len() - 1;
        Self(set)
    }

    fn as_fd_set(&mut self) -> *mut FD_SET {
        self.0.as_mut_ptr().cast()
    }

    /// Keeps what select left, in order.
    fn sort(&mut self) {
        let count = self.0[0] as u32 as usize;
        self.0.truncate(1 + count);
        self.0[1..].sort_unstable();
    }

    fn has(&self, socket: SOCKET) -> bool {
        self.0[1..].binary_search(&socket).is_ok()
    }
}

/// Rounded up, so that a deadline has passed when the wait ends.
fn time_until(moment: Instant) -> TIMEVAL {
    let left = moment.saturating_duration_since(Instant::now()).saturating_add(Duration::from_nanos(999));
    TIMEVAL { tv_sec: left.as_secs().try_into().unwrap_or(i32::MAX), tv_usec: left.subsec_micros() as i32 }
}
