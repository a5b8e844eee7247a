//! Reaching a server: the name, then its addresses one after the other.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpStream};
use std::task::Poll;
use std::time::Instant;

use super::control::Control;
use super::job::{Interest, Job, Ready};
use super::lookup::{self, Found, Lookup, LookupQueue};
use super::status::{Status, StatusQueue};
use super::timeouts::{Timeouts, after, is_over};
use super::transcript::Transcript;
use super::{data, error};
use crate::protocol::{Failure, Reason};
use crate::sys::{Watch, descriptor};

enum State {
    /// Nothing was done yet.
    Begin,
    /// The name is being looked up.
    Looking(Lookup),
    /// The next address is to be tried.
    Next,
    /// An address is being tried.
    Trying(TcpStream),
    /// Somebody ended it.
    Stopped(Reason),
}

/// Connects to the first address of a host that answers.
pub struct Connector {
    host: String,
    port: u16,
    line: LookupQueue,
    state: State,
    deadline: Option<Instant>,
    addresses: VecDeque<SocketAddr>,
    /// How many more addresses may be tried.
    tries: u32,
    /// Why the last address was of no use.
    last: Failure,
    timeouts: Timeouts,
    news: StatusQueue,
}

impl Connector {
    /// Will look the name up first. At most `tries` addresses, and at least one, are tried.
    pub fn new(host: &str, port: u16, line: LookupQueue, tries: u32, timeouts: Timeouts) -> Self {
        Self {
            host: host.to_owned(),
            port,
            line,
            state: State::Begin,
            deadline: None,
            addresses: VecDeque::new(),
            tries: tries.max(1),
            last: error::NAME_NOT_FOUND,
            timeouts,
            news: StatusQueue::default(),
        }
    }

    fn begin(&mut self) -> Result<(), Failure> {
        let host = &self.host;
        self.news.add(|| Status::ResolvingName(host.clone()));
        match lookup::start(host, self.port, self.line) {
            lookup::Start::Found(found) => return self.found(found),
            lookup::Start::Pending(lookup) => self.state = State::Looking(lookup),
        }
        Ok(())
    }

    fn found(&mut self, found: Found) -> Result<(), Failure> {
        self.addresses = found?;
        if let Some(&address) = self.addresses.front() {
            self.news.add(|| Status::NameResolved(address));
        }
        self.state = State::Next;
        Ok(())
    }

    /// Tries addresses until one connect is under way; the last failure when none is left.
    fn next_address(&mut self) -> Result<(), Failure> {
        while self.tries > 0
            && let Some(address) = self.addresses.pop_front()
        {
            self.tries -= 1;
            match data::begin_connect(address) {
                Ok(stream) => {
                    self.news.add(|| Status::Connecting(address));
                    self.state = State::Trying(stream);
                    self.deadline = after(self.timeouts.connect);
                    return Ok(());
                }
                Err(e) => self.last = error::failure(&e),
            }
        }
        Err(self.last)
    }

    /// Makes the connection that is ready the control connection; otherwise the next address is to be tried.
    fn take_over(&mut self) -> Result<Control, Failure> {
        let State::Trying(stream) = std::mem::replace(&mut self.state, State::Next) else {
            return Err(self.last);
        };
        data::check(&stream)?;
        let control = Control::new(stream).map_err(|e| error::failure(&e))?;
        self.news.add(|| Status::Connected(control.peer()));
        Ok(control)
    }

    fn advance(&mut self, mut ready: Ready) -> Poll<Result<Control, Reason>> {
        loop {
            match &self.state {
                State::Stopped(reason) => return Poll::Ready(Err(*reason)),
                State::Begin => {
                    if let Err(failure) = self.begin() {
                        return Poll::Ready(Err(Reason::Control(failure)));
                    }
                }
                State::Looking(lookup) => match lookup.take() {
                    Some(found) => {
                        if let Err(failure) = self.found(found) {
                            return Poll::Ready(Err(Reason::Control(failure)));
                        }
                    }
                    None if is_over(self.deadline) => {
                        return Poll::Ready(Err(Reason::Control(error::TIMED_OUT)));
                    }
                    None => {
                        // While it waits for others, its time stands still.
                        if self.deadline.is_none() && !lookup.is_waiting() {
                            self.deadline = after(self.timeouts.connect);
                        }
                        return Poll::Pending;
                    }
                },
                State::Next => {
                    ready = Ready::default();
                    if let Err(failure) = self.next_address() {
                        return Poll::Ready(Err(Reason::Control(failure)));
                    }
                }
                State::Trying(_) if ready.control => match self.take_over() {
                    Ok(control) => return Poll::Ready(Ok(control)),
                    Err(failure) => self.last = failure,
                },
                State::Trying(_) if is_over(self.deadline) => {
                    self.last = error::TIMED_OUT;
                    self.state = State::Next;
                }
                State::Trying(_) => return Poll::Pending,
            }
        }
    }
}

impl Job for Connector {
    type Output = Result<Control, Reason>;

    fn step(&mut self, ready: Ready) -> Poll<Self::Output> {
        let result = self.advance(ready);
        if let Poll::Ready(Err(reason)) = result {
            Transcript::unreached(&self.host, self.port, reason);
        }
        result
    }

    fn interest(&self) -> Interest {
        let control = match &self.state {
            State::Looking(lookup) => Some(lookup.watch()),
            State::Trying(stream) => {
                Some(Watch { socket: descriptor(stream), read: false, write: true, connecting: true })
            }
            State::Begin | State::Next | State::Stopped(_) => None,
        };
        Interest { control, data: None, until: self.deadline }
    }

    fn news(&mut self) -> &mut StatusQueue {
        &mut self.news
    }

    fn cancel(&mut self) {
        self.state = State::Stopped(Reason::Cancelled);
    }

    fn fail(&mut self, failure: Failure) {
        self.state = State::Stopped(Reason::Control(failure));
    }
}
