//! Whether the server's system has received all bytes of an upload.

use std::time::{Duration, Instant};

use super::{DataConnection, Wait};
use crate::net::error;
use crate::net::timeouts::{after, is_over};
use crate::protocol::{Event, Failure};

/// How long bytes may stay unacknowledged after the server's 2yz.
const DELIVERY: Duration = Duration::from_secs(5);
/// The system does not notify of acknowledgements, so it is asked: after this time, then after twice as long, and so on.
const FIRST_CHECK: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

impl DataConnection {
    /// Whether ended data is still on its way to the server, and has made progress since the last call. On a slow line the
    /// data that this system has buffered may take longer than a server may take for its reply.
    pub(in crate::net::operation) fn is_draining(&mut self) -> bool {
        let Some(before) = self.draining else { return false };
        let left = self.unacknowledged().unwrap_or(0);
        self.draining = (left > 0).then_some(left);
        left > 0 && left < before
    }

    fn unacknowledged(&self) -> Result<usize, Failure> {
        let Some(channel) = self.socket.channel() else { return Ok(0) };
        channel.unacknowledged().map_err(|error| error::failure(&error))
    }

    /// Begins to check whether the server's system has acknowledged all bytes.
    pub(in crate::net::operation) fn begin_confirming(&mut self) -> Option<Event> {
        self.deadline = after(Some(DELIVERY));
        self.confirm_delivery(FIRST_CHECK)
    }

    /// The result of the check, once there is one. It is delivered before anything else: what the server sends after its
    /// final reply is left to the next operation.
    pub(super) fn confirm_delivery(&mut self, pause: Duration) -> Option<Event> {
        let event = match self.unacknowledged() {
            Ok(0) => Event::Delivered,
            Ok(_) if is_over(self.deadline) => Event::DataFailed(error::UNACKNOWLEDGED),
            Ok(_) => {
                let next = Instant::now() + pause;
                self.wait = Wait::Acknowledgement { next, pause: (pause * 2).min(LONGEST_PAUSE) };
                return None;
            }
            Err(failure) => Event::DataFailed(failure),
        };
        self.stop_waiting();
        Some(event)
    }
}
