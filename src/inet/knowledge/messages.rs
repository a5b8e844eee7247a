//! What WinINet's error numbers mean: their names, and a sentence each.
//!
//! This file stands alone: build.rs includes it for the message table of the Windows DLL.

/// Name and text of an error number of 12001 to 12175; `None` for the numbers between that nobody uses.
pub fn find(number: u32) -> Option<(&'static str, &'static str)> {
    let at = MESSAGES.binary_search_by_key(&number, |message| message.0).ok()?;
    Some((MESSAGES[at].1, MESSAGES[at].2))
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const MESSAGES: &[(u32, &str, &str)] = &[
    (12001, "ERROR_INTERNET_OUT_OF_HANDLES", "No more handles can be made."),
    (12002, "ERROR_INTERNET_TIMEOUT", "The time for the request is over."),
    (12003, "ERROR_INTERNET_EXTENDED_ERROR", "The server said no; its reply tells why."),
    (12004, "ERROR_INTERNET_INTERNAL_ERROR", "Something went wrong inside the library, or what the server sends is no FTP."),
    (12005, "ERROR_INTERNET_INVALID_URL", "The URL makes no sense."),
    (12006, "ERROR_INTERNET_UNRECOGNIZED_SCHEME", "The scheme of the URL is not known, or not supported."),
    (12007, "ERROR_INTERNET_NAME_NOT_RESOLVED", "The name of the server could not be found."),
    (12008, "ERROR_INTERNET_PROTOCOL_NOT_FOUND", "The protocol was not found."),
    (12009, "ERROR_INTERNET_INVALID_OPTION", "There is no such option."),
    (12010, "ERROR_INTERNET_BAD_OPTION_LENGTH", "The value of the option has the wrong length."),
    (12011, "ERROR_INTERNET_OPTION_NOT_SETTABLE", "The option can be read but not set."),
    (12012, "ERROR_INTERNET_SHUTDOWN", "The library is shutting down."),
    (12013, "ERROR_INTERNET_INCORRECT_USER_NAME", "The server refused the user name."),
    (12014, "ERROR_INTERNET_INCORRECT_PASSWORD", "The server refused the password."),
    (12015, "ERROR_INTERNET_LOGIN_FAILURE", "The server refused the login."),
    (12016, "ERROR_INTERNET_INVALID_OPERATION", "The operation is not possible here."),
    (12017, "ERROR_INTERNET_OPERATION_CANCELLED", "The operation was cancelled: its handle was closed."),
    (12018, "ERROR_INTERNET_INCORRECT_HANDLE_TYPE", "The handle is of the wrong kind for this operation."),
    (12019, "ERROR_INTERNET_INCORRECT_HANDLE_STATE", "The handle is not in the right state for this operation."),
    (12020, "ERROR_INTERNET_NOT_PROXY_REQUEST", "The request cannot be made through a proxy."),
    (12021, "ERROR_INTERNET_REGISTRY_VALUE_NOT_FOUND", "A value is missing in the registry."),
    (12022, "ERROR_INTERNET_BAD_REGISTRY_PARAMETER", "A value in the registry has the wrong type or makes no sense."),
    (12023, "ERROR_INTERNET_NO_DIRECT_ACCESS", "There is no direct access to the network."),
    (12024, "ERROR_INTERNET_NO_CONTEXT", "An asynchronous request needs a context value other than 0."),
    (12025, "ERROR_INTERNET_NO_CALLBACK", "An asynchronous request needs a callback function."),
    (12026, "ERROR_INTERNET_REQUEST_PENDING", "The request has to wait for others."),
    (12027, "ERROR_INTERNET_INCORRECT_FORMAT", "The format of the request makes no sense."),
    (12028, "ERROR_INTERNET_ITEM_NOT_FOUND", "What was asked for was not found."),
    (12029, "ERROR_INTERNET_CANNOT_CONNECT", "The connection to the server could not be made."),
    (12030, "ERROR_INTERNET_CONNECTION_ABORTED", "The connection to the server was ended too early."),
    (12031, "ERROR_INTERNET_CONNECTION_RESET", "The connection to the server was reset."),
    (12032, "ERROR_INTERNET_FORCE_RETRY", "The request should be made once more."),
    (12033, "ERROR_INTERNET_INVALID_PROXY_REQUEST", "The request to the proxy makes no sense."),
    (12034, "ERROR_INTERNET_NEED_UI", "The request needs an answer of the user."),
    (12036, "ERROR_INTERNET_HANDLE_EXISTS", "The handle exists already."),
    (12037, "ERROR_INTERNET_SEC_CERT_DATE_INVALID", "The certificate of the server is not valid at this date."),
    (12038, "ERROR_INTERNET_SEC_CERT_CN_INVALID", "The certificate is that of another server."),
    (12039, "ERROR_INTERNET_HTTP_TO_HTTPS_ON_REDIR", "A redirection leads from an insecure to a secure connection."),
    (12040, "ERROR_INTERNET_HTTPS_TO_HTTP_ON_REDIR", "A redirection leads from a secure to an insecure connection."),
    (12041, "ERROR_INTERNET_MIXED_SECURITY", "Secure and insecure content are mixed."),
    (12042, "ERROR_INTERNET_CHG_POST_IS_NON_SECURE", "Data is about to be sent, and changed, over an insecure connection."),
    (12043, "ERROR_INTERNET_POST_IS_NON_SECURE", "Data is about to be sent over an insecure connection."),
    (12044, "ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED", "The server wants a certificate of the client."),
    (12045, "ERROR_INTERNET_INVALID_CA", "Nobody known vouches for the certificate of the server."),
    (12046, "ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP", "This computer has no certificate to show to the server."),
    (12047, "ERROR_INTERNET_ASYNC_THREAD_FAILED", "A thread for asynchronous work could not be started."),
    (12048, "ERROR_INTERNET_REDIRECT_SCHEME_CHANGE", "A redirection changes the scheme of the URL."),
    (12049, "ERROR_INTERNET_DIALOG_PENDING", "A dialog for this request is open already."),
    (12050, "ERROR_INTERNET_RETRY_DIALOG", "The dialog should be shown again."),
    (12051, "ERROR_INTERNET_NO_NEW_CONTAINERS", "No new cache containers can be made."),
    (12052, "ERROR_INTERNET_HTTPS_HTTP_SUBMIT_REDIR", "A form sent over a secure connection was redirected to an insecure one."),
    (12053, "ERROR_INTERNET_INSERT_CDROM", "A CD is wanted in its drive."),
    (12054, "ERROR_INTERNET_FORTEZZA_LOGIN_NEEDED", "A login with a Fortezza card is needed."),
    (12055, "ERROR_INTERNET_SEC_CERT_ERRORS", "The certificate of the server has errors."),
    (12056, "ERROR_INTERNET_SEC_CERT_NO_REV", "The certificate does not say where it could be revoked."),
    (12057, "ERROR_INTERNET_SEC_CERT_REV_FAILED", "Whether the certificate was revoked could not be found out."),
    (12058, "ERROR_INTERNET_SOURCE_PORT_IN_USE", "No local port is left for the connection."),
    (12059, "ERROR_INTERNET_INSECURE_FALLBACK_REQUIRED", "The connection would be possible only with less security."),
    (12061, "ERROR_INTERNET_PROXY_ALERT", "The proxy has something to tell."),
    (12080, "ERROR_INTERNET_NO_CM_CONNECTION", "The connection manager has no connection."),
    (12110, "ERROR_FTP_TRANSFER_IN_PROGRESS", "A transfer is going on: the file or the find that is open must be closed first."),
    (12111, "ERROR_FTP_DROPPED", "The connection to the server was lost before; connect anew."),
    (12112, "ERROR_FTP_NO_PASSIVE_MODE", "The server has no passive mode that works."),
    (12130, "ERROR_GOPHER_PROTOCOL_ERROR", "The Gopher server does not keep to the protocol."),
    (12131, "ERROR_GOPHER_NOT_FILE", "The Gopher item is no file."),
    (12132, "ERROR_GOPHER_DATA_ERROR", "The data of the Gopher server makes no sense."),
    (12133, "ERROR_GOPHER_END_OF_DATA", "The data of the Gopher server has ended."),
    (12134, "ERROR_GOPHER_INVALID_LOCATOR", "The Gopher locator makes no sense."),
    (12135, "ERROR_GOPHER_INCORRECT_LOCATOR_TYPE", "The Gopher locator is of the wrong type."),
    (12136, "ERROR_GOPHER_NOT_GOPHER_PLUS", "The item is not of Gopher+."),
    (12137, "ERROR_GOPHER_ATTRIBUTE_NOT_FOUND", "The Gopher item has no such attribute."),
    (12138, "ERROR_GOPHER_UNKNOWN_LOCATOR", "The Gopher locator is of an unknown type."),
    (12150, "ERROR_HTTP_HEADER_NOT_FOUND", "There is no such HTTP header."),
    (12151, "ERROR_HTTP_DOWNLEVEL_SERVER", "The HTTP server sent no headers."),
    (12152, "ERROR_HTTP_INVALID_SERVER_RESPONSE", "The answer of the HTTP server makes no sense."),
    (12153, "ERROR_HTTP_INVALID_HEADER", "The HTTP header makes no sense."),
    (12154, "ERROR_HTTP_INVALID_QUERY_REQUEST", "The query for HTTP information makes no sense."),
    (12155, "ERROR_HTTP_HEADER_ALREADY_EXISTS", "The HTTP header exists already."),
    (12156, "ERROR_HTTP_REDIRECT_FAILED", "The HTTP redirection failed."),
    (12157, "ERROR_INTERNET_SECURITY_CHANNEL_ERROR", "The secure channel failed."),
    (12158, "ERROR_INTERNET_UNABLE_TO_CACHE_FILE", "The file cannot be kept in the cache."),
    (12159, "ERROR_INTERNET_TCPIP_NOT_INSTALLED", "TCP/IP is not installed."),
    (12160, "ERROR_HTTP_NOT_REDIRECTED", "The HTTP request was not redirected."),
    (12161, "ERROR_HTTP_COOKIE_NEEDS_CONFIRMATION", "The user has to accept a cookie."),
    (12162, "ERROR_HTTP_COOKIE_DECLINED", "The cookie was not accepted."),
    (12163, "ERROR_INTERNET_DISCONNECTED", "There is no connection to the network."),
    (12164, "ERROR_INTERNET_SERVER_UNREACHABLE", "The server cannot be reached."),
    (12165, "ERROR_INTERNET_PROXY_SERVER_UNREACHABLE", "The proxy cannot be reached."),
    (12166, "ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT", "The script that chooses the proxy has an error."),
    (12167, "ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT", "The script that chooses the proxy cannot be loaded."),
    (12168, "ERROR_HTTP_REDIRECT_NEEDS_CONFIRMATION", "The user has to accept the HTTP redirection."),
    (12169, "ERROR_INTERNET_SEC_INVALID_CERT", "The certificate of the server is not valid."),
    (12170, "ERROR_INTERNET_SEC_CERT_REVOKED", "The certificate of the server was revoked."),
    (12171, "ERROR_INTERNET_FAILED_DUETOSECURITYCHECK", "The request failed in a check of security."),
    (12172, "ERROR_INTERNET_NOT_INITIALIZED", "InternetOpen was not called yet."),
    (12173, "ERROR_INTERNET_NEED_MSN_SSPI_PKG", "A security package is missing."),
    (12174, "ERROR_INTERNET_LOGIN_FAILURE_DISPLAY_ENTITY_BODY", "The server refused the login and sent a page about it."),
    (12175, "ERROR_INTERNET_DECODING_FAILED", "The content of the answer could not be decoded."),
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
