//! What WinINet's error numbers mean: their names, and with one sentence each.
//!
//! build.rs includes this file for the message table of the Windows DLL.

use crate::constants::errors::*;

/// Name and text of an error number from 12001 to 12175; `None` for unused numbers.
pub fn find(number: u32) -> Option<(&'static str, &'static str)> {
    let at = MESSAGES.binary_search_by_key(&number, |message| message.0).ok()?;
    Some((MESSAGES[at].1, MESSAGES[at].2))
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const MESSAGES: &[(u32, &str, &str)] = &[
    (ERROR_INTERNET_OUT_OF_HANDLES, "ERROR_INTERNET_OUT_OF_HANDLES", "No more handles can be created."),
    (ERROR_INTERNET_TIMEOUT, "ERROR_INTERNET_TIMEOUT", "The request timed out."),
    (ERROR_INTERNET_EXTENDED_ERROR, "ERROR_INTERNET_EXTENDED_ERROR", "The server refused the request; see its reply."),
    (ERROR_INTERNET_INTERNAL_ERROR, "ERROR_INTERNET_INTERNAL_ERROR", "An internal error occurred, or the server's replies are not valid FTP."),
    (ERROR_INTERNET_INVALID_URL, "ERROR_INTERNET_INVALID_URL", "The URL is not valid."),
    (ERROR_INTERNET_UNRECOGNIZED_SCHEME, "ERROR_INTERNET_UNRECOGNIZED_SCHEME", "The URL scheme is unknown or not supported."),
    (ERROR_INTERNET_NAME_NOT_RESOLVED, "ERROR_INTERNET_NAME_NOT_RESOLVED", "The server name could not be resolved."),
    (ERROR_INTERNET_PROTOCOL_NOT_FOUND, "ERROR_INTERNET_PROTOCOL_NOT_FOUND", "The protocol was not found."),
    (ERROR_INTERNET_INVALID_OPTION, "ERROR_INTERNET_INVALID_OPTION", "There is no such option."),
    (ERROR_INTERNET_BAD_OPTION_LENGTH, "ERROR_INTERNET_BAD_OPTION_LENGTH", "The value of the option has the wrong length."),
    (ERROR_INTERNET_OPTION_NOT_SETTABLE, "ERROR_INTERNET_OPTION_NOT_SETTABLE", "The option can be read but not set."),
    (ERROR_INTERNET_SHUTDOWN, "ERROR_INTERNET_SHUTDOWN", "The library is shutting down."),
    (ERROR_INTERNET_INCORRECT_USER_NAME, "ERROR_INTERNET_INCORRECT_USER_NAME", "The server refused the user name."),
    (ERROR_INTERNET_INCORRECT_PASSWORD, "ERROR_INTERNET_INCORRECT_PASSWORD", "The server refused the password."),
    (ERROR_INTERNET_LOGIN_FAILURE, "ERROR_INTERNET_LOGIN_FAILURE", "The server refused the login."),
    (ERROR_INTERNET_INVALID_OPERATION, "ERROR_INTERNET_INVALID_OPERATION", "The operation is not possible on this handle or at this time."),
    (ERROR_INTERNET_OPERATION_CANCELLED, "ERROR_INTERNET_OPERATION_CANCELLED", "The operation was cancelled because its handle was closed."),
    (ERROR_INTERNET_INCORRECT_HANDLE_TYPE, "ERROR_INTERNET_INCORRECT_HANDLE_TYPE", "The handle is of the wrong kind for this operation."),
    (ERROR_INTERNET_INCORRECT_HANDLE_STATE, "ERROR_INTERNET_INCORRECT_HANDLE_STATE", "The handle is not in the right state for this operation."),
    (ERROR_INTERNET_NOT_PROXY_REQUEST, "ERROR_INTERNET_NOT_PROXY_REQUEST", "The request cannot be made through a proxy."),
    (ERROR_INTERNET_REGISTRY_VALUE_NOT_FOUND, "ERROR_INTERNET_REGISTRY_VALUE_NOT_FOUND", "A registry value was not found."),
    (ERROR_INTERNET_BAD_REGISTRY_PARAMETER, "ERROR_INTERNET_BAD_REGISTRY_PARAMETER", "A registry value has the wrong type or is not valid."),
    (ERROR_INTERNET_NO_DIRECT_ACCESS, "ERROR_INTERNET_NO_DIRECT_ACCESS", "There is no direct access to the network."),
    (ERROR_INTERNET_NO_CONTEXT, "ERROR_INTERNET_NO_CONTEXT", "An asynchronous request needs a context value other than 0."),
    (ERROR_INTERNET_NO_CALLBACK, "ERROR_INTERNET_NO_CALLBACK", "An asynchronous request needs a callback function."),
    (ERROR_INTERNET_REQUEST_PENDING, "ERROR_INTERNET_REQUEST_PENDING", "The request is waiting for other requests."),
    (ERROR_INTERNET_INCORRECT_FORMAT, "ERROR_INTERNET_INCORRECT_FORMAT", "The format of the request is not valid."),
    (ERROR_INTERNET_ITEM_NOT_FOUND, "ERROR_INTERNET_ITEM_NOT_FOUND", "The requested item was not found."),
    (ERROR_INTERNET_CANNOT_CONNECT, "ERROR_INTERNET_CANNOT_CONNECT", "The connection to the server could not be established."),
    (ERROR_INTERNET_CONNECTION_ABORTED, "ERROR_INTERNET_CONNECTION_ABORTED", "The connection to the server was closed unexpectedly."),
    (ERROR_INTERNET_CONNECTION_RESET, "ERROR_INTERNET_CONNECTION_RESET", "The connection to the server was reset."),
    (ERROR_INTERNET_FORCE_RETRY, "ERROR_INTERNET_FORCE_RETRY", "The request should be repeated."),
    (ERROR_INTERNET_INVALID_PROXY_REQUEST, "ERROR_INTERNET_INVALID_PROXY_REQUEST", "The request to the proxy is not valid."),
    (ERROR_INTERNET_NEED_UI, "ERROR_INTERNET_NEED_UI", "The request needs input from the user."),
    (ERROR_INTERNET_HANDLE_EXISTS, "ERROR_INTERNET_HANDLE_EXISTS", "The handle already exists."),
    (ERROR_INTERNET_SEC_CERT_DATE_INVALID, "ERROR_INTERNET_SEC_CERT_DATE_INVALID", "The server certificate has expired or is not valid yet."),
    (ERROR_INTERNET_SEC_CERT_CN_INVALID, "ERROR_INTERNET_SEC_CERT_CN_INVALID", "The server certificate was issued for another host name."),
    (ERROR_INTERNET_HTTP_TO_HTTPS_ON_REDIR, "ERROR_INTERNET_HTTP_TO_HTTPS_ON_REDIR", "The request was redirected from an insecure to a secure connection."),
    (ERROR_INTERNET_HTTPS_TO_HTTP_ON_REDIR, "ERROR_INTERNET_HTTPS_TO_HTTP_ON_REDIR", "The request was redirected from a secure to an insecure connection."),
    (ERROR_INTERNET_MIXED_SECURITY, "ERROR_INTERNET_MIXED_SECURITY", "Secure and insecure content is mixed."),
    (ERROR_INTERNET_CHG_POST_IS_NON_SECURE, "ERROR_INTERNET_CHG_POST_IS_NON_SECURE", "Data is about to be sent and changed over an insecure connection."),
    (ERROR_INTERNET_POST_IS_NON_SECURE, "ERROR_INTERNET_POST_IS_NON_SECURE", "Data is about to be sent over an insecure connection."),
    (ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED, "ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED", "The server requests a client certificate."),
    (ERROR_INTERNET_INVALID_CA, "ERROR_INTERNET_INVALID_CA", "The server certificate was issued by an unknown certificate authority."),
    (ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP, "ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP", "Client authentication is not set up on this computer."),
    (ERROR_INTERNET_ASYNC_THREAD_FAILED, "ERROR_INTERNET_ASYNC_THREAD_FAILED", "The thread for asynchronous calls could not be started."),
    (ERROR_INTERNET_REDIRECT_SCHEME_CHANGE, "ERROR_INTERNET_REDIRECT_SCHEME_CHANGE", "A redirection changes the scheme of the URL."),
    (ERROR_INTERNET_DIALOG_PENDING, "ERROR_INTERNET_DIALOG_PENDING", "A dialog for this request is already open."),
    (ERROR_INTERNET_RETRY_DIALOG, "ERROR_INTERNET_RETRY_DIALOG", "The dialog should be shown again."),
    (ERROR_INTERNET_NO_NEW_CONTAINERS, "ERROR_INTERNET_NO_NEW_CONTAINERS", "No new cache containers can be created."),
    (ERROR_INTERNET_HTTPS_HTTP_SUBMIT_REDIR, "ERROR_INTERNET_HTTPS_HTTP_SUBMIT_REDIR", "A form sent over a secure connection was redirected to an insecure one."),
    (ERROR_INTERNET_INSERT_CDROM, "ERROR_INTERNET_INSERT_CDROM", "The requested CD-ROM must be inserted."),
    (ERROR_INTERNET_FORTEZZA_LOGIN_NEEDED, "ERROR_INTERNET_FORTEZZA_LOGIN_NEEDED", "A login with a Fortezza card is required."),
    (ERROR_INTERNET_SEC_CERT_ERRORS, "ERROR_INTERNET_SEC_CERT_ERRORS", "The server certificate contains errors."),
    (ERROR_INTERNET_SEC_CERT_NO_REV, "ERROR_INTERNET_SEC_CERT_NO_REV", "The server certificate has no revocation information."),
    (ERROR_INTERNET_SEC_CERT_REV_FAILED, "ERROR_INTERNET_SEC_CERT_REV_FAILED", "The revocation status of the server certificate could not be checked."),
    (ERROR_INTERNET_SOURCE_PORT_IN_USE, "ERROR_INTERNET_SOURCE_PORT_IN_USE", "No local port is available for the connection."),
    (ERROR_INTERNET_INSECURE_FALLBACK_REQUIRED, "ERROR_INTERNET_INSECURE_FALLBACK_REQUIRED", "The connection is only possible with a less secure protocol."),
    (ERROR_INTERNET_PROXY_ALERT, "ERROR_INTERNET_PROXY_ALERT", "The proxy sent an alert."),
    (ERROR_INTERNET_NO_CM_CONNECTION, "ERROR_INTERNET_NO_CM_CONNECTION", "The connection manager has not established a connection."),
    (ERROR_FTP_TRANSFER_IN_PROGRESS, "ERROR_FTP_TRANSFER_IN_PROGRESS", "The connection is busy with an open file or search, which must be closed first."),
    (ERROR_FTP_DROPPED, "ERROR_FTP_DROPPED", "The connection to the server was lost earlier; reconnect."),
    (ERROR_FTP_NO_PASSIVE_MODE, "ERROR_FTP_NO_PASSIVE_MODE", "The server does not support passive mode, or refuses it."),
    (ERROR_GOPHER_PROTOCOL_ERROR, "ERROR_GOPHER_PROTOCOL_ERROR", "The Gopher server violated the protocol."),
    (ERROR_GOPHER_NOT_FILE, "ERROR_GOPHER_NOT_FILE", "The Gopher item is not a file."),
    (ERROR_GOPHER_DATA_ERROR, "ERROR_GOPHER_DATA_ERROR", "The data from the Gopher server is not valid."),
    (ERROR_GOPHER_END_OF_DATA, "ERROR_GOPHER_END_OF_DATA", "The end of the data from the Gopher server was reached."),
    (ERROR_GOPHER_INVALID_LOCATOR, "ERROR_GOPHER_INVALID_LOCATOR", "The Gopher locator is not valid."),
    (ERROR_GOPHER_INCORRECT_LOCATOR_TYPE, "ERROR_GOPHER_INCORRECT_LOCATOR_TYPE", "The Gopher locator is of the wrong type."),
    (ERROR_GOPHER_NOT_GOPHER_PLUS, "ERROR_GOPHER_NOT_GOPHER_PLUS", "The item is not a Gopher+ item."),
    (ERROR_GOPHER_ATTRIBUTE_NOT_FOUND, "ERROR_GOPHER_ATTRIBUTE_NOT_FOUND", "The Gopher item has no such attribute."),
    (ERROR_GOPHER_UNKNOWN_LOCATOR, "ERROR_GOPHER_UNKNOWN_LOCATOR", "The type of the Gopher locator is unknown."),
    (ERROR_HTTP_HEADER_NOT_FOUND, "ERROR_HTTP_HEADER_NOT_FOUND", "The HTTP header was not found."),
    (ERROR_HTTP_DOWNLEVEL_SERVER, "ERROR_HTTP_DOWNLEVEL_SERVER", "The HTTP server sent no headers."),
    (ERROR_HTTP_INVALID_SERVER_RESPONSE, "ERROR_HTTP_INVALID_SERVER_RESPONSE", "The response of the HTTP server is not valid."),
    (ERROR_HTTP_INVALID_HEADER, "ERROR_HTTP_INVALID_HEADER", "The HTTP header is not valid."),
    (ERROR_HTTP_INVALID_QUERY_REQUEST, "ERROR_HTTP_INVALID_QUERY_REQUEST", "The query for HTTP information is not valid."),
    (ERROR_HTTP_HEADER_ALREADY_EXISTS, "ERROR_HTTP_HEADER_ALREADY_EXISTS", "The HTTP header already exists."),
    (ERROR_HTTP_REDIRECT_FAILED, "ERROR_HTTP_REDIRECT_FAILED", "The HTTP redirection failed."),
    (ERROR_INTERNET_SECURITY_CHANNEL_ERROR, "ERROR_INTERNET_SECURITY_CHANNEL_ERROR", "The secure channel failed."),
    (ERROR_INTERNET_UNABLE_TO_CACHE_FILE, "ERROR_INTERNET_UNABLE_TO_CACHE_FILE", "The file cannot be stored in the cache."),
    (ERROR_INTERNET_TCPIP_NOT_INSTALLED, "ERROR_INTERNET_TCPIP_NOT_INSTALLED", "TCP/IP is not installed."),
    (ERROR_HTTP_NOT_REDIRECTED, "ERROR_HTTP_NOT_REDIRECTED", "The HTTP request was not redirected."),
    (ERROR_HTTP_COOKIE_NEEDS_CONFIRMATION, "ERROR_HTTP_COOKIE_NEEDS_CONFIRMATION", "The user must confirm a cookie."),
    (ERROR_HTTP_COOKIE_DECLINED, "ERROR_HTTP_COOKIE_DECLINED", "The cookie was declined."),
    (ERROR_INTERNET_DISCONNECTED, "ERROR_INTERNET_DISCONNECTED", "The computer is not connected to a network."),
    (ERROR_INTERNET_SERVER_UNREACHABLE, "ERROR_INTERNET_SERVER_UNREACHABLE", "The server cannot be reached."),
    (ERROR_INTERNET_PROXY_SERVER_UNREACHABLE, "ERROR_INTERNET_PROXY_SERVER_UNREACHABLE", "The proxy cannot be reached."),
    (ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT, "ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT", "The automatic proxy configuration script has an error."),
    (ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT, "ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT", "The automatic proxy configuration script could not be downloaded."),
    (ERROR_HTTP_REDIRECT_NEEDS_CONFIRMATION, "ERROR_HTTP_REDIRECT_NEEDS_CONFIRMATION", "The user must confirm the HTTP redirection."),
    (ERROR_INTERNET_SEC_INVALID_CERT, "ERROR_INTERNET_SEC_INVALID_CERT", "The server certificate is not valid."),
    (ERROR_INTERNET_SEC_CERT_REVOKED, "ERROR_INTERNET_SEC_CERT_REVOKED", "The server certificate was revoked."),
    (ERROR_INTERNET_FAILED_DUETOSECURITYCHECK, "ERROR_INTERNET_FAILED_DUETOSECURITYCHECK", "The request failed a security check."),
    (ERROR_INTERNET_NOT_INITIALIZED, "ERROR_INTERNET_NOT_INITIALIZED", "InternetOpen has not been called yet."),
    (ERROR_INTERNET_NEED_MSN_SSPI_PKG, "ERROR_INTERNET_NEED_MSN_SSPI_PKG", "A security package is missing."),
    (ERROR_INTERNET_LOGIN_FAILURE_DISPLAY_ENTITY_BODY, "ERROR_INTERNET_LOGIN_FAILURE_DISPLAY_ENTITY_BODY", "The server refused the login and sent a page that explains it."),
    (ERROR_INTERNET_DECODING_FAILED, "ERROR_INTERNET_DECODING_FAILED", "The content of the response could not be decoded."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(MESSAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(
            find(12003),
            Some(("ERROR_INTERNET_EXTENDED_ERROR", "The server refused the request; see its reply."))
        );
        assert_eq!(find(12035), None);
        assert_eq!(find(0), None);
    }
}
