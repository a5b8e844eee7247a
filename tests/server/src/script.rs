//! How the server behaves: rules first, a well-behaved server otherwise.

use std::sync::Arc;

use crate::data::Listen;
use crate::log::{Event, Log};
use crate::plan::Plan;
use crate::store::Store;

/// How a [`Server`](crate::Server) behaves. The default is a well-behaved anonymous server that
/// keeps uploads in memory; each method changes one thing.
///
/// For every command the first rule that fits and is not used up is taken, in the order in which
/// the rules were added; without one the default answers. Uses are counted over all connections.
#[derive(Clone, Debug)]
pub struct Script {
    rules: Vec<Rule>,
    pub(crate) ipv6: bool,
    pub(crate) receive_buffer: Option<usize>,
    pub(crate) keep_bytes: bool,
    pub(crate) store: Option<Arc<dyn Store>>,
    pub(crate) log: Option<Log>,
}

#[derive(Clone, Debug)]
struct Rule {
    when: When,
    times: Option<usize>,
    plan: Plan,
}

#[derive(Clone, Debug)]
enum When {
    Connected,
    Verb(String),
    Line(Vec<u8>),
    Containing { verb: String, part: Vec<u8> },
}

impl Default for Script {
    fn default() -> Self {
        Self {
            rules: Vec::new(),
            ipv6: false,
            receive_buffer: None,
            keep_bytes: true,
            store: None,
            log: None,
        }
    }
}

impl Script {
    /// A well-behaved anonymous server.
    pub fn new() -> Self {
        Self::default()
    }

    /// What happens when a client connects; default `220 Test server ready.`
    pub fn greeting(self, plan: impl Into<Plan>) -> Self {
        self.rule(When::Connected, None, plan)
    }

    /// The greeting of the first `times` connections.
    pub fn greeting_first(self, times: usize, plan: impl Into<Plan>) -> Self {
        self.rule(When::Connected, Some(times), plan)
    }

    /// What happens on this command, whatever its argument; the verb's case does not matter.
    pub fn on(self, verb: &str, plan: impl Into<Plan>) -> Self {
        self.rule(When::Verb(verb.to_ascii_uppercase()), None, plan)
    }

    /// What happens on this command the first `times` times.
    pub fn first(self, times: usize, verb: &str, plan: impl Into<Plan>) -> Self {
        self.rule(When::Verb(verb.to_ascii_uppercase()), Some(times), plan)
    }

    /// What happens on exactly this command line (without its line end).
    pub fn on_line(self, line: impl AsRef<[u8]>, plan: impl Into<Plan>) -> Self {
        self.rule(When::Line(line.as_ref().to_vec()), None, plan)
    }

    /// What happens on this command when its argument contains `part`.
    pub fn on_containing(self, verb: &str, part: impl AsRef<[u8]>, plan: impl Into<Plan>) -> Self {
        let when = When::Containing { verb: verb.to_ascii_uppercase(), part: part.as_ref().to_vec() };
        self.rule(when, None, plan)
    }

    /// Listens on `[::1]` instead of 127.0.0.1.
    pub fn ipv6(mut self) -> Self {
        self.ipv6 = true;
        self
    }

    /// The receive buffer of data connections (SO_RCVBUF), so that a client whose data are not
    /// read gets stuck early.
    pub fn receive_buffer(mut self, bytes: usize) -> Self {
        self.receive_buffer = Some(bytes);
        self
    }

    /// Counts the data received but does not keep them, for very large uploads.
    pub fn count_only(mut self) -> Self {
        self.keep_bytes = false;
        self
    }

    /// Also keeps uploads in this store (see [`Plan::keep_file`]).
    pub fn store(mut self, store: impl Store + 'static) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Logs every command, reply and data connection as it happens.
    pub fn log(mut self, log: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.log = Some(Log::new(log));
        self
    }

    fn rule(mut self, when: When, times: Option<usize>, plan: impl Into<Plan>) -> Self {
        self.rules.push(Rule { when, times, plan: plan.into() });
        self
    }
}

/// Choosing a plan.
impl Script {
    /// The plan for a command line, or for a new connection (`None`); counts its use in `uses`.
    pub(crate) fn plan_for(&self, line: Option<&[u8]>, uses: &mut Vec<usize>) -> Plan {
        uses.resize(self.rules.len(), 0);
        for (rule, used) in self.rules.iter().zip(uses) {
            if rule.when.fits(line) && rule.times.is_none_or(|times| *used < times) {
                *used += 1;
                return rule.plan.clone();
            }
        }
        match line {
            None => "220 Test server ready.\r\n".into(),
            Some(line) => self.default_plan(line),
        }
    }

    fn default_plan(&self, line: &[u8]) -> Plan {
        let (verb, argument) = split(line);
        match verb.as_str() {
            "USER" => "331 Please specify the password.\r\n".into(),
            "PASS" => "230 Login successful.\r\n".into(),
            "TYPE" => default_type(argument),
            "SYST" => "215 UNIX Type: L8\r\n".into(),
            "NOOP" => "200 NOOP ok.\r\n".into(),
            "PWD" => "257 \"/\" is the current directory\r\n".into(),
            "CWD" => "250 Directory successfully changed.\r\n".into(),
            "QUIT" => Plan::from("221 Goodbye.\r\n").close(),
            "PASV" if self.ipv6 => "425 PASV knows IPv4 only, use EPSV.\r\n".into(),
            "PASV" => Plan::passive(Listen::Ready, "227 Entering Passive Mode ({host},{hi},{lo}).\r\n"),
            "EPSV" if argument.eq_ignore_ascii_case(b"ALL") => "200 EPSV ALL ok.\r\n".into(),
            "EPSV" => Plan::passive(Listen::Ready, "229 Entering Extended Passive Mode (|||{port}|).\r\n"),
            "PORT" => "200 PORT command successful. Consider using PASV.\r\n".into(),
            "EPRT" => "200 EPRT command successful. Consider using EPSV.\r\n".into(),
            "STOR" | "APPE" => Plan::new()
                .send("150 Ok to send data.\r\n")
                .read_to_end()
                .close_data()
                .keep_file()
                .send("226 Transfer complete.\r\n"),
            _ => "502 Command not implemented.\r\n".into(),
        }
    }
}

fn default_type(argument: &[u8]) -> Plan {
    match argument.first().map(u8::to_ascii_uppercase) {
        Some(b'A') => "200 Switching to ASCII mode.\r\n".into(),
        Some(b'I' | b'L') => "200 Switching to Binary mode.\r\n".into(),
        _ => "500 Unrecognised TYPE command.\r\n".into(),
    }
}

impl When {
    fn fits(&self, line: Option<&[u8]>) -> bool {
        let Some(line) = line else {
            return matches!(self, When::Connected);
        };
        let (verb, argument) = split(line);
        match self {
            When::Connected => false,
            When::Verb(wanted) => verb == *wanted,
            When::Line(wanted) => line == wanted.as_slice(),
            When::Containing { verb: wanted, part } => verb == *wanted && contains(argument, part),
        }
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

/// The verb in capitals and the argument of a command line.
pub(crate) fn split(line: &[u8]) -> (String, &[u8]) {
    let end = line.iter().position(|byte| *byte == b' ');
    let (verb, argument) = match end {
        Some(end) => (&line[..end], &line[end + 1..]),
        None => (line, &line[line.len()..]),
    };
    (String::from_utf8_lossy(verb).to_ascii_uppercase(), argument)
}
