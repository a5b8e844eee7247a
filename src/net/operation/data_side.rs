//! The data connection's part of an operation.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{DataWait, Operation};
use crate::net::data::Data;
use crate::net::error;
use crate::net::local_end::{LocalEnd, TurnEnd};
use crate::net::status::Status;
use crate::net::timeouts::{after, is_over};
use crate::net::transcript;
use crate::protocol::{Event, Failure};

/// How long bytes may stay unacknowledged after the server's 2yz.
const DELIVERY: Duration = Duration::from_secs(5);
/// The system tells of acknowledgements only when asked: asked again after this time, then after twice as long …
const FIRST_LOOK: Duration = Duration::from_millis(1);
const LONGEST_LOOK: Duration = Duration::from_millis(200);

impl Operation {
    pub(super) fn listen(&mut self) {
        let event = match Data::listen(self.control.local(), self.control.peer().ip()) {
            Ok((data, at)) => {
                self.data = data;
                Event::Listening(at)
            }
            Err(failure) => Event::DataFailed(failure),
        };
        self.events.push_back(event);
    }

    pub(super) fn dial(&mut self, port: u16) {
        let mut server = self.control.peer();
        server.set_port(port);
        match Data::dial(server) {
            Ok(data) => {
                self.data = data;
                self.await_connection(self.timeouts.connect);
            }
            Err(failure) => self.events.push_back(Event::DataFailed(failure)),
        }
    }

    pub(super) fn await_connection(&mut self, time: Option<Duration>) {
        self.data_wait = DataWait::Connection;
        self.data_deadline = after(time);
    }

    fn stop_waiting_for_data(&mut self) {
        self.data_wait = DataWait::Nothing;
        self.data_deadline = None;
    }

    /// The data connection ends: what it still had to tell matters no more.
    fn forget_data(&mut self) {
        self.stop_waiting_for_data();
        self.data_events.clear();
    }

    pub(super) fn close_data(&mut self) {
        self.forget_data();
        self.note_data_end("closed");
        self.data = Data::Closed;
    }

    pub(super) fn abort_data(&mut self) {
        self.forget_data();
        self.note_data_end("reset");
        self.data.abort();
    }

    /// Tells the transcript of the end of a data connection that is there.
    pub(super) fn note_data_end(&mut self, how: &str) {
        if self.data.stream().is_some() {
            let bytes = self.moved;
            self.control.transcript().note(format_args!("data connection {how} after {bytes} bytes"));
        }
    }

    /// Data may move from now on, and it is worth a try at once.
    pub(super) fn await_data(&mut self, wait: DataWait) {
        self.data_wait = wait;
        self.restart_data_clock();
        self.data_eager = true;
    }

    fn restart_data_clock(&mut self) {
        self.data_deadline = after(self.data_span());
    }

    /// How long the data connection may stand still.
    pub(super) fn data_span(&self) -> Option<Duration> {
        match self.data_wait {
            DataWait::Bytes => self.timeouts.data_receive,
            _ => self.timeouts.data_send,
        }
    }

    pub(super) fn end_data(&mut self) {
        self.stop_waiting_for_data();
        match self.data.end() {
            Ok(()) => self.draining = Some(usize::MAX),
            Err(failure) => self.events.push_back(Event::DataFailed(failure)),
        }
    }

    /// Whether ended data is still on its way to the server, and has come further since this was asked last. A slow line
    /// may take longer for what this system has buffered than a server may take for its reply.
    pub(super) fn is_draining(&mut self) -> bool {
        let Some(before) = self.draining else { return false };
        let left = self.data.unacknowledged().unwrap_or(0);
        self.draining = (left > 0).then_some(left);
        left > 0 && left < before
    }

    pub(super) fn begin_confirming(&mut self) {
        self.data_deadline = after(Some(DELIVERY));
        self.confirm_delivery(FIRST_LOOK);
    }

    /// Does what the data connection is ready for.
    pub(super) fn turn_data(&mut self, local: &mut dyn LocalEnd) {
        match self.data_wait {
            DataWait::Nothing => {}
            DataWait::Connection => self.connect(),
            DataWait::Room | DataWait::Bytes => self.move_data(local),
            DataWait::Silence => self.end_file(),
            DataWait::Acknowledgement { pause, .. } => self.confirm_delivery(pause),
        }
    }

