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
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::object::Object;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::session::Root;
use crate::inet::handles::turn::TurnGuard;
use crate::inet::handles::{closing, registry, response};
use crate::inet::{Error, Handle};
use crate::net::{Connector, Finished, LookupQueue, NoData, Operation, Server, TransferReport, drive};
use crate::protocol::{self, ServerState, Verdict, name};

use super::connectivity;

/// What the caller wants to be connected to.
#[derive(Debug)]
pub struct Target<'a> {
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

/// Connects and logs in. The new handle exists while this runs, so closing the root cancels it.
pub fn connect(root_handle: Handle, target: &Target<'_>) -> Result<Handle, Error> {
    let root = registry::root(root_handle)?;
    if target.server.is_empty() {
        return Err(Error::InvalidParameter);
    }
    match target.service {
        INTERNET_SERVICE_FTP => {}
        INTERNET_SERVICE_GOPHER | INTERNET_SERVICE_HTTP => return Err(Error::InvalidOperation),
        _ => return Err(Error::InvalidParameter),
    }
    Beginning::new(&root, root_handle, target)?.run(None::<Ready<_>>)
}

/// A connection that is about to log in. It has its handle, so that closing that ends it.
pub(super) struct Beginning {
    pub(super) handle: Handle,
    pub(super) connection: Arc<Connection>,
    dialogue: TurnGuard<Dialogue>,
    login: Login,
    pending: PendingCall,
}

impl Beginning {
    pub(super) fn new(root: &Root, root_handle: Handle, target: &Target<'_>) -> Result<Self, Error> {
        let connection = prepare(root, target)?;
        // Whoever finds the handle finds its connection busy.
        let dialogue = connection.turn(&connection.stop)?;
        let new = registry::insert(Object::Connection(Arc::clone(&connection)), root_handle)?;
        let handle = new.handle();
        let notifier = Notifier::new(handle, target.context, &connection.attributes);
        let pending = PendingCall::new(new, &connection, notifier);
        Ok(Self { handle, connection, dialogue, login: Login::new(target), pending })
    }

    pub(super) fn notifier(&self) -> &Notifier {
        self.pending.notifier()
    }

    /// Logs in, and then does what is still to be done for the handle; without success there is none.
    pub(super) fn run(
        self,
        rest: Option<impl Future<Output = Completed<()>> + Send + 'static>,
    ) -> Result<Handle, Error> {
        let Self { handle, connection, mut dialogue, login, pending } = self;
        let attributes = Arc::clone(&connection.attributes);
        let notifier = pending.notifier().clone();
        let result = pending.run(async move {
            notifier.tell(Event::HandleCreated(handle));
            let login = log_in(&connection, &mut dialogue, login, &notifier).await;
            let completed = match (login.result, rest) {
                (Ok(()), Some(rest)) => {
                    drop(dialogue);
                    login.then(rest.await)
                }
                _ => login.holding(dialogue),
            };
            if completed.result.is_err() {
                closing::give_up(handle);
            }
            completed.map(|()| handle)
        });
        if result == Err(Error::AsyncThreadFailed) {
            // Nothing has begun, so nobody was told of the handle, and nobody is told of its end.
            attributes.set_callback(Callback::NONE);
            closing::give_up(handle);
        }
        result
    }
}

/// A connection that is not connected yet, below a root that allows one.
fn prepare(root: &Root, target: &Target<'_>) -> Result<Arc<Connection>, Error> {
    let no_user = target.user.is_empty() && !target.password.is_empty();
    if no_user || !name::is_safe(target.user) || !name::is_safe(target.password) {
        return Err(Error::InvalidParameter);
    }
    response::clear();
    if root.offline || connectivity::is_offline() {
        return Err(Error::NoDirectAccess);
    }
    let connection = Arc::new(Connection::new(Origin {
        server: target.server,
        port: (!matches!(target.port, 0 | INTERNET_DEFAULT_FTP_PORT)).then_some(target.port),
        passive: target.flags & INTERNET_FLAG_PASSIVE != 0,
        user: target.user,
        password: target.password,
        attributes: root.attributes.child(target.context),
    }));
    root.add(&connection);
    Ok(connection)
}

/// What is sent to whom at the login.
struct Login {
    server: Server,
    user: Vec<u8>,
    password: Vec<u8>,
}

impl Login {
    /// Anonymous where no user is given.
    fn new(target: &Target<'_>) -> Self {
        let (user, password): (&[u8], &[u8]) = match target.user {
            b"" => (b"anonymous", b"anonymous@"),
            user => (user, target.password),
        };
        Self {
            // No name outside UTF-8 has an address; as text it fails in the lookup, with the lookup's error.
            server: Server {
                name: String::from_utf8_lossy(target.server).into_owned(),
                port: if target.port == 0 { INTERNET_DEFAULT_FTP_PORT } else { target.port },
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
    // A thread of its own for each lookup is fine where each call has one anyway.
    let queue =
        if connection.attributes.executor.is_some() { LookupQueue::Queued } else { LookupQueue::Immediate };
    let mut dialer = Connector::new(login.server, queue, tries, timeouts);
    let mut control = match drive(&mut dialer, &connection.stop, notifier).await {
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
