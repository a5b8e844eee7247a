//! Visits the states of a machine.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

use trueftp::protocol::{Action, Actions, Event, Machine, Reply};

use kit::random::Random;

/// Sees every event and every action of a machine, and panics at anything that must never happen.
pub trait Watcher: Clone + Debug + Eq + Hash {
    /// The machine is about to handle an event.
    fn event(&mut self, event: &Event);
    /// The machine answered with an action.
    fn action(&mut self, action: &Action);
    /// All actions after an event, or after the start, have been reported.
    fn settled(&self);
    /// Whether there is a verdict.
    fn is_finished(&self) -> bool;
}

/// A machine and its watcher.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Pair<M, W> {
    machine: M,
    watcher: W,
}

impl<M, W> Pair<M, W>
where
    M: Machine + Clone + Debug + Eq + Hash,
    W: Watcher,
{
    fn start(mut machine: M, mut watcher: W) -> Self {
        let mut actions = Actions::new();
        for early in [reply(220, "x"), Event::Unparsable, Event::DeadlinePassed, Event::Cancelled] {
            machine.handle(early, &mut actions);
        }
        assert_eq!(actions, [], "an event before the start is ignored");
        machine.start(&mut actions);
        actions.iter().for_each(|action| watcher.action(action));
        watcher.settled();
        Self { machine, watcher }
    }

    /// The pair after one more event.
    fn after(&self, event: &Event) -> Self {
        let mut next = self.clone();
        next.watcher.event(event);
        let mut actions = Actions::new();
        next.machine.handle(event.clone(), &mut actions);
        actions.iter().for_each(|action| next.watcher.action(action));
        next.watcher.settled();
        next
    }
}

/// Visits every reachable state and tries every event there. Returns how many states there are.
pub fn walk_all<M, W>(machine: M, watcher: W, events: &[Event]) -> usize
where
    M: Machine + Clone + Debug + Eq + Hash,
    W: Watcher,
{
    let first = Pair::start(machine, watcher);
    let mut seen = HashSet::from([first.clone()]);
    let mut todo = vec![first];
    while let Some(pair) = todo.pop() {
        assert!(
            pair.watcher.is_finished() || pair.after(&Event::Cancelled).watcher.is_finished(),
            "a cancelled machine does not finish: {pair:?}"
        );
        for next in events.iter().map(|event| pair.after(event)) {
            if seen.insert(next.clone()) {
                assert!(seen.len() < 2_000_000, "too many states");
                todo.push(next);
            }
        }
    }
    assert!(seen.iter().any(|pair| pair.watcher.is_finished()));
    seen.len()
}

/// Runs a machine through these events.
pub fn run<M, W>(machine: M, watcher: W, events: &[Event])
where
    M: Machine + Clone + Debug + Eq + Hash,
    W: Watcher,
{
    let mut pair = Pair::start(machine, watcher);
    for event in events {
        pair = pair.after(event);
    }
}

/// Runs a machine through `length` random events.
pub fn run_random<M, W>(machine: M, watcher: W, events: &[Event], length: usize, random: &mut Random)
where
    M: Machine + Clone + Debug + Eq + Hash,
    W: Watcher,
{
    let events: Vec<Event> = (0..length).map(|_| events[random.below(events.len())].clone()).collect();
    run(machine, watcher, &events);
}

/// A reply event.
pub fn reply(code: u16, text: &str) -> Event {
    Event::Reply(Reply::new(code, format!("{code} {text}\r\n").into_bytes()))
}
