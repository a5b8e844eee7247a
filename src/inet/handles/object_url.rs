//! The URL of what a handle names, for INTERNET_OPTION_URL.

use super::connection::Connection;

/// The URL of a remote name on a connection; never with a user or password.
pub(crate) fn of(connection: &Connection, name: &[u8]) -> Vec<u8> {
    let mut url = b"ftp://".to_vec();
    if connection.server.contains(&b':') && !connection.server.starts_with(b"[") {
        url.extend_from_slice(&[b"[", &connection.server[..], b"]"].concat());
    } else {
        url.extend_from_slice(&connection.server);
    }
    if let Some(port) = connection.port {
        url.extend_from_slice(format!(":{port}").as_bytes());
    }
    url.push(b'/');
    url.extend_from_slice(name);
    url
}