    fn connect(&mut self) {
        match self.data.connect() {
            Ok(true) => {
                self.data.set_send_buffer(self.send_buffer);
                self.stop_waiting_for_data();
                self.note_data_connection();
                self.data_events.push_back(Event::DataConnected);
            }
            Ok(false) => {}
            Err(failure) => self.data_failed(failure),
        }
    }

    fn note_data_connection(&mut self) {
        // A socket that has lost its peer already says so when it is used.
        if transcript::is_on()
            && let Some(Ok(peer)) = self.data.stream().map(TcpStream::peer_addr)
        {
            self.control.transcript().note(format_args!("data connection with {peer}"));
        }
    }

    /// Takes another look at the acknowledgements when it is time, and ends what takes too long.
    pub(super) fn check_data_deadline(&mut self) {
        if let DataWait::Acknowledgement { next, pause } = self.data_wait
            && Instant::now() >= next
        {
            self.confirm_delivery(pause);
        } else if is_over(self.data_deadline) {
            // It may have been there for long, without anybody looking.
            if self.data_wait == DataWait::Connection {
                self.connect();
            }
            if self.data_deadline.is_some() {
                self.data_failed(error::TIMED_OUT);
            }
        }
    }

    fn data_failed(&mut self, failure: Failure) {
        self.stop_waiting_for_data();
        self.data_events.push_back(Event::DataFailed(failure));
    }

    fn move_data(&mut self, local: &mut dyn LocalEnd) {
        let Some(stream) = self.data.stream() else {
            return self.data_failed(error::CLOSED);
        };
        let (moved, halt) = local.turn(stream);
        let receiving = self.data_wait == DataWait::Bytes;
        self.tell_moved(moved, matches!(halt, TurnEnd::Ended));
        // Whatever the server has said by now, it said before its data ended.
        if receiving && !matches!(halt, TurnEnd::Paused | TurnEnd::Satisfied) {
            self.control.receive();
        }
        let event = match halt {
            TurnEnd::Paused => {
                if moved > 0 {
                    self.restart_data_clock();
                }
                return;
            }
            TurnEnd::Satisfied => {
                self.paused = true;
                return;
            }
            TurnEnd::Ended if !receiving => {
                self.data_wait = DataWait::Silence;
                return self.end_file();
            }
            // What is shorter than the server said is not the file, whatever it says now.
            TurnEnd::Ended if self.moved < self.expected => Event::DataFailed(error::CLOSED),
            TurnEnd::Ended => Event::DataEnded,
            TurnEnd::DataFailed(failure) => Event::DataFailed(failure),
            TurnEnd::LocalFailed(failure) => Event::LocalFailed(failure),
        };
        self.stop_waiting_for_data();
        self.data_events.push_back(event);
    }

    /// Counts what has moved, and tells it.
    fn tell_moved(&mut self, moved: usize, is_end: bool) {
        self.moved += moved as u64;
        if moved > 0 {
            let (before, after) = match self.data_wait {
                DataWait::Bytes => (Status::ReceivingResponse, Status::ResponseReceived(moved)),
                _ => (Status::SendingRequest, Status::RequestSent(moved)),
            };
            self.news.add(|| before);
            self.news.add(|| after);
        }
        if moved > 0 || is_end {
            let total = self.total();
            self.news.add_progress(self.moved, total, is_end);
        }
    }

    /// Whatever the server has said by now, it said before it had the end of the data.
    fn end_file(&mut self) {
        // What has come is heard first, and then the next step comes at once.
        if !self.control.receive() {
            self.stop_waiting_for_data();
            self.data_events.push_back(Event::SourceEnded);
        }
    }

    /// Told before anything else: what the server says after its final reply is for the next operation to find.
    fn confirm_delivery(&mut self, pause: Duration) {
        let event = match self.data.unacknowledged() {
            Ok(0) => Event::Delivered,
            Ok(_) if is_over(self.data_deadline) => Event::DataFailed(error::UNACKNOWLEDGED),
            Ok(_) => {
                let next = Instant::now() + pause;
                self.data_wait = DataWait::Acknowledgement { next, pause: (pause * 2).min(LONGEST_LOOK) };
                return;
            }
            Err(failure) => Event::DataFailed(failure),
        };
        self.stop_waiting_for_data();
        self.events.push_back(event);
    }
}
