//! InternetConnect: reaching a server and logging in.

use std::future::{Future, Ready};
use std::sync::Arc;

use crate::constants::connection::{
    INTERNET_DEFAULT_FTP_PORT, INTERNET_SERVICE_FTP, INTERNET_SERVICE_GOPHER, INTERNET_SERVICE_HTTP,
};
use crate::constants::flags::INTERNET_FLAG_PASSIVE;
use crate::inet::handles::callback::{Callback, Event};
use crate::inet::handles::completed::Completed;
use crate::inet::handles::connection::{Connection, Origin};
use crate::inet::handles::dialogue::Dialogue;
use crate::inet::handles::exclusive::ExclusiveGuard;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::object::Object;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::session::Session;
use crate::inet::handles::{closing, registry, response};
use crate::inet::{Error, Handle};
use crate::net::{Connector, Finished, LookupQueue, NoData, Operation, Server, TransferReport, drive};
use crate::protocol::{self, ServerState, Verdict, name};

use super::connectivity;

/// The arguments of InternetConnect.
#[derive(Debug)]
pub struct Arguments<'a> {
    /// A host name or address, in UTF-8.
    pub server: &'a [u8],
    /// 0 for the default port.
    pub port: u16,
    /// Empty for anonymous.
    pub user: &'a [u8],
    /// Empty for none, or for anonymous' default.
    pub password: &'a [u8],
    /// INTERNET_SERVICE_FTP; all others are refused.
    pub service: u32,
    /// INTERNET_FLAG_PASSIVE counts.
    pub flags: u32,
    /// The caller's context value.
    pub context: usize,
}

/// Connects and logs in. The new handle exists while this runs, so closing the session cancels it.
pub fn connect(session_handle: Handle, arguments: &Arguments<'_>) -> Result<Handle, Error> {
    let session = registry::session(session_handle)?;
    if arguments.server.is_empty() {
        return Err(Error::InvalidParameter);
    }
    match arguments.service {
        INTERNET_SERVICE_FTP => {}
        INTERNET_SERVICE_GOPHER | INTERNET_SERVICE_HTTP => return Err(Error::InvalidOperation),
        _ => return Err(Error::InvalidParameter),
    }
    PendingLogin::new(&session, session_handle, arguments)?.run(None::<Ready<_>>)
}

/// A connection that is about to log in. It has its handle, so that closing that ends it.
pub(super) struct PendingLogin {
    pub(super) handle: Handle,
    pub(super) connection: Arc<Connection>,
    dialogue: ExclusiveGuard<Dialogue>,
    login: Login,
    pending: PendingCall,
}

impl PendingLogin {
    pub(super) fn new(
        session: &Session,
        session_handle: Handle,
        arguments: &Arguments<'_>,
    ) -> Result<Self, Error> {
        let connection = prepare(session, arguments)?;
        // Until the login ends, the connection is busy for other threads.
        let dialogue = connection.take_dialogue(&connection.stop)?;
        let new = registry::insert(Object::Connection(Arc::clone(&connection)), session_handle)?;
        let handle = new.handle();
        let notifier = Notifier::new(handle, arguments.context, &connection.attributes);
        let pending = PendingCall::new(new, &connection, notifier);
        Ok(Self { handle, connection, dialogue, login: Login::new(arguments), pending })
    }

    pub(super) fn notifier(&self) -> &Notifier {
        self.pending.notifier()
    }

    /// Logs in, and then does the rest of the call. If either fails, the handle is closed.
    pub(super) fn run(
        self,
        rest: Option<impl Future<Output = Completed<()>> + Send + 'static>,
    ) -> Result<Handle, Error> {
        let Self { handle, connection, mut dialogue, login, pending } = self;
        let attributes = Arc::clone(&connection.attributes);
        let notifier = pending.notifier().clone();
        let result = pending.run(async move {
            notifier.send(Event::HandleCreated(handle));
            let login = log_in(&connection, &mut dialogue, login, &notifier).await;
            let completed = match (login.result, rest) {
                (Ok(()), Some(rest)) => {
                    drop(dialogue);
                    login.then(rest.await)
                }
                _ => login.holding(dialogue),
            };
            if completed.result.is_err() {
                closing::discard(handle);
            }
            completed.map(|()| handle)
        });
        if result == Err(Error::AsyncThreadFailed) {
            // The callback never received the handle, so its close is not reported.
            attributes.set_callback(Callback::NONE);
            closing::discard(handle);
        }
        result
    }
}

/// A connection that is not connected yet, below a session that allows one.
fn prepare(session: &Session, arguments: &Arguments<'_>) -> Result<Arc<Connection>, Error> {
    let no_user = arguments.user.is_empty() && !arguments.password.is_empty();
    if no_user || !name::is_safe(arguments.user) || !name::is_safe(arguments.password) {
        return Err(Error::InvalidParameter);
    }
    response::clear();
    if session.offline || connectivity::is_offline() {
        return Err(Error::NoDirectAccess);
    }
    let connection = Arc::new(Connection::new(Origin {
        server: arguments.server,
        port: (!matches!(arguments.port, 0 | INTERNET_DEFAULT_FTP_PORT)).then_some(arguments.port),
        passive: arguments.flags & INTERNET_FLAG_PASSIVE != 0,
        user: arguments.user,
        password: arguments.password,
        attributes: session.attributes.child(arguments.context),
    }));
    session.add(&connection);
    Ok(connection)
}

/// The server, and what the login sends to it.
struct Login {
    server: Server,
    user: Vec<u8>,
    password: Vec<u8>,
}

impl Login {
    /// Anonymous if no user is given.
    fn new(arguments: &Arguments<'_>) -> Self {
        let (user, password): (&[u8], &[u8]) = match arguments.user {
            b"" => (b"anonymous", b"anonymous@"),
            user => (user, arguments.password),
        };
        Self {
            // A name that is not UTF-8 has no address, and fails in the lookup, with the lookup's error.
            server: Server {
                name: String::from_utf8_lossy(arguments.server).into_owned(),
                port: if arguments.port == 0 { INTERNET_DEFAULT_FTP_PORT } else { arguments.port },
            },
            user: user.to_vec(),
            password: password.to_vec(),
        }
    }
}

/// Reaches the server and logs in.
async fn log_in(
    connection: &Connection,
    dialogue: &mut Dialogue,
    login: Login,
    notifier: &Notifier,
) -> Completed<()> {
    let timeouts = connection.timeouts();
    let tries = connection.attributes.settings().connect_retries;
    // A thread for each lookup does no harm if each call has its own thread anyway.
    let queue =
        if connection.attributes.executor.is_some() { LookupQueue::Queued } else { LookupQueue::Immediate };
    let mut connector = Connector::new(login.server, queue, tries, timeouts);
    let mut control = match drive(&mut connector, &connection.stop, notifier).await {
        Ok(control) => control,
        Err(reason) => {
            let verdict = Verdict::Unknown { reason };
            return Completed::new(&verdict, TransferReport::empty(), Vec::new()).map(drop);
        }
    };
    dialogue.server_state = ServerState::new(connection.passive, control.route().is_ipv6());
    control.conceal(&login.password);
    let mut operation = Operation::new(protocol::Login::new(login.user, login.password), control, timeouts);
    drive(&mut operation.run(&mut NoData, timeouts), &connection.stop, notifier).await;
    let Finished { control, verdict, replies, report, .. } = operation.finish();
    dialogue.control = control;
    Completed::new(&verdict, report, replies).map(drop)
}
