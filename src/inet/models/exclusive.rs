//! Which call has the turn: one at a time, every call eventually, and none after the end.

use std::sync::Arc;

use loom::future::block_on;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread::{self, JoinHandle};

use super::super::Error;
use super::super::handles::exclusive::{Busy, Exclusive};
use super::{join, model, new_connection};

/// Counts the threads that have it, and how often it ends.
#[derive(Clone, Debug)]
struct Counted {
    users: Arc<AtomicUsize>,
    ends: Arc<AtomicUsize>,
}

impl Counted {
    fn new() -> Self {
        Self { users: Arc::new(AtomicUsize::new(0)), ends: Arc::new(AtomicUsize::new(0)) }
    }

    fn turn(&self) -> Arc<Exclusive<End>> {
        Exclusive::new(End(self.clone()))
    }
}

/// What is taken.
#[derive(Debug)]
struct End(Counted);

impl End {
    fn use_alone(&self) {
        assert_eq!(self.0.users.fetch_add(1, Ordering::SeqCst), 0, "another thread has it");
        self.0.users.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.0.ends.fetch_add(1, Ordering::SeqCst);
    }
}

/// Two threads that do something with a turn.
fn two_with(turn: &Arc<Exclusive<End>>, work: fn(&Arc<Exclusive<End>>)) -> [JoinHandle<()>; 2] {
    [(); 2].map(|()| {
        let turn = Arc::clone(turn);
        thread::spawn(move || work(&turn))
    })
}

#[test]
fn every_call_has_a_turn() {
    model(3, || {
        let counted = Counted::new();
        let turn = counted.turn();
        let others = two_with(&turn, |turn| block_on(turn.take()).expect("it stays open").use_alone());
        block_on(turn.take()).expect("it stays open").use_alone();
        others.into_iter().for_each(join);
        assert!(turn.try_take().is_ok());
    });
}

#[test]
fn no_call_waits_for_a_closed_turn() {
    model(3, || {
        let counted = Counted::new();
        let turn = counted.turn();
        let others = two_with(&turn, |turn| drop(block_on(turn.take()).inspect(|taken| taken.use_alone())));
        drop(turn.close());
        assert_eq!(turn.try_take().err(), Some(Busy::Closed));
        others.into_iter().for_each(join);
        assert_eq!(counted.ends.load(Ordering::SeqCst), 1);
    });
}

/// The waiting call ends although the call that has the turn keeps it.
#[test]
fn a_call_that_waits_for_its_turn_is_cancelled() {
    model(3, || {
        let connection = new_connection();
        let taken = connection.take_dialogue(&connection.stop).expect("it is free");
        let theirs = Arc::clone(&connection);
        let other = thread::spawn(move || {
            assert_eq!(theirs.take_dialogue(&theirs.stop).map(drop), Err(Error::Cancelled));
        });
        connection.cancel();
        join(other);
        drop(taken);
    });
}
