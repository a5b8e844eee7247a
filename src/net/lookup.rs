//! Host names to addresses.
//!
//! The system's resolver can neither be given a deadline nor be cancelled, so a name that is not an address already
//! is looked up on a thread of its own; the job that waits for it may stop waiting at any time.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};

use super::error;
use super::poll::Watch;
use super::sys::{Wake, with_all_signals_blocked};
use crate::protocol::Failure;

type Found = Result<VecDeque<SocketAddr>, Failure>;

struct Shared {
    found: Mutex<Option<Found>>,
    done: Wake,
}

/// A lookup under way.
pub(super) struct Lookup(Arc<Shared>);

/// What a host text comes to at once.
pub(super) enum Start {
    /// It is an address, or the lookup needed no thread.
    Found(Found),
    /// A thread looks it up.
    Pending(Lookup),
}

/// Begins to find the addresses of a host: a name, or an IPv4 or IPv6 address, the latter with or without brackets.
pub(super) fn start(host: &str, port: u16) -> Start {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Start::Found(Ok([SocketAddr::new(ip, port)].into()));
    }
    let done = match Wake::new() {
        Ok(done) => done,
        Err(error) => return Start::Found(Err(error::failure(&error))),
    };
    let shared = Arc::new(Shared { found: Mutex::new(None), done });
    let (theirs, name) = (Arc::clone(&shared), bare.to_owned());
    let lookup = move || {
        let found = resolve(&name, port);
        *theirs.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        theirs.done.notify();
    };
    // The thread inherits a mask in which every signal is blocked: the host's handlers run on the host's threads.
    let spawned =
        with_all_signals_blocked(|| std::thread::Builder::new().name("trueftp-lookup".into()).spawn(lookup));
    match spawned {
        Ok(_detached) => Start::Pending(Lookup(shared)),
        // Without a thread it is looked up here: late beats never.
        Err(_) => Start::Found(resolve(bare, port)),
    }
}

fn resolve(name: &str, port: u16) -> Found {
    match (name, port).to_socket_addrs() {
        Ok(addresses) => {
            let addresses: VecDeque<_> = addresses.collect();
            if addresses.is_empty() { Err(error::NAME_NOT_FOUND) } else { Ok(addresses) }
        }
        Err(_) => Err(error::NAME_NOT_FOUND),
    }
}

impl Lookup {
    /// The result, once it is there.
    pub(super) fn take(&self) -> Option<Found> {
        if !self.0.done.take() {
            return None;
        }
        self.0.found.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn watch(&self) -> Watch {
        Watch::wake(&self.0.done)
    }
}
