//! Waiting for sockets.

use std::io;
use std::ptr::null;
use std::thread;
use std::time::{Duration, Instant};

use windows_sys::Win32::Networking::WinSock::{FD_SET, SOCKET, SOCKET_ERROR, TIMEVAL, select};

use crate::sys::Watch;

pub(super) const TRY_AGAIN: Duration = Duration::from_millis(200);
/// How long a wait for room to send may last before the send is tried again: Winsock reports a reset reliably only to a
/// wait for something to read.
pub(crate) const RETRY_SEND_AFTER: Option<Duration> = Some(TRY_AGAIN);

/// Waits until one of a few sockets is ready or the deadline has passed; a connect that failed makes its socket ready.
///
/// After [`RETRY_SEND_AFTER`], every socket that is waited for only to send counts as ready as well.
pub(crate) fn poll<const N: usize>(
    watches: [Option<Watch>; N],
    until: Option<Instant>,
) -> io::Result<[bool; N]> {
    let ready = poll_all(&watches, until)?;
    Ok(std::array::from_fn(|at| ready[at]))
}

/// The same as [`poll`], for any number of sockets.
///
/// It uses select and not WSAPoll, which before Windows 10 does not report a connect that failed.
pub(crate) fn poll_all(watches: &[Option<Watch>], until: Option<Instant>) -> io::Result<Vec<bool>> {
    if watches.iter().all(Option::is_none) {
        // select refuses to wait without a socket.
        thread::sleep(until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now())));
        return Ok(vec![false; watches.len()]);
    }
    let waits_for_room = watches.iter().flatten().any(Watch::is_for_room);
    let retry = waits_for_room.then(|| Instant::now() + TRY_AGAIN);
    let mut readable = Set::new(watches, |watch| watch.read);
    let mut writable = Set::new(watches, |watch| watch.write);
    // This set reports a connect that failed. It would also report urgent data again and again, because urgent data is never
    // read, so that it holds only sockets that are connecting.
    let mut failed = Set::new(watches, |watch| watch.connecting);
    let end = [until, retry].into_iter().flatten().min();
    let time = end.map(time_until);
    let time = time.as_ref().map_or(null(), |time| time as *const TIMEVAL);
    // SAFETY: each set has the layout that select expects and holds as many sockets as its count says; all three are
    // borrowed mutably for the call. `time` is NULL or points to a value that lives until the call returns.
    let found = unsafe { select(0, readable.as_fd_set(), writable.as_fd_set(), failed.as_fd_set(), time) };
    if found == SOCKET_ERROR {
        return Err(io::Error::last_os_error());
    }
    [&mut readable, &mut writable, &mut failed].into_iter().for_each(Set::sort);
    let is_ready = |watch: &Watch| {
        found == 0 && end == retry && watch.is_for_room()
            || [&readable, &writable, &failed].iter().any(|set| set.has(watch.socket as SOCKET))
    };
    Ok(watches.iter().map(|watch| watch.as_ref().is_some_and(is_ready)).collect())
}

/// The count, then the sockets: an FD_SET of any length. The limit of 64 sockets is in its declaration only; select itself
/// goes by the count.
struct Set(Vec<SOCKET>);

impl Set {
    fn new(watches: &[Option<Watch>], is_wanted: impl Fn(&Watch) -> bool) -> Self {
        let sockets = watches.iter().flatten().filter(|watch| is_wanted(watch));
        let mut set = vec![0];
        set.extend(sockets.map(|watch| watch.socket as SOCKET));
        // In FD_SET the count is a 32-bit number, followed by padding on 64-bit systems.
        set[0] = set.len() - 1;
        Self(set)
    }

    fn as_fd_set(&mut self) -> *mut FD_SET {
        self.0.as_mut_ptr().cast()
    }

    /// Keeps the sockets that select left in the set, and sorts them.
    fn sort(&mut self) {
        let count = self.0[0] as u32 as usize;
        self.0.truncate(1 + count);
        self.0[1..].sort_unstable();
    }

    fn has(&self, socket: SOCKET) -> bool {
        self.0[1..].binary_search(&socket).is_ok()
    }
}

/// Rounded up, so that the deadline has passed when the wait ends.
fn time_until(deadline: Instant) -> TIMEVAL {
    let left = deadline.saturating_duration_since(Instant::now()).saturating_add(Duration::from_nanos(999));
    TIMEVAL { tv_sec: left.as_secs().try_into().unwrap_or(i32::MAX), tv_usec: left.subsec_micros() as i32 }
}
