//! Handles in every order that a few threads can take their steps in: loom looks for one that hangs, or that ends
//! something twice, too early or never.

mod exclusive;

use std::cell::RefCell;
use std::sync::{Arc, Mutex};

use loom::model::Builder;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread::{self, JoinHandle};

use crate::net::models::Endless;
use crate::net::{TransferReport, WakePoolUser, drive};
use crate::protocol::{Reason, Verdict};

use super::calls::close;
use super::handles::attributes::Attributes;
use super::handles::callback::{Callback, Event};
use super::handles::completed::Completed;
use super::handles::connection::{Connection, Origin};
use super::handles::file::{File, Opened};
use super::handles::file_call::FileCall;
use super::handles::notifier::Notifier;
use super::handles::object::Object;
use super::handles::pending_call::PendingCall;
use super::handles::registry;
use super::handles::session::{Proxy, Session};
use super::handles::settings::Settings;
use super::handles::transfer::{Access, EndedTransfer, OpenFile};
use super::{Error, Handle};

/// How often a thread is interrupted where it need not wait. More interruptions find nothing else.
fn model(preemptions: usize, threads: impl Fn() + Sync + Send + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(threads);
}

fn join(thread: JoinHandle<()>) {
    thread.join().expect("it ends");
}

thread_local! {
    /// The events of this run: all threads of a model run on one thread of the system.
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

fn record(event: Event) {
    EVENTS.with_borrow_mut(|events| events.push(event));
}

fn attributes() -> Arc<Attributes> {
    let attributes = Attributes::new(Settings::DEFAULT, None);
    attributes.context.store(1, std::sync::atomic::Ordering::Relaxed);
    attributes.set_callback(Callback { function: 1, wide: false, call: |_, _, _, event| record(event) });
    attributes
}

fn new_connection() -> Arc<Connection> {
    let (attributes, nothing) = (attributes(), b"");
    let origin =
        Origin { server: nothing, port: None, passive: true, user: nothing, password: nothing, attributes };
    Arc::new(Connection::new(origin))
}

/// A session and a connection below it; no event has been recorded yet.
fn handles() -> (Handle, Handle) {
    EVENTS.take();
    let session = Session {
        attributes: attributes(),
        offline: false,
        user_agent: Mutex::default(),
        proxy: Mutex::new(Proxy { access_type: 1, list: None, bypass: None }),
        connections: Mutex::default(),
        _keeper: WakePoolUser::new(),
    };
    let session = registry::insert_session(session).expect("there is room");
    (session, make_below(session).expect("the session is open"))
}

/// Does what InternetConnect does.
fn make_below(session: Handle) -> Result<Handle, Error> {
    let connection = new_connection();
    let dialogue = connection.take_dialogue(&connection.stop)?;
    let new = registry::insert(Object::Connection(Arc::clone(&connection)), session)?;
    let handle = new.handle();
    let pending = PendingCall::new(new, &connection, Notifier::for_handle(handle, &connection.attributes));
    let notifier = pending.notifier().clone();
    pending.run(async move {
        notifier.send(Event::HandleCreated(handle));
        Completed::local(Ok(handle)).holding(dialogue)
    })
}

/// A file whose transfer has ended, below a connection.
fn file_below(handle: Handle) -> Handle {
    let connection = registry::connection(handle).expect("it is open").0;
    let verdict = Verdict::Unknown { reason: Reason::Cancelled };
    let ended =
        EndedTransfer { verdict, lines: Vec::new(), report: TransferReport::empty(), is_reported: true };
    connection.take_dialogue(&connection.stop).expect("it is free").open = Some(OpenFile::Ended(ended));
    let url = Vec::new();
    let opened =
        Opened { connection, owns_connection: false, access: Access::Read, size: None, url, context: 1 };
    registry::insert(Object::File(Arc::new(File::new(opened))), handle).expect("it is open").handle()
}

const ENDED: Event = Event::RequestComplete { result: 1, error: 0 };

/// A call that only a close ends.
fn endless_call(handle: Handle) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let notifier = Notifier::for_handle(handle, &connection.attributes);
    let (pending, call) = PendingCall::with_dialogue(&found, &connection, notifier)?;
    let notifier = pending.notifier().clone();
    pending.run(async move {
        drive(&mut Endless::default(), &connection.stop, &notifier).await;
        drop(call);
        notifier.send(ENDED);
        Completed::local(Ok(()))
    })
}

/// One that reads from a file.
fn short_call(handle: Handle) -> Result<(), Error> {
    let found = registry::find(handle)?;
    let Object::File(file) = &found.object else { return Err(Error::IncorrectHandleType) };
    let pending =
        PendingCall::new(found.enter()?, &file.connection, Notifier::for_handle(handle, &file.attributes));
    let entered = FileCall::new(file, Access::Read, pending.notifier())?;
    let notifier = pending.notifier().clone();
    pending.run(async move {
        notifier.send(ENDED);
        drop(entered);
        Completed::local(Ok(()))
    })
}

