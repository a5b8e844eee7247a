//! Handles in every order that a few threads can take their steps in: loom looks for one that hangs, or that ends
//! something twice, too early or never.

mod turns;

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
use super::handles::session::{Proxy, Root};
use super::handles::settings::Settings;
use super::handles::transfer::{Access, EndedTransfer, OpenFile};
use super::{Error, Handle};

/// How often a thread is interrupted where it need not wait; more than that finds nothing that this does not.
fn model(preemptions: usize, threads: impl Fn() + Sync + Send + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(threads);
}

fn join(thread: JoinHandle<()>) {
    thread.join().expect("it ends");
}

thread_local! {
    /// What was told in this run: all threads of a model are one of the system's.
    static TOLD: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

fn tell(event: Event) {
    TOLD.with_borrow_mut(|told| told.push(event));
}

fn attributes() -> Arc<Attributes> {
    let attributes = Attributes::new(Settings::DEFAULT, None);
    attributes.context.store(1, std::sync::atomic::Ordering::Relaxed);
    attributes.set_callback(Callback { function: 1, wide: false, call: |_, _, _, event| tell(event) });
    attributes
}

fn new_connection() -> Arc<Connection> {
    let (attributes, nothing) = (attributes(), b"");
    let origin =
        Origin { server: nothing, port: None, passive: true, user: nothing, password: nothing, attributes };
    Arc::new(Connection::new(origin))
}

/// A root and a connection below it; nothing was told yet.
fn handles() -> (Handle, Handle) {
    TOLD.take();
    let root = Root {
        attributes: attributes(),
        offline: false,
        user_agent: Mutex::default(),
        proxy: Mutex::new(Proxy { access_type: 1, list: None, bypass: None }),
        connections: Mutex::default(),
        _keeper: WakePoolUser::new(),
    };
    let root = registry::insert_root(root).expect("there is room");
    (root, make_below(root).expect("the root is open"))
}

/// As InternetConnect does.
fn make_below(root: Handle) -> Result<Handle, Error> {
    let connection = new_connection();
    let dialogue = connection.turn(&connection.stop)?;
    let new = registry::insert(Object::Connection(Arc::clone(&connection)), root)?;
    let handle = new.handle();
    let pending = PendingCall::new(new, &connection, Notifier::of(handle, &connection.attributes));
    let notifier = pending.notifier().clone();
    pending.run(async move {
        notifier.tell(Event::HandleCreated(handle));
        Completed::local(Ok(handle)).holding(dialogue)
    })
}

/// A file whose transfer has ended, below a connection.
fn file_below(handle: Handle) -> Handle {
    let connection = registry::connection(handle).expect("it is open").0;
    let verdict = Verdict::Unknown { reason: Reason::Cancelled };
    let ended =
        EndedTransfer { verdict, lines: Vec::new(), report: TransferReport::empty(), is_reported: true };
    connection.turn(&connection.stop).expect("nobody has it").open = Some(OpenFile::Ended(ended));
    let url = Vec::new();
    let opened =
        Opened { connection, owns_connection: false, access: Access::Read, size: None, url, context: 1 };
    registry::insert(Object::File(Arc::new(File::new(opened))), handle).expect("it is open").handle()
}

const ENDED: Event = Event::RequestComplete { result: 1, error: 0 };

/// A call that only a close ends.
fn endless_call(handle: Handle) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let notifier = Notifier::of(handle, &connection.attributes);
    let (pending, call) = PendingCall::with_dialogue(&found, &connection, notifier)?;
    let notifier = pending.notifier().clone();
    pending.run(async move {
        drive(&mut Endless::default(), &connection.stop, &notifier).await;
        drop(call);
        notifier.tell(ENDED);
        Completed::local(Ok(()))
    })
}

/// One that reads from a file.
fn short_call(handle: Handle) -> Result<(), Error> {
    let found = registry::find(handle)?;
    let Object::File(file) = &found.object else { return Err(Error::IncorrectHandleType) };
    let pending = PendingCall::new(found.enter()?, &file.connection, Notifier::of(handle, &file.attributes));
    let entered = FileCall::new(file, Access::Read, pending.notifier())?;
    let notifier = pending.notifier().clone();
    pending.run(async move {
        notifier.tell(ENDED);
        drop(entered);
        Completed::local(Ok(()))
    })
}

/// What was told is this, and that only where it came about; there are no handles any more.
fn assert_told(expected: &[(Event, bool)], handles: &[Handle]) {
    let told = TOLD.take();
    let expected: Vec<Event> =
        expected.iter().filter(|(_, is)| *is).map(|(event, _)| event.clone()).collect();
    assert_eq!(told, expected);
    for &handle in handles {
        assert_eq!(registry::find(handle).map(drop), Err(Error::InvalidHandle));
    }
}

