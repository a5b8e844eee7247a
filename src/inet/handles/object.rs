//! What handles name.

use std::sync::Arc;

use super::attributes::Attributes;
use super::connection::Connection;
use super::file::File;
use super::find::Find;
use super::html::Html;
use super::session::Session;

/// What a handle names.
#[derive(Clone, Debug)]
pub(crate) enum Object {
    Session(Arc<Session>),
    Connection(Arc<Connection>),
    File(Arc<File>),
    Find(Arc<Find>),
    Html(Arc<Html>),
}

impl Object {
    pub(crate) fn attributes(&self) -> &Arc<Attributes> {
        match self {
            Self::Session(session) => &session.attributes,
            Self::Connection(connection) => &connection.attributes,
            Self::File(file) => &file.attributes,
            Self::Find(find) => &find.attributes,
            Self::Html(html) => &html.attributes,
        }
    }

    /// The connection itself, or the one the object belongs to.
    pub(crate) fn connection(&self) -> Option<&Arc<Connection>> {
        match self {
            Self::Session(_) => None,
            Self::Connection(connection) => Some(connection),
            Self::File(file) => Some(&file.connection),
            Self::Find(find) => Some(&find.connection),
            Self::Html(html) => Some(&html.connection),
        }
    }

    /// The connection that is closed together with the object.
    pub(crate) fn owned_connection(&self) -> Option<&Arc<Connection>> {
        match self {
            Self::Connection(connection) => Some(connection),
            Self::File(file) if file.owns_connection => Some(&file.connection),
            _ => None,
        }
    }
}
