//! The dialogues of calls that go on in the background.

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use crate::support::*;
use kit::background::{asynchronous, connect, pending};
use kit::recorder::{Recorder, Status};
use kit::*;

/// The lines are written before the callback reports the end, each with the number of its connection.
#[test]
fn uploads_over_many_connections() {
    const CONNECTIONS: usize = 8;
    let server = Server::start(Script::new().on("STOR", Plan::upload("451 Full.\r\n")));
    let folder = Folder::new();
    let local = c(folder.file("local", bytes(1000)).as_os_str().as_encoded_bytes());
    alone(|| {
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        let root = asynchronous();
        let connections: Vec<_> = (0..CONNECTIONS).map(|_| connect(&root, &server)).collect();
        let uploads: Vec<_> = (connections.iter().enumerate())
            .map(|(n, (connection, _))| {
                let (upload, name, log) = (Recorder::new(), c(format!("remote-{n}")), path.clone());
                let stored = format!("-> STOR remote-{n}");
                upload.act(move |event| {
                    if matches!(event.status, Status::Complete(..)) {
                        // What another connection is writing just now may be there in part.
                        let all = std::fs::read_to_string(&log).expect("the log");
                        let all = lines(&all[..all.rfind('\n').map_or(0, |at| at + 1)]);
                        let own =
                            all.iter().find(|line| line.said == stored).expect("it was sent").connection;
                        let reported: Vec<_> = all.iter().filter(|line| line.connection == own).collect();
                        assert!(reported.iter().any(|line| line.said == "<- 451 Full."), "{reported:#?}");
                        assert_eq!(reported.iter().filter(|line| line.said.contains("STOR")).count(), 1);
                    }
                });
                // SAFETY: both texts live until the call is over; in the background it has copies.
                pending(unsafe {
                    FtpPutFileA(connection.0, local.as_ptr(), name.as_ptr(), BINARY, upload.context)
                });
                upload
            })
            .collect();
        uploads.iter().for_each(|upload| assert_eq!(upload.complete(), (0, 12003)));
        drop(root);
        for (_, recorder) in &connections {
            recorder.wait(|reported| matches!(reported, Status::Closing(_)));
        }
        let transcript = std::fs::read_to_string(&path).expect("the log");
        assert_eq!(
            dialogue(&transcript).iter().filter(|said| *said == "<- 221 Goodbye.").count(),
            CONNECTIONS
        );
        assert!(!transcript.contains("secret"));
    });
}
