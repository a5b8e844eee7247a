//! One control connection: a thread that reads commands and one that answers them.

use std::io::{BufRead, BufReader};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::address::{parse_eprt, parse_port};
use crate::data::{Route, reset_on_close};
use crate::log::Event;
use crate::monitor::{Blocker, Gone, Monitor, Ticket};
use crate::plan::{Plan, Step};
use crate::script::{Script, split};
use crate::seen::ControlEnd;
use crate::transfer::{Data, Filing, Intruder};

pub(crate) struct Session {
    pub(crate) index: usize,
    pub(crate) script: Arc<Script>,
    pub(crate) monitor: Arc<Monitor>,
    pub(crate) control: Arc<TcpStream>,
    pub(crate) local: IpAddr,
    /// The client's port, by which a log tells connections apart.
    pub(crate) port: u16,
    pub(crate) route: Route,
    pub(crate) data: Option<Data>,
    /// The argument of the command being answered, and whether it appends.
    pub(crate) name: Vec<u8>,
    pub(crate) append: bool,
    pub(crate) filing: Option<Filing>,
    /// Data connections that a plan left open.
    pub(crate) left_open: Vec<Data>,
    pub(crate) intruders: Vec<Intruder>,
}

/// Why a plan ended before its last step.
pub(crate) enum Halt {
    /// The command is answered; the next one follows.
    PlanOver,
    Close,
    Reset,
    Gone,
}

impl From<Gone> for Halt {
    fn from(_: Gone) -> Self {
        Halt::Gone
    }
}

/// Serves one client to the end.
pub(crate) fn serve(control: TcpStream, peer: SocketAddr, script: Arc<Script>, monitor: Arc<Monitor>) {
    // Without it the kernel would join bytes that are to travel alone.
    control.set_nodelay(true).expect("TCP_NODELAY");
    let local = control.local_addr().expect("a local address").ip();
    let control = Arc::new(control);
    let index = monitor.control_opened(peer);
    let ticket = monitor.track(index, Blocker::Control(Arc::clone(&control)));
    let reader = read_in_background(index, &control, &monitor);
    let mut session = Session {
        index,
        script,
        monitor,
        control,
        local,
        port: peer.port(),
        route: Route::None,
        data: None,
        name: Vec::new(),
        append: false,
        filing: None,
        left_open: Vec::new(),
        intruders: Vec::new(),
    };
    let halt = match &ticket {
        Ok(_) => session.answer_all(),
        Err(Gone) => Halt::Gone,
    };
    session.end(&halt, ticket.ok(), reader);
}

impl Session {
    fn answer_all(&mut self) -> Halt {
        let greeting = self.monitor.plan_for(&self.script, None);
        if let Err(halt) = self.carry_out(&greeting) {
            return halt;
        }
        loop {
            let line = match self.monitor.next_command(self.index) {
                Ok(line) => line,
                Err(Gone) => return Halt::Gone,
            };
            if let Err(halt) = self.answer(&line) {
                return halt;
            }
        }
    }

    fn answer(&mut self, line: &[u8]) -> Result<(), Halt> {
        self.tell(&Event::Command { port: self.port, line });
        let (verb, argument) = split(line);
        self.name = argument.to_vec();
        self.append = verb == "APPE";
        let plan = self.monitor.plan_for(&self.script, Some(line));
        let answered = match verb.as_str() {
            "PORT" => self.answer_active(&plan, parse_port(argument)),
            "EPRT" => self.answer_active(&plan, parse_eprt(argument)),
            "STOR" | "APPE" => self.answer_upload(&plan),
            _ => self.carry_out(&plan),
        };
        self.filing = None;
        self.left_open.extend(self.data.take());
        answered
    }

    fn answer_active(&mut self, plan: &Plan, target: Option<SocketAddr>) -> Result<(), Halt> {
        match target {
            Some(target) => {
                self.route = Route::Active(target);
                self.carry_out(plan)
            }
            None => self.say(b"501 Illegal address.\r\n"),
        }
    }

    fn answer_upload(&mut self, plan: &Plan) -> Result<(), Halt> {
        let transfers = plan.steps.iter().any(Step::needs_data);
        if transfers && matches!(self.route, Route::None) {
            return self.say(b"425 Use PORT or PASV first.\r\n");
        }
        if transfers && !self.begin_file() {
            return self.say(b"553 Could not create file.\r\n");
        }
        self.carry_out(plan)
    }

    fn carry_out(&mut self, plan: &Plan) -> Result<(), Halt> {
        for step in &plan.steps {
            match self.take(step) {
                Err(Halt::PlanOver) => break,
                other => other?,
            }
        }
        Ok(())
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        if let Some(log) = &self.script.log {
            log.tell(event);
        }
    }

    /// Ends everything that belongs to this client; a reset needs every other user of the socket
    /// to have let go of it first.
    fn end(mut self, halt: &Halt, ticket: Option<Ticket>, reader: JoinHandle<()>) {
        self.monitor.ending(self.index);
        let how = if matches!(halt, Halt::Reset) {
            reset_on_close(&self.control);
            Shutdown::Read
        } else {
            Shutdown::Both
        };
        // It fails when the client has closed or reset the connection already.
        let _ = self.control.shutdown(how);
        reader.join().expect("the command reader");
        drop(ticket);
        self.intruders.drain(..).for_each(Intruder::end);
        let monitor = Arc::clone(&self.monitor);
        drop(self);
        monitor.record(|seen| seen.serving -= 1);
    }
}

fn read_in_background(index: usize, control: &Arc<TcpStream>, monitor: &Arc<Monitor>) -> JoinHandle<()> {
    let control = Arc::clone(control);
    let monitor = Arc::clone(monitor);
    thread::spawn(move || read_commands(index, &control, &monitor))
}

fn read_commands(index: usize, control: &TcpStream, monitor: &Monitor) {
    let mut reader = BufReader::new(control);
    loop {
        let mut line = Vec::new();
        let read = reader.read_until(b'\n', &mut line);
        if line.ends_with(b"\n") {
            line.pop();
            if line.ends_with(b"\r") {
                line.pop();
            }
            monitor.command_came(index, line);
            continue;
        }
        let end = match read {
            Ok(_) => ControlEnd::Fin,
            Err(_) => ControlEnd::Rst,
        };
        return monitor.control_ended(index, end, line);
    }
}
