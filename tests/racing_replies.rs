//! Replies that arrive between two polls: what the network floor must neither lose nor wait for.

use std::io::Write;
use std::time::{Duration, Instant};

use ftp_test_server::{Script, Server};
use trueftp::net::{
    Cancel, Channel, Connector, Job, LocalEnd, LookupQueue, NoObserver, Operation, Timeouts, TurnEnd,
    block_on, drive,
};
use trueftp::protocol::{FtpCommand, Login, ServerState, TransferType, Upload, Verdict};

/// Longer than anything lasts here.
const AGES: Duration = Duration::from_secs(30);

/// A file that ends just when the server has said something more.
struct EndsLate<'a> {
    server: &'a Server,
}

impl LocalEnd for EndsLate<'_> {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        channel.write_all(b"x").expect("room for a byte");
        // Over loopback, what the server has sent is here at once.
        assert!(self.server.wait_until(|seen| seen.data.iter().any(|data| data.received > 0), AGES));
        self.server.inject("150 Still going.\r\n");
        (1, TurnEnd::Ended)
    }
}

fn run<J: Job>(job: &mut J) -> J::Output {
    block_on(drive(job, &Cancel::default(), &NoObserver))
}

#[test]
fn a_second_preliminary_reply_at_the_end_of_the_file() {
    let server = Server::start(Script::new());
    let timeouts = Timeouts::all(AGES);
    let address = trueftp::net::Server { name: server.host().to_string(), port: server.port() };
    let mut dialer = Connector::new(address, LookupQueue::Immediate, 1, timeouts);
    let control = run(&mut dialer).expect("a server");
    let mut login = Operation::new(Login::new(b"me".to_vec(), b"secret".to_vec()), control, timeouts);
    run(&mut login.run(&mut trueftp::net::NoData, timeouts));
    let control = login.finish().control.expect("logged in");

    let request = FtpCommand::Named("STOR", b"remote".to_vec());
    let upload = Upload::new(request, TransferType::Image, ServerState::new(true, false));
    let mut operation = Operation::new(upload, control, timeouts);
    let begin = Instant::now();
    run(&mut operation.run(&mut EndsLate { server: &server }, timeouts));
    assert!(begin.elapsed() < AGES / 2, "it waited for the time-out of the data");
    let verdict = operation.finish().verdict;
    assert!(matches!(&verdict, Verdict::Done(reply) if reply.code() == 226), "{verdict:?}");
}
