//! One call's part of an operation: its steps, and what it waits for between them.

use std::task::Poll;
use std::time::{Duration, Instant};

use super::Operation;
use crate::net::job::{Interest, Job, Ready};
use crate::net::local_end::LocalEnd;
use crate::net::status::StatusQueue;
use crate::net::timeouts::{Timeouts, earlier};
use crate::protocol::{ControlFate, Event, Failure, Reason, Verdict};

/// One call's part of an operation: until the operation ends, or the caller has what it asked for.
pub struct Run<'a> {
    operation: &'a mut Operation,
    local: &'a mut dyn LocalEnd,
}

impl Operation {
    /// Continues until the operation ends or `local` is satisfied. What has arrived since the last call is handled first.
    pub fn run<'a>(&'a mut self, local: &'a mut dyn LocalEnd, timeouts: Timeouts) -> Run<'a> {
        self.timeouts = timeouts;
        self.paused = false;
        self.resumed = Instant::now();
        self.to_send = self.to_send.or(local.total());
        self.data.resume(self.resumed, &self.timeouts);
        Run { operation: self, local }
    }

    /// Whether the control connection should be read although no wait has reported it ready. A program that reads a file
    /// in small pieces comes back often: while data moves, once in a while is enough, and it is read when the data ends.
    fn should_read_control(&self) -> bool {
        const PAUSE: Duration = Duration::from_millis(10);
        !self.data.is_receiving() || self.resumed.duration_since(self.control_read) >= PAUSE
    }

    /// The control connection comes first, so that the server's reply is handled before more data moves.
    fn advance(&mut self, ready: Ready, local: &mut dyn LocalEnd) -> Poll<()> {
        self.control.expect_more();
        let resumed = self.started && ready == Ready::default();
        if !self.started {
            self.start();
        }
        if ready.control || resumed && self.should_read_control() {
            self.read_control();
        }
        let mut data_ready = ready.data || self.data.awaits_quiet_control();
        let mut deadline_checked = false;
        loop {
            if self.end.is_some() || self.paused {
                return Poll::Ready(());
            }
            let event = self.events.pop_front().or_else(|| self.control_event());
            if let Some(event) = event.or_else(|| self.data.next_event()) {
                self.handle(event);
            } else if std::mem::take(&mut data_ready) || self.data.take_eager() {
                self.turn_data(local);
            } else if !std::mem::replace(&mut deadline_checked, true) {
                self.check_data_deadline();
            } else {
                return Poll::Pending;
            }
        }
    }

    fn read_control(&mut self) {
        self.control_read = Instant::now();
        if let Err(failure) = self.control.flush() {
            let event = self.unsendable(failure);
            self.events.push_back(event);
        }
        self.control.receive();
    }

    fn interest(&self) -> Interest {
        let control_until = earlier(self.reply_deadline, self.control.send_deadline());
        let until = earlier(control_until, self.data.next_turn(self.control_read));
        Interest {
            control: self.control.watch(),
            data: self.data.watch(self.reply_deadline.is_some()),
            until: earlier(until, self.control.transcript_due()),
        }
    }
}

impl Job for Run<'_> {
    type Output = ();

    fn step(&mut self, ready: Ready) -> Poll<()> {
        let result = self.operation.advance(ready, self.local);
        let transcript = self.operation.control.transcript();
        if result.is_ready() {
            transcript.flush()
        } else {
            transcript.flush_due()
        }
        result
    }

    fn interest(&self) -> Interest {
        self.operation.interest()
    }

    fn status(&mut self) -> &mut StatusQueue {
        &mut self.operation.status
    }

    fn cancel(&mut self) {
        self.operation.events.push_front(Event::Cancelled);
    }

    fn fail(&mut self, failure: Failure) {
        let verdict = Verdict::Unknown { reason: Reason::Control(failure) };
        self.operation.end.get_or_insert((verdict, ControlFate::Drop));
    }
}
