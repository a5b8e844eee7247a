//! What WinINet's error numbers mean: their names, and a sentence each.
//!
//! build.rs includes this file for the message table of the Windows DLL.

use crate::constants::errors::*;

/// Name and text of an error number of 12001 to 12175; `None` for the numbers between that nobody uses.
pub fn find(number: u32) -> Option<(&'static str, &'static str)> {
    let at = MESSAGES.binary_search_by_key(&number, |message| message.0).ok()?;
    Some((MESSAGES[at].1, MESSAGES[at].2))
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const MESSAGES: &[(u32, &str, &str)] = &[
    (ERROR_INTERNET_OUT_OF_HANDLES, "ERROR_INTERNET_OUT_OF_HANDLES", "No more handles can be made."),
    (ERROR_INTERNET_TIMEOUT, "ERROR_INTERNET_TIMEOUT", "The time for the request is over."),
    (ERROR_INTERNET_EXTENDED_ERROR, "ERROR_INTERNET_EXTENDED_ERROR", "The server said no; its reply tells why."),
    (ERROR_INTERNET_INTERNAL_ERROR, "ERROR_INTERNET_INTERNAL_ERROR", "Something went wrong inside the library, or what the server sends is no FTP."),
    (ERROR_INTERNET_INVALID_URL, "ERROR_INTERNET_INVALID_URL", "The URL makes no sense."),
    (ERROR_INTERNET_UNRECOGNIZED_SCHEME, "ERROR_INTERNET_UNRECOGNIZED_SCHEME", "The scheme of the URL is not known, or not supported."),
    (ERROR_INTERNET_NAME_NOT_RESOLVED, "ERROR_INTERNET_NAME_NOT_RESOLVED", "The name of the server could not be found."),
    (ERROR_INTERNET_PROTOCOL_NOT_FOUND, "ERROR_INTERNET_PROTOCOL_NOT_FOUND", "The protocol was not found."),
    (ERROR_INTERNET_INVALID_OPTION, "ERROR_INTERNET_INVALID_OPTION", "There is no such option."),
    (ERROR_INTERNET_BAD_OPTION_LENGTH, "ERROR_INTERNET_BAD_OPTION_LENGTH", "The value of the option has the wrong length."),
    (ERROR_INTERNET_OPTION_NOT_SETTABLE, "ERROR_INTERNET_OPTION_NOT_SETTABLE", "The option can be read but not set."),
    (ERROR_INTERNET_SHUTDOWN, "ERROR_INTERNET_SHUTDOWN", "The library is shutting down."),
    (ERROR_INTERNET_INCORRECT_USER_NAME, "ERROR_INTERNET_INCORRECT_USER_NAME", "The server refused the user name."),
    (ERROR_INTERNET_INCORRECT_PASSWORD, "ERROR_INTERNET_INCORRECT_PASSWORD", "The server refused the password."),
    (ERROR_INTERNET_LOGIN_FAILURE, "ERROR_INTERNET_LOGIN_FAILURE", "The server refused the login."),
    (ERROR_INTERNET_INVALID_OPERATION, "ERROR_INTERNET_INVALID_OPERATION", "The operation is not possible here."),
    (ERROR_INTERNET_OPERATION_CANCELLED, "ERROR_INTERNET_OPERATION_CANCELLED", "The operation was cancelled: its handle was closed."),
    (ERROR_INTERNET_INCORRECT_HANDLE_TYPE, "ERROR_INTERNET_INCORRECT_HANDLE_TYPE", "The handle is of the wrong kind for this operation."),
    (ERROR_INTERNET_INCORRECT_HANDLE_STATE, "ERROR_INTERNET_INCORRECT_HANDLE_STATE", "The handle is not in the right state for this operation."),
    (ERROR_INTERNET_NOT_PROXY_REQUEST, "ERROR_INTERNET_NOT_PROXY_REQUEST", "The request cannot be made through a proxy."),
    (ERROR_INTERNET_REGISTRY_VALUE_NOT_FOUND, "ERROR_INTERNET_REGISTRY_VALUE_NOT_FOUND", "A value is missing in the registry."),
    (ERROR_INTERNET_BAD_REGISTRY_PARAMETER, "ERROR_INTERNET_BAD_REGISTRY_PARAMETER", "A value in the registry has the wrong type or makes no sense."),
    (ERROR_INTERNET_NO_DIRECT_ACCESS, "ERROR_INTERNET_NO_DIRECT_ACCESS", "There is no direct access to the network."),
    (ERROR_INTERNET_NO_CONTEXT, "ERROR_INTERNET_NO_CONTEXT", "An asynchronous request needs a context value other than 0."),
    (ERROR_INTERNET_NO_CALLBACK, "ERROR_INTERNET_NO_CALLBACK", "An asynchronous request needs a callback function."),
    (ERROR_INTERNET_REQUEST_PENDING, "ERROR_INTERNET_REQUEST_PENDING", "The request has to wait for others."),
    (ERROR_INTERNET_INCORRECT_FORMAT, "ERROR_INTERNET_INCORRECT_FORMAT", "The format of the request makes no sense."),
    (ERROR_INTERNET_ITEM_NOT_FOUND, "ERROR_INTERNET_ITEM_NOT_FOUND", "What was asked for was not found."),
    (ERROR_INTERNET_CANNOT_CONNECT, "ERROR_INTERNET_CANNOT_CONNECT", "The connection to the server could not be made."),
    (ERROR_INTERNET_CONNECTION_ABORTED, "ERROR_INTERNET_CONNECTION_ABORTED", "The connection to the server was ended too early."),
    (ERROR_INTERNET_CONNECTION_RESET, "ERROR_INTERNET_CONNECTION_RESET", "The connection to the server was reset."),
    (ERROR_INTERNET_FORCE_RETRY, "ERROR_INTERNET_FORCE_RETRY", "The request should be made once more."),
    (ERROR_INTERNET_INVALID_PROXY_REQUEST, "ERROR_INTERNET_INVALID_PROXY_REQUEST", "The request to the proxy makes no sense."),
    (ERROR_INTERNET_NEED_UI, "ERROR_INTERNET_NEED_UI", "The request needs an answer of the user."),
    (ERROR_INTERNET_HANDLE_EXISTS, "ERROR_INTERNET_HANDLE_EXISTS", "The handle exists already."),
    (ERROR_INTERNET_SEC_CERT_DATE_INVALID, "ERROR_INTERNET_SEC_CERT_DATE_INVALID", "The certificate of the server is not valid at this date."),
    (ERROR_INTERNET_SEC_CERT_CN_INVALID, "ERROR_INTERNET_SEC_CERT_CN_INVALID", "The certificate is that of another server."),
    (ERROR_INTERNET_HTTP_TO_HTTPS_ON_REDIR, "ERROR_INTERNET_HTTP_TO_HTTPS_ON_REDIR", "A redirection leads from an insecure to a secure connection."),
    (ERROR_INTERNET_HTTPS_TO_HTTP_ON_REDIR, "ERROR_INTERNET_HTTPS_TO_HTTP_ON_REDIR", "A redirection leads from a secure to an insecure connection."),
    (ERROR_INTERNET_MIXED_SECURITY, "ERROR_INTERNET_MIXED_SECURITY", "Secure and insecure content are mixed."),
    (ERROR_INTERNET_CHG_POST_IS_NON_SECURE, "ERROR_INTERNET_CHG_POST_IS_NON_SECURE", "Data is about to be sent, and changed, over an insecure connection."),
    (ERROR_INTERNET_POST_IS_NON_SECURE, "ERROR_INTERNET_POST_IS_NON_SECURE", "Data is about to be sent over an insecure connection."),
    (ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED, "ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED", "The server wants a certificate of the client."),
    (ERROR_INTERNET_INVALID_CA, "ERROR_INTERNET_INVALID_CA", "Nobody known vouches for the certificate of the server."),
    (ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP, "ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP", "This computer has no certificate to show to the server."),
    (ERROR_INTERNET_ASYNC_THREAD_FAILED, "ERROR_INTERNET_ASYNC_THREAD_FAILED", "A thread for asynchronous work could not be started."),
    (ERROR_INTERNET_REDIRECT_SCHEME_CHANGE, "ERROR_INTERNET_REDIRECT_SCHEME_CHANGE", "A redirection changes the scheme of the URL."),
    (ERROR_INTERNET_DIALOG_PENDING, "ERROR_INTERNET_DIALOG_PENDING", "A dialog for this request is open already."),
    (ERROR_INTERNET_RETRY_DIALOG, "ERROR_INTERNET_RETRY_DIALOG", "The dialog should be shown again."),
    (ERROR_INTERNET_NO_NEW_CONTAINERS, "ERROR_INTERNET_NO_NEW_CONTAINERS", "No new cache containers can be made."),
    (ERROR_INTERNET_HTTPS_HTTP_SUBMIT_REDIR, "ERROR_INTERNET_HTTPS_HTTP_SUBMIT_REDIR", "A form sent over a secure connection was redirected to an insecure one."),
    (ERROR_INTERNET_INSERT_CDROM, "ERROR_INTERNET_INSERT_CDROM", "A CD is wanted in its drive."),
    (ERROR_INTERNET_FORTEZZA_LOGIN_NEEDED, "ERROR_INTERNET_FORTEZZA_LOGIN_NEEDED", "A login with a Fortezza card is needed."),
    (ERROR_INTERNET_SEC_CERT_ERRORS, "ERROR_INTERNET_SEC_CERT_ERRORS", "The certificate of the server has errors."),
    (ERROR_INTERNET_SEC_CERT_NO_REV, "ERROR_INTERNET_SEC_CERT_NO_REV", "The certificate does not say where it could be revoked."),
    (ERROR_INTERNET_SEC_CERT_REV_FAILED, "ERROR_INTERNET_SEC_CERT_REV_FAILED", "Whether the certificate was revoked could not be found out."),
    (ERROR_INTERNET_SOURCE_PORT_IN_USE, "ERROR_INTERNET_SOURCE_PORT_IN_USE", "No local port is left for the connection."),
    (ERROR_INTERNET_INSECURE_FALLBACK_REQUIRED, "ERROR_INTERNET_INSECURE_FALLBACK_REQUIRED", "The connection would be possible only with less security."),
    (ERROR_INTERNET_PROXY_ALERT, "ERROR_INTERNET_PROXY_ALERT", "The proxy has something to tell."),
    (ERROR_INTERNET_NO_CM_CONNECTION, "ERROR_INTERNET_NO_CM_CONNECTION", "The connection manager has no connection."),
    (ERROR_FTP_TRANSFER_IN_PROGRESS, "ERROR_FTP_TRANSFER_IN_PROGRESS", "A transfer is going on: the file or the find that is open must be closed first."),
    (ERROR_FTP_DROPPED, "ERROR_FTP_DROPPED", "The connection to the server was lost before; connect anew."),
    (ERROR_FTP_NO_PASSIVE_MODE, "ERROR_FTP_NO_PASSIVE_MODE", "The server has no passive mode that works."),
    (ERROR_GOPHER_PROTOCOL_ERROR, "ERROR_GOPHER_PROTOCOL_ERROR", "The Gopher server does not keep to the protocol."),
    (ERROR_GOPHER_NOT_FILE, "ERROR_GOPHER_NOT_FILE", "The Gopher item is no file."),
    (ERROR_GOPHER_DATA_ERROR, "ERROR_GOPHER_DATA_ERROR", "The data of the Gopher server makes no sense."),
    (ERROR_GOPHER_END_OF_DATA, "ERROR_GOPHER_END_OF_DATA", "The data of the Gopher server has ended."),
    (ERROR_GOPHER_INVALID_LOCATOR, "ERROR_GOPHER_INVALID_LOCATOR", "The Gopher locator makes no sense."),
    (ERROR_GOPHER_INCORRECT_LOCATOR_TYPE, "ERROR_GOPHER_INCORRECT_LOCATOR_TYPE", "The Gopher locator is of the wrong type."),
    (ERROR_GOPHER_NOT_GOPHER_PLUS, "ERROR_GOPHER_NOT_GOPHER_PLUS", "The item is not of Gopher+."),
    (ERROR_GOPHER_ATTRIBUTE_NOT_FOUND, "ERROR_GOPHER_ATTRIBUTE_NOT_FOUND", "The Gopher item has no such attribute."),
    (ERROR_GOPHER_UNKNOWN_LOCATOR, "ERROR_GOPHER_UNKNOWN_LOCATOR", "The Gopher locator is of an unknown type."),
    (ERROR_HTTP_HEADER_NOT_FOUND, "ERROR_HTTP_HEADER_NOT_FOUND", "There is no such HTTP header."),
    (ERROR_HTTP_DOWNLEVEL_SERVER, "ERROR_HTTP_DOWNLEVEL_SERVER", "The HTTP server sent no headers."),
    (ERROR_HTTP_INVALID_SERVER_RESPONSE, "ERROR_HTTP_INVALID_SERVER_RESPONSE", "The answer of the HTTP server makes no sense."),
    (ERROR_HTTP_INVALID_HEADER, "ERROR_HTTP_INVALID_HEADER", "The HTTP header makes no sense."),
    (ERROR_HTTP_INVALID_QUERY_REQUEST, "ERROR_HTTP_INVALID_QUERY_REQUEST", "The query for HTTP information makes no sense."),
    (ERROR_HTTP_HEADER_ALREADY_EXISTS, "ERROR_HTTP_HEADER_ALREADY_EXISTS", "The HTTP header exists already."),
    (ERROR_HTTP_REDIRECT_FAILED, "ERROR_HTTP_REDIRECT_FAILED", "The HTTP redirection failed."),
    (ERROR_INTERNET_SECURITY_CHANNEL_ERROR, "ERROR_INTERNET_SECURITY_CHANNEL_ERROR", "The secure channel failed."),
    (ERROR_INTERNET_UNABLE_TO_CACHE_FILE, "ERROR_INTERNET_UNABLE_TO_CACHE_FILE", "The file cannot be kept in the cache."),
    (ERROR_INTERNET_TCPIP_NOT_INSTALLED, "ERROR_INTERNET_TCPIP_NOT_INSTALLED", "TCP/IP is not installed."),
    (ERROR_HTTP_NOT_REDIRECTED, "ERROR_HTTP_NOT_REDIRECTED", "The HTTP request was not redirected."),
    (ERROR_HTTP_COOKIE_NEEDS_CONFIRMATION, "ERROR_HTTP_COOKIE_NEEDS_CONFIRMATION", "The user has to accept a cookie."),
    (ERROR_HTTP_COOKIE_DECLINED, "ERROR_HTTP_COOKIE_DECLINED", "The cookie was not accepted."),
    (ERROR_INTERNET_DISCONNECTED, "ERROR_INTERNET_DISCONNECTED", "There is no connection to the network."),
    (ERROR_INTERNET_SERVER_UNREACHABLE, "ERROR_INTERNET_SERVER_UNREACHABLE", "The server cannot be reached."),
    (ERROR_INTERNET_PROXY_SERVER_UNREACHABLE, "ERROR_INTERNET_PROXY_SERVER_UNREACHABLE", "The proxy cannot be reached."),
    (ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT, "ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT", "The script that chooses the proxy has an error."),
    (ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT, "ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT", "The script that chooses the proxy cannot be loaded."),
    (ERROR_HTTP_REDIRECT_NEEDS_CONFIRMATION, "ERROR_HTTP_REDIRECT_NEEDS_CONFIRMATION", "The user has to accept the HTTP redirection."),
    (ERROR_INTERNET_SEC_INVALID_CERT, "ERROR_INTERNET_SEC_INVALID_CERT", "The certificate of the server is not valid."),
    (ERROR_INTERNET_SEC_CERT_REVOKED, "ERROR_INTERNET_SEC_CERT_REVOKED", "The certificate of the server was revoked."),
    (ERROR_INTERNET_FAILED_DUETOSECURITYCHECK, "ERROR_INTERNET_FAILED_DUETOSECURITYCHECK", "The request failed in a check of security."),
    (ERROR_INTERNET_NOT_INITIALIZED, "ERROR_INTERNET_NOT_INITIALIZED", "InternetOpen was not called yet."),
    (ERROR_INTERNET_NEED_MSN_SSPI_PKG, "ERROR_INTERNET_NEED_MSN_SSPI_PKG", "A security package is missing."),
    (ERROR_INTERNET_LOGIN_FAILURE_DISPLAY_ENTITY_BODY, "ERROR_INTERNET_LOGIN_FAILURE_DISPLAY_ENTITY_BODY", "The server refused the login and sent a page about it."),
    (ERROR_INTERNET_DECODING_FAILED, "ERROR_INTERNET_DECODING_FAILED", "The content of the answer could not be decoded."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(MESSAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(
            find(12003),
            Some(("ERROR_INTERNET_EXTENDED_ERROR", "The server said no; its reply tells why."))
        );
        assert_eq!(find(12035), None);
        assert_eq!(find(0), None);
    }
}
