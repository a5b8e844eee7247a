//! Reaching a server: the name is looked up, then its addresses are tried one after the other.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;

use super::control::Control;
use super::dial::{Dial, Dialed};
use super::error;
use super::job::{Interest, Job, Ready};
use super::lookup::{self, Found, Lookup, LookupQueue};
use super::route::{Route, Server};
use super::status::{Status, StatusQueue};
use super::timeouts::{Timeouts, after, is_over};
use super::transcript::Transcript;
use crate::protocol::{Failure, Reason};

enum State {
    /// Nothing was done yet.
    Begin,
    /// The name is being looked up.
    LookingUp(Lookup),
    /// The next address is to be tried.
    NextAddress,
    /// An address is being tried.
    Dialing(Dial, Route),
    /// The attempt was cancelled, or waiting has become impossible.
    Stopped(Reason),
}

/// Connects to the first address of a server that accepts the connection.
pub struct Connector {
    server: Arc<Server>,
    queue: LookupQueue,
    state: State,
    deadline: Option<Instant>,
    addresses: VecDeque<SocketAddr>,
    /// How many more addresses may be tried.
    tries: u32,
    /// Why the last address failed.
    last_failure: Failure,
    timeouts: Timeouts,
    status: StatusQueue,
}

impl Connector {
    /// Looks the server's name up, then tries at most `tries` of its addresses, and at least one.
    pub fn new(server: Server, queue: LookupQueue, tries: u32, timeouts: Timeouts) -> Self {
        Self {
            server: Arc::new(server),
            queue,
            state: State::Begin,
            deadline: None,
            addresses: VecDeque::new(),
            tries: tries.max(1),
            last_failure: error::NAME_NOT_FOUND,
            timeouts,
            status: StatusQueue::default(),
        }
    }

    fn begin(&mut self) -> Result<(), Failure> {
        let Server { name, port } = &*self.server;
        self.status.add(|| Status::ResolvingName(name.clone()));
        match lookup::start(name, *port, self.queue) {
            lookup::Start::Found(found) => return self.name_resolved(found),
            lookup::Start::Pending(lookup) => self.state = State::LookingUp(lookup),
        }
        Ok(())
    }

    fn name_resolved(&mut self, found: Found) -> Result<(), Failure> {
        self.addresses = found?;
        if let Some(&address) = self.addresses.front() {
            self.status.add(|| Status::NameResolved(address));
        }
        self.state = State::NextAddress;
        Ok(())
    }

    /// Begins to connect to the next address that allows it. Fails with the last failure when there is no further address.
    fn next_address(&mut self) -> Result<(), Failure> {
        while self.tries > 0
            && let Some(address) = self.addresses.pop_front()
        {
            self.tries -= 1;
            let route = Route::direct(Arc::clone(&self.server), address);
            match Dial::begin(&route) {
                Ok(dial) => {
                    self.status.add(|| Status::Connecting(address));
                    self.state = State::Dialing(dial, route);
                    self.deadline = after(self.timeouts.connect);
                    return Ok(());
                }
                Err(failure) => self.last_failure = failure,
            }
        }
        Err(self.last_failure)
    }

    /// Takes over the connection if it is established by now. After a failure the next address is to be tried.
    fn poll_dial(&mut self) -> Result<Option<Control>, Failure> {
        let State::Dialing(dial, route) = std::mem::replace(&mut self.state, State::NextAddress) else {
            return Err(self.last_failure);
        };
        match dial.poll()? {
            Dialed::Pending(dial) => {
                self.state = State::Dialing(dial, route);
                Ok(None)
            }
            Dialed::Connected(channel) => {
                let control = Control::new(channel, route).map_err(|e| error::failure(&e))?;
                self.status.add(|| Status::Connected(control.route().address()));
                Ok(Some(control))
            }
        }
    }

    fn advance(&mut self, mut ready: Ready) -> Poll<Result<Control, Reason>> {
        loop {
            let step = match &self.state {
                State::Stopped(reason) => return Poll::Ready(Err(*reason)),
                State::Begin => self.begin(),
                State::LookingUp(lookup) => match lookup.take() {
                    Some(found) => self.name_resolved(found),
                    None if is_over(self.deadline) => Err(error::TIMED_OUT),
                    None => {
                        // The time-out runs only while the name is looked up, not while the lookup is queued.
                        if self.deadline.is_none() && !lookup.is_queued() {
                            self.deadline = after(self.timeouts.connect);
                        }
                        return Poll::Pending;
                    }
                },
                State::NextAddress => {
                    ready = Ready::default();
                    self.next_address()
                }
                State::Dialing(..) if std::mem::take(&mut ready.control) => {
                    match self.poll_dial() {
                        Ok(Some(control)) => return Poll::Ready(Ok(control)),
                        Ok(None) => {}
                        Err(failure) => self.last_failure = failure,
                    }
                    Ok(())
                }
                State::Dialing(..) if is_over(self.deadline) => {
                    self.last_failure = error::TIMED_OUT;
                    self.state = State::NextAddress;
                    Ok(())
                }
                State::Dialing(..) => return Poll::Pending,
            };
            if let Err(failure) = step {
                return Poll::Ready(Err(Reason::Control(failure)));
            }
        }
    }
}

impl Job for Connector {
    type Output = Result<Control, Reason>;

    fn step(&mut self, ready: Ready) -> Poll<Self::Output> {
        let result = self.advance(ready);
        if let Poll::Ready(Err(reason)) = result {
            Transcript::unreached(&self.server.name, self.server.port, reason);
        }
        result
    }

    fn interest(&self) -> Interest {
        let control = match &self.state {
            State::LookingUp(lookup) => Some(lookup.watch()),
            State::Dialing(dial, _) => Some(dial.watch(true)),
            State::Begin | State::NextAddress | State::Stopped(_) => None,
        };
        Interest { control, data: None, until: self.deadline }
    }

    fn status(&mut self) -> &mut StatusQueue {
        &mut self.status
    }

    fn cancel(&mut self) {
        self.state = State::Stopped(Reason::Cancelled);
    }

    fn fail(&mut self, failure: Failure) {
        self.state = State::Stopped(Reason::Control(failure));
    }
}