/// Asserts that these events, and no others, happened in this order, and that the handles are closed. An event with `false`
/// is not expected in this run.
fn assert_events(expected: &[(Event, bool)], handles: &[Handle]) {
    let events = EVENTS.take();
    let expected: Vec<Event> =
        expected.iter().filter(|(_, is)| *is).map(|(event, _)| event.clone()).collect();
    assert_eq!(events, expected);
    for &handle in handles {
        assert_eq!(registry::find(handle).map(drop), Err(Error::InvalidHandle));
    }
}

/// A handle does not end while a call is inside it, and a call that comes too late fails.
#[test]
fn a_handle_does_not_end_while_a_call_is_inside() {
    model(2, || {
        let (session, connection) = handles();
        let enter = move || {
            let Ok(found) = registry::find(connection) else { return };
            let Ok(inside) = found.enter() else { return };
            thread::yield_now();
            EVENTS.with_borrow(|events| assert!(!events.contains(&Event::HandleClosing(connection))));
            drop(inside);
        };
        let others = [thread::spawn(enter), thread::spawn(enter)];
        assert_eq!(close::close(session), Ok(()));
        others.into_iter().for_each(join);
        let expected = [
            (Event::HandleCreated(connection), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(session), true),
        ];
        assert_events(&expected, &[session, connection]);
    });
}

/// In every order the call ends, then its handle, then the one above.
fn closing_ends_a_call(choose: fn(Handle, Handle) -> Handle) {
    model(3, move || {
        let (session, connection) = handles();
        let call = thread::spawn(move || {
            let result = endless_call(connection);
            assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle | Error::Cancelled)), "{result:?}");
        });
        assert_eq!(close::close(choose(session, connection)), Ok(()));
        join(call);
        assert_eq!(close::close(session).is_ok(), choose(session, connection) == connection);
        let has_run = EVENTS.with_borrow(|events| events.contains(&ENDED));
        let expected = [
            (Event::HandleCreated(connection), true),
            (ENDED, has_run),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(session), true),
        ];
        assert_events(&expected, &[session, connection]);
    });
}

#[test]
fn closing_a_connection_ends_its_call() {
    closing_ends_a_call(|_, connection| connection);
}

#[test]
fn closing_a_root_ends_the_calls_below() {
    closing_ends_a_call(|session, _| session);
}

#[test]
fn a_handle_made_below_a_root_that_is_closed() {
    model(3, || {
        let (session, first) = handles();
        let made = Arc::new(AtomicUsize::new(0));
        let theirs = Arc::clone(&made);
        let maker = thread::spawn(move || {
            // 0 if it came too late.
            let handle = make_below(session).unwrap_or(0);
            theirs.store(handle as usize, Ordering::SeqCst);
        });
        assert_eq!(close::close(session), Ok(()));
        join(maker);
        let second = Handle::try_from(made.load(Ordering::SeqCst)).expect("a handle");
        let of = |handle| EVENTS.with_borrow(|events| position(events, handle));
        let closed = |handle: Handle| Event::HandleClosing(handle);
        let (of_first, of_session) = (of(closed(first)), of(closed(session)));
        assert!(of_first < of_session);
        if second != 0 {
            let (of_second, created) = (of(closed(second)), of(Event::HandleCreated(second)));
            assert!(created < of_second && of_second < of_session);
        }
        assert!(registry::find(second).is_err());
    });
}

/// Where the one such event is.
fn position(events: &[Event], event: Event) -> usize {
    let places: Vec<usize> = (0..events.len()).filter(|&at| events[at] == event).collect();
    assert_eq!(places.len(), 1, "{event:?} in {events:?}");
    places[0]
}

#[test]
fn a_parent_and_its_child_are_closed_at_once() {
    model(3, || {
        let (session, connection) = handles();
        let closer = thread::spawn(move || assert_eq!(close::close(session), Ok(())));
        let result = close::close(connection);
        assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle)), "{result:?}");
        join(closer);
        let expected = [
            (Event::HandleCreated(connection), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(session), true),
        ];
        assert_events(&expected, &[session, connection]);
    });
}

/// The same for a file, where the close may have to wait for the dialogue that the call uses.
fn closing_a_file(choose: fn(Handle, Handle) -> Handle) {
    model(2, move || {
        let (session, connection) = handles();
        let file = file_below(connection);
        let call = thread::spawn(move || {
            let result = short_call(file);
            assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle | Error::Cancelled)), "{result:?}");
        });
        assert_eq!(close::close(choose(session, file)), Ok(()));
        join(call);
        if choose(session, file) == file {
            let connection = registry::connection(connection).expect("it is open").0;
            assert!(connection.take_dialogue(&connection.stop).expect("it is free").open.is_none());
            drop(connection);
            assert_eq!(close::close(session), Ok(()));
        }
        let has_run = EVENTS.with_borrow(|events| events.contains(&ENDED));
        let expected = [
            (Event::HandleCreated(connection), true),
            (ENDED, has_run),
            (Event::HandleClosing(file), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(session), true),
        ];
        assert_events(&expected, &[session, connection, file]);
    });
}

#[test]
fn closing_a_file_that_is_used() {
    closing_a_file(|_, file| file);
}

#[test]
fn closing_the_root_of_a_file_that_is_used() {
    closing_a_file(|session, _| session);
}