/// Whoever has entered a handle keeps it from its end, and whoever comes too late is told so.
#[test]
fn a_handle_does_not_end_while_somebody_is_inside() {
    model(2, || {
        let (root, connection) = handles();
        let enter = move || {
            let Ok(found) = registry::find(connection) else { return };
            let Ok(inside) = found.enter() else { return };
            thread::yield_now();
            TOLD.with_borrow(|told| assert!(!told.contains(&Event::HandleClosing(connection))));
            drop(inside);
        };
        let others = [thread::spawn(enter), thread::spawn(enter)];
        assert_eq!(close::close(root), Ok(()));
        others.into_iter().for_each(join);
        let expected = [
            (Event::HandleCreated(connection), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(root), true),
        ];
        assert_told(&expected, &[root, connection]);
    });
}

/// In every order the call ends, then its handle, then the one above.
fn closing_ends_a_call(choose: fn(Handle, Handle) -> Handle) {
    model(3, move || {
        let (root, connection) = handles();
        let call = thread::spawn(move || {
            let result = endless_call(connection);
            assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle | Error::Cancelled)), "{result:?}");
        });
        assert_eq!(close::close(choose(root, connection)), Ok(()));
        join(call);
        assert_eq!(close::close(root).is_ok(), choose(root, connection) == connection);
        let has_run = TOLD.with_borrow(|told| told.contains(&ENDED));
        let expected = [
            (Event::HandleCreated(connection), true),
            (ENDED, has_run),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(root), true),
        ];
        assert_told(&expected, &[root, connection]);
    });
}

#[test]
fn closing_a_connection_ends_its_call() {
    closing_ends_a_call(|_, connection| connection);
}

#[test]
fn closing_a_root_ends_the_calls_below() {
    closing_ends_a_call(|root, _| root);
}

#[test]
fn a_handle_made_below_a_root_that_is_closed() {
    model(3, || {
        let (root, first) = handles();
        let made = Arc::new(AtomicUsize::new(0));
        let theirs = Arc::clone(&made);
        let maker = thread::spawn(move || {
            // Whether it came too late is seen below.
            let handle = make_below(root).unwrap_or(0);
            theirs.store(handle as usize, Ordering::SeqCst);
        });
        assert_eq!(close::close(root), Ok(()));
        join(maker);
        let second = Handle::try_from(made.load(Ordering::SeqCst)).expect("a handle");
        let of = |handle| TOLD.with_borrow(|told| position(told, handle));
        let closed = |handle: Handle| Event::HandleClosing(handle);
        let (of_first, of_root) = (of(closed(first)), of(closed(root)));
        assert!(of_first < of_root);
        if second != 0 {
            let (of_second, created) = (of(closed(second)), of(Event::HandleCreated(second)));
            assert!(created < of_second && of_second < of_root);
        }
        assert!(registry::find(second).is_err());
    });
}

/// Where the one such event is.
fn position(told: &[Event], event: Event) -> usize {
    let places: Vec<usize> = (0..told.len()).filter(|&at| told[at] == event).collect();
    assert_eq!(places.len(), 1, "{event:?} in {told:?}");
    places[0]
}

#[test]
fn a_parent_and_its_child_are_closed_at_once() {
    model(3, || {
        let (root, connection) = handles();
        let closer = thread::spawn(move || assert_eq!(close::close(root), Ok(())));
        let result = close::close(connection);
        assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle)), "{result:?}");
        join(closer);
        let expected = [
            (Event::HandleCreated(connection), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(root), true),
        ];
        assert_told(&expected, &[root, connection]);
    });
}

/// Of a file, as well, where the close may have to wait for what the call uses.
fn closing_a_file(choose: fn(Handle, Handle) -> Handle) {
    model(2, move || {
        let (root, connection) = handles();
        let file = file_below(connection);
        let call = thread::spawn(move || {
            let result = short_call(file);
            assert!(matches!(result, Ok(()) | Err(Error::InvalidHandle | Error::Cancelled)), "{result:?}");
        });
        assert_eq!(close::close(choose(root, file)), Ok(()));
        join(call);
        if choose(root, file) == file {
            let connection = registry::connection(connection).expect("it is open").0;
            assert!(connection.turn(&connection.stop).expect("nobody has it").open.is_none());
            drop(connection);
            assert_eq!(close::close(root), Ok(()));
        }
        let has_run = TOLD.with_borrow(|told| told.contains(&ENDED));
        let expected = [
            (Event::HandleCreated(connection), true),
            (ENDED, has_run),
            (Event::HandleClosing(file), true),
            (Event::HandleClosing(connection), true),
            (Event::HandleClosing(root), true),
        ];
        assert_told(&expected, &[root, connection, file]);
    });
}

#[test]
fn closing_a_file_that_is_used() {
    closing_a_file(|_, file| file);
}

#[test]
fn closing_the_root_of_a_file_that_is_used() {
    closing_a_file(|root, _| root);
}
