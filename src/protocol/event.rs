//! The events that a machine receives and the actions it answers with.

use std::net::SocketAddr;

use super::{ControlFate, Failure, LocalFailure, Reply, Verdict};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A complete reply arrived, of any class. It need not be the reply to the last command.
    Reply(Reply),
    /// A line arrived that is not part of any reply. The timer keeps running.
    Unparsable,
    /// The control connection was closed or failed: no reply can come any more.
    ControlLost(Failure),
    /// The control connection was found closed or failed before the operation's first command, which was not sent.
    AlreadyLost(Failure),
    /// A reply other than 421, or a part of one, was found waiting before a command. The command was not sent.
    OutOfSync,
    /// The time set by [`Action::ReplyTimer`] is over. The timer is off now.
    DeadlinePassed,
    /// The answer to [`Action::Listen`]: the listener has this address.
    Listening(SocketAddr),
    /// The answer to [`Action::Dial`] or [`Action::Accept`]: the data connection is established.
    DataConnected,
    /// The data connection could not be established, failed, or moved no byte for too long. Nothing more will be reported
    /// about it.
    DataFailed(Failure),
    /// All of the local file was handed to the data connection, and every reply that had arrived by then has been reported:
    /// a reply after this event came after the last byte was sent.
    SourceEnded,
    /// The local file could not be read to the length it had when it was opened, or the received data could not be stored.
    LocalFailed(LocalFailure),
    /// The server closed the data connection, and everything it sent is stored.
    DataEnded,
    /// The caller wants no more data.
    Abandoned,
    /// The answer to [`Action::ConfirmDelivery`]: the server's system acknowledged all data and did not reset the
    /// connection.
    Delivered,
    /// The caller cancelled the operation. The machine finishes at once.
    Cancelled,
}

/// How long to wait for a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyTimer {
    /// No reply is due now.
    Off,
    /// The usual time for a reply.
    Reply,
    /// The time a server may take to store what it received.
    FinalReply,
    /// A few seconds: the operation has failed, but the server still owes a reply.
    AfterFailure,
    /// A fraction of a second: the server owes a reply, but has already had its time.
    AfterTimeout,
}

/// Something the driver has to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Send this command line, unless something is waiting on the control connection. If it cannot be sent, the driver
    /// drops the actions after it and reports why.
    Send(Vec<u8>),
    /// Restart the reply timer with this time, or stop it. Nothing else does: a reply leaves the timer running.
    ReplyTimer(ReplyTimer),
    /// Listen for the data connection on the local address of the control connection.
    Listen,
    /// Accept the data connection on the listener, from the server's address only.
    Accept,
    /// Connect the data connection to this port of the server.
    Dial(u16),
    /// Send the local file as fast as the data connection takes it.
    SendFile,
    /// Store what the data connection delivers. If the server ends it before this many bytes, report a failure instead of
    /// [`Event::DataEnded`].
    Receive(Option<u64>),
    /// End the data by shutting down the sending side (FIN), but keep the socket.
    EndData,
    /// Find out whether the server's system has acknowledged all data.
    ConfirmDelivery,
    /// Close the data connection or the listener, if there is one.
    CloseData,
    /// Reset the data connection: what was sent must not look like a complete file.
    AbortData,
    /// The operation has ended. Close what is left of the data connection.
    Finish(Verdict, ControlFate),
}

/// The actions of a machine, in the order in which the driver has to perform them.
pub type Actions = Vec<Action>;
