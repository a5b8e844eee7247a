//! The developer's trace: what a run writes can be replayed as a unit test, without a server.

use std::env;
use std::fs;
use std::process::Command;
use std::time::Duration;

use ftp_test_server::{Plan, Script, Server as TestServer};
use trueftp::net::{
    Cancel, Connector, EndOfData, Job, LookupQueue, NoData, NoObserver, Operation, Server, Timeouts,
    block_on, drive,
};
use trueftp::protocol::trace::{Line, action, parse};
use trueftp::protocol::{Action, FtpCommand, Login, Machine, ServerState, TransferType, Upload};

/// Feeds the events of one operation's trace to a machine, and compares the actions that it returns.
fn replay(mut machine: impl Machine, trace: &str) {
    let mut actions = Vec::new();
    let mut expected = Vec::new();
    for line in trace.lines() {
        match parse(line).expect("a line of a trace") {
            Line::Action(text) => expected.push(text),
            Line::Begin => machine.start(&mut actions),
            Line::Event(event) => {
                compare(&mut actions, &mut expected, line);
                machine.handle(event, &mut actions);
            }
        }
    }
    compare(&mut actions, &mut expected, "the end of the trace");
}

fn compare(actions: &mut Vec<Action>, expected: &mut Vec<String>, before: &str) {
    let returned: Vec<String> = actions.drain(..).map(|returned| action(&returned)).collect();
    assert_eq!(returned, *expected, "before {before}");
    expected.clear();
}

fn login() -> impl Machine {
    Login::new(b"me".to_vec(), b"secret".to_vec())
}

fn upload() -> impl Machine {
    let command = FtpCommand::Named("STOR", b"remote".to_vec());
    Upload::new(command, TransferType::Image, ServerState::new(true, false))
}

fn run<J: Job>(job: &mut J) -> J::Output {
    block_on(drive(job, &Cancel::default(), &NoObserver))
}

/// Logs in and uploads an empty file, which the server refuses after its end.
fn refused_upload() {
    let server = TestServer::start(Script::new().on("STOR", Plan::upload("451 Disk full.\r\n")));
    let timeouts = Timeouts::all(Duration::from_secs(30));
    let address = Server { name: server.host().to_string(), port: server.port() };
    let mut connector = Connector::new(address, LookupQueue::Immediate, 1, timeouts);
    let control = run(&mut connector).expect("a server");
    let mut operation = Operation::new(login(), control, timeouts);
    run(&mut operation.run(&mut NoData, timeouts));
    let control = operation.finish().control.expect("logged in");
    let mut operation = Operation::new(upload(), control, timeouts);
    run(&mut operation.run(&mut EndOfData, timeouts));
    assert_eq!(operation.finish().verdict.reply().map(|reply| reply.code()), Some(451));
}

/// The trace is written by a process of its own, as the variable is read once.
#[test]
fn a_recorded_trace_can_be_replayed() {
    const VARIABLE: &str = "TRUEFTP_TRACE";
    if env::var_os(VARIABLE).is_some() {
        return refused_upload();
    }
    let path = env::temp_dir().join(format!("trueftp-trace-{}", std::process::id()));
    let test = ["--exact", "a_recorded_trace_can_be_replayed"];
    let program = env::current_exe().expect("this program has a path");
    let output =
        Command::new(program).args(test).env(VARIABLE, &path).output().expect("it can be started again");
    let trace = fs::read_to_string(&path).expect("a trace was written");
    fs::remove_file(&path).expect("the trace can be removed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(!trace.contains("secret"), "{trace}");

    let of = |number: &str| -> String {
        trace.split_inclusive('\n').filter(|line| line.starts_with(number)).collect()
    };
    assert!(of("[1] ").starts_with("[1] begin Login\n"), "{trace}");
    replay(login(), &of("[1] "));
    assert!(of("[2] ").starts_with("[2] begin Upload\n"), "{trace}");
    replay(upload(), &of("[2] "));
}

/// A kept trace, as a developer would turn one into a unit test.
#[test]
fn an_upload_that_the_server_refuses_after_its_data() {
    replay(upload(), include_str!("trace/refused_upload.trace"));
}

#[test]
#[should_panic(expected = "before the end of the trace")]
fn another_reply_leads_to_another_verdict() {
    let stored = include_str!("trace/refused_upload.trace").replace("] Reply \"451", "] Reply \"226");
    replay(upload(), &stored);
}
