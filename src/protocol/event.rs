//! What a machine is told and what it answers.

use std::net::SocketAddr;

use super::{ControlFate, Failure, LocalFailure, Reply, Verdict};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A complete reply arrived.
    Reply(Reply),
    /// A line arrived that belongs to no reply.
    Unparsable,
    /// The control connection ended or failed.
    ControlLost(Failure),
    /// It was found ended or failed before the operation's first command.
    AlreadyLost(Failure),
    /// Something that is not a 421 was waiting before a command, which was therefore not sent.
    OutOfSync,
    /// The clock of [`Action::ReplyTimer`] ran out.
    DeadlinePassed,
    /// This side listens at that address.
    Listening(SocketAddr),
    /// The data connection is there.
    DataConnected,
    /// The data connection could not be made, failed, or moved no byte for too long.
    DataFailed(Failure),
    /// The local file came to its end, all of it was handed to the data connection, and nothing the server has said by
    /// now is unheard.
    SourceEnded,
    /// The local file could not be read to the end it had when it was opened, or what came could not be kept.
    LocalFailed(LocalFailure),
    /// The server ended the data, and all of it is kept here.
    DataEnded,
    /// The caller wants no more data.
    Abandoned,
    /// The server's system acknowledged all data, and nothing was reset.
    Delivered,
    /// The caller gave up.
    Cancelled,
}

/// How long a reply is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyTimer {
    /// No reply is due now.
    Off,
    /// The usual time for a reply.
    Reply,
    /// The time a server may take to store what it was sent.
    FinalReply,
    /// A few seconds: the server owes a reply, but the operation has failed anyhow.
    AfterFailure,
    /// A moment: it has had its time already.
    AfterTimeout,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Send this command line, after making sure that nothing is waiting on the control connection.
    Send(Vec<u8>),
    /// Start the reply timer again, or stop it. Only this does so: replies do not.
    ReplyTimer(ReplyTimer),
    /// Listen on the control connection's local address.
    Listen,
    /// Await the server on the listener, and only the server.
    Accept,
    /// Connect to this port of the control connection's peer.
    Dial(u16),
    /// From now on send the local file as fast as the data connection takes it.
    SendFile,
    /// From now on keep what the data connection brings, which is the whole only if it is at least so much.
    Receive(Option<u64>),
    /// End the data (FIN), and keep the socket.
    EndData,
    /// Find out whether the server's system acknowledged all data.
    ConfirmDelivery,
    /// Close the data connection, or whatever there is of it.
    CloseData,
    /// Reset the data connection: what was sent must not look like a whole file.
    AbortData,
    /// The end. Whatever is left of the data connection is closed.
    Finish(Verdict, ControlFate),
}

/// The answers of a machine, in the order they are to be done.
pub type Actions = Vec<Action>;
