//! What WinINet's error numbers mean, in a sentence each.
//!
//! This file stands alone: build.rs includes it for the message table of the Windows DLL.

/// The text of an error number of 12001 to 12175; `None` for the numbers between that nobody uses.
pub fn message(number: u32) -> Option<&'static str> {
    MESSAGES.binary_search_by_key(&number, |&(number, _)| number).ok().map(|at| MESSAGES[at].1)
}

/// All of them, in ascending order.
pub const MESSAGES: &[(u32, &str)] = &[
    (12001, "No more handles can be made."),
    (12002, "The time for the request is over."),
    (12003, "The server said no; its reply tells why."),
    (12004, "Something went wrong inside the library, or what the server sends is no FTP."),
    (12005, "The URL makes no sense."),
    (12006, "The scheme of the URL is not known, or not supported."),
    (12007, "The name of the server could not be found."),
    (12008, "The protocol was not found."),
    (12009, "There is no such option."),
    (12010, "The value of the option has the wrong length."),
    (12011, "The option can be read but not set."),
    (12012, "The library is shutting down."),
    (12013, "The server refused the user name."),
    (12014, "The server refused the password."),
    (12015, "The server refused the login."),
    (12016, "The operation is not possible here."),
    (12017, "The operation was cancelled: its handle was closed."),
    (12018, "The handle is of the wrong kind for this operation."),
    (12019, "The handle is not in the right state for this operation."),
    (12020, "The request cannot be made through a proxy."),
    (12021, "A value is missing in the registry."),
    (12022, "A value in the registry has the wrong type or makes no sense."),
    (12023, "There is no direct access to the network."),
    (12024, "An asynchronous request needs a context value other than 0."),
    (12025, "An asynchronous request needs a callback function."),
    (12026, "The request has to wait for others."),
    (12027, "The format of the request makes no sense."),
    (12028, "What was asked for was not found."),
    (12029, "The connection to the server could not be made."),
    (12030, "The connection to the server was ended too early."),
    (12031, "The connection to the server was reset."),
    (12032, "The request should be made once more."),
    (12033, "The request to the proxy makes no sense."),
    (12034, "The request needs an answer of the user."),
    (12036, "The handle exists already."),
    (12037, "The certificate of the server is not valid at this date."),
    (12038, "The certificate is that of another server."),
    (12039, "A redirection leads from an insecure to a secure connection."),
    (12040, "A redirection leads from a secure to an insecure connection."),
    (12041, "Secure and insecure content are mixed."),
    (12042, "Data is about to be sent, and changed, over an insecure connection."),
    (12043, "Data is about to be sent over an insecure connection."),
    (12044, "The server wants a certificate of the client."),
    (12045, "Nobody known vouches for the certificate of the server."),
    (12046, "This computer has no certificate to show to the server."),
    (12047, "A thread for asynchronous work could not be started."),
    (12048, "A redirection changes the scheme of the URL."),
    (12049, "A dialog for this request is open already."),
    (12050, "The dialog should be shown again."),
    (12051, "No new cache containers can be made."),
    (12052, "A form sent over a secure connection was redirected to an insecure one."),
    (12053, "A CD is wanted in its drive."),
    (12054, "A login with a Fortezza card is needed."),
    (12055, "The certificate of the server has errors."),
    (12056, "The certificate does not say where it could be revoked."),
    (12057, "Whether the certificate was revoked could not be found out."),
    (12058, "No local port is left for the connection."),
    (12059, "The connection would be possible only with less security."),
    (12061, "The proxy has something to tell."),
    (12080, "The connection manager has no connection."),
    (12110, "A transfer is going on: the file or the find that is open must be closed first."),
    (12111, "The connection to the server was lost before; connect anew."),
    (12112, "The server has no passive mode that works."),
    (12130, "The Gopher server does not keep to the protocol."),
    (12131, "The Gopher item is no file."),
    (12132, "The data of the Gopher server makes no sense."),
    (12133, "The data of the Gopher server has ended."),
    (12134, "The Gopher locator makes no sense."),
    (12135, "The Gopher locator is of the wrong type."),
    (12136, "The item is not of Gopher+."),
    (12137, "The Gopher item has no such attribute."),
    (12138, "The Gopher locator is of an unknown type."),
    (12150, "There is no such HTTP header."),
    (12151, "The HTTP server sent no headers."),
    (12152, "The answer of the HTTP server makes no sense."),
    (12153, "The HTTP header makes no sense."),
    (12154, "The query for HTTP information makes no sense."),
    (12155, "The HTTP header exists already."),
    (12156, "The HTTP redirection failed."),
    (12157, "The secure channel failed."),
    (12158, "The file cannot be kept in the cache."),
    (12159, "TCP/IP is not installed."),
    (12160, "The HTTP request was not redirected."),
    (12161, "The user has to accept a cookie."),
    (12162, "The cookie was not accepted."),
    (12163, "There is no connection to the network."),
    (12164, "The server cannot be reached."),
    (12165, "The proxy cannot be reached."),
    (12166, "The script that chooses the proxy has an error."),
    (12167, "The script that chooses the proxy cannot be loaded."),
    (12168, "The user has to accept the HTTP redirection."),
    (12169, "The certificate of the server is not valid."),
    (12170, "The certificate of the server was revoked."),
    (12171, "The request failed in a check of security."),
    (12172, "InternetOpen was not called yet."),
    (12173, "A security package is missing."),
    (12174, "The server refused the login and sent a page about it."),
    (12175, "The content of the answer could not be decoded."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(MESSAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(message(12003), Some("The server said no; its reply tells why."));
        assert_eq!(message(12035), None);
        assert_eq!(message(0), None);
    }
}
