//! One call's part of an operation: its steps, and what it waits for between them.

use std::task::Poll;
use std::time::{Duration, Instant};

use super::{DataWait, Operation};
use crate::net::data::Data;
use crate::net::job::{Interest, Job, Ready};
use crate::net::local_end::LocalEnd;
use crate::net::status::StatusQueue;
use crate::net::timeouts::{Timeouts, earlier};
use crate::protocol::{ControlFate, Event, Failure, Reason, Verdict};
use crate::sys::Watch;

/// One call's part of an operation: until it has ended, or the caller has what it wanted.
pub struct Run<'a> {
    operation: &'a mut Operation,
    local: &'a mut dyn LocalEnd,
}

impl Operation {
    /// Goes on until the operation ends or `local` is satisfied. What came since the last call is seen first.
    pub fn run<'a>(&'a mut self, local: &'a mut dyn LocalEnd, timeouts: Timeouts) -> Run<'a> {
        self.timeouts = timeouts;
        self.paused = false;
        self.resumed = Instant::now();
        self.to_send = self.to_send.or(local.total());
        if matches!(self.data_wait, DataWait::Room | DataWait::Bytes) {
            self.data_deadline = self.data_span().and_then(|span| self.resumed.checked_add(span));
            self.data_eager = true;
        }
        Run { operation: self, local }
    }

    /// Whether the control connection may have something new. A program that reads piece after piece has just looked: what
    /// comes while data moves is heard soon, and at the latest when the data ends.
    fn is_worth_a_look(&self) -> bool {
        const SOON: Duration = Duration::from_millis(10);
        self.data_wait != DataWait::Bytes || self.resumed.duration_since(self.looked) >= SOON
    }

    /// The control connection comes first, so that the server's word is heard before more data is moved.
    fn advance(&mut self, ready: Ready, local: &mut dyn LocalEnd) -> Poll<()> {
        self.control.expect_more();
        let resumed = self.started && ready == Ready::default();
        if !self.started {
            self.start();
        }
        if ready.control || resumed && self.is_worth_a_look() {
            self.looked = Instant::now();
            if let Err(failure) = self.control.flush() {
                let event = self.unsendable(failure);
                self.events.push_back(event);
            }
            self.control.receive();
        }
        let mut data_ready = ready.data || self.data_wait == DataWait::Silence;
        let mut deadline_checked = false;
        loop {
            if self.end.is_some() || self.paused {
                return Poll::Ready(());
            }
            let event = self.events.pop_front().or_else(|| self.control_event());
            if let Some(event) = event.or_else(|| self.data_events.pop_front()) {
                self.tell(event);
            } else if std::mem::take(&mut data_ready) || std::mem::take(&mut self.data_eager) {
                self.turn_data(local);
            } else if !std::mem::replace(&mut deadline_checked, true) {
                self.check_data_deadline();
            } else {
                return Poll::Pending;
            }
        }
    }

    fn interest(&self) -> Interest {
        let socket = self.data.socket();
        let data = match (self.data_wait, &self.data) {
            (DataWait::Connection, Data::Listening(..)) | (DataWait::Bytes, _) => {
                socket.map(|socket| Watch { socket, read: true, write: false, connecting: false })
            }
            // While a reply is due as well, of a connect only its failure is urgent: one wake-up less.
            (DataWait::Connection, _) => socket.map(|socket| Watch {
                socket,
                read: false,
                write: self.clock.is_none(),
                connecting: true,
            }),
            (DataWait::Room, _) => {
                socket.map(|socket| Watch { socket, read: false, write: true, connecting: false })
            }
            _ => None,
        };
        let data_until = match self.data_wait {
            DataWait::Acknowledgement { next, .. } => Some(next),
            DataWait::Silence => Some(self.looked),
            _ => self.data_deadline,
        };
        let control_until = earlier(self.clock, self.control.send_deadline());
        let until = earlier(earlier(control_until, data_until), self.control.transcript_due());
        Interest { control: self.control.watch(), data, until }
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

    fn news(&mut self) -> &mut StatusQueue {
        &mut self.operation.news
    }

    fn cancel(&mut self) {
        self.operation.events.push_front(Event::Cancelled);
    }

    fn fail(&mut self, failure: Failure) {
        let verdict = Verdict::Unknown { reason: Reason::Control(failure) };
        self.operation.end.get_or_insert((verdict, ControlFate::Drop));
    }
}
