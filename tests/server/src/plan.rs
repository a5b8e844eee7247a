//! What the server does in answer to one command, as a list of steps.

use std::time::Duration;

use crate::data::Listen;

/// The steps taken in answer to one command (or to a connection: the greeting), in order.
///
/// Text and bytes convert to a plan that sends exactly these bytes in one write:
/// `"226 Done.\r\n".into()`. Nothing is added to them, no line end either.
///
/// A step that needs the data connection opens it when it is not open yet: it accepts after
/// `PASV`/`EPSV` and connects after `PORT`/`EPRT`. A data connection that is still open when the
/// plan has ended stays open, unread, until the control connection ends.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Send(Vec<u8>),
    SendSlowly { bytes: Vec<u8>, pause: Duration },
    Endless { bytes: Vec<u8>, interval: Duration },
    Pause(Duration),
    Hold(String),
    Silence,
    Close,
    Reset,
    Passive { listen: Listen, template: Vec<u8> },
    Intrude,
    OpenData,
    Read(u64),
    ReadToEnd,
    WriteData { bytes: Vec<u8>, times: usize },
    HalfCloseData,
    CloseData,
    ResetData,
    KeepFile,
}

impl Step {
    /// Whether the step opens the data connection when there is none.
    pub(crate) fn needs_data(&self) -> bool {
        matches!(
            self,
            Step::OpenData
                | Step::Read(_)
                | Step::ReadToEnd
                | Step::WriteData { .. }
                | Step::HalfCloseData
                | Step::CloseData
                | Step::ResetData
        )
    }
}

/// Whole plans.
impl Plan {
    /// Does nothing: the command gets no answer, and the next one is read.
    pub fn new() -> Self {
        Self::default()
    }

    /// A usual upload with this end: `150 Ok to send data.`, all data are read, the data
    /// connection is closed, then `last` is carried out. Nothing is kept in a [`Store`].
    ///
    /// [`Store`]: crate::Store
    pub fn upload(last: impl Into<Plan>) -> Self {
        Self::new().send("150 Ok to send data.\r\n").read_to_end().close_data().then(last)
    }

    /// A usual download or listing of these bytes with this end: `150 Here it comes.`, the bytes, the data connection is
    /// closed, then `last` is carried out.
    pub fn download(bytes: impl AsRef<[u8]>, last: impl Into<Plan>) -> Self {
        Self::new().send("150 Here it comes.\r\n").write_data(bytes).close_data().then(last)
    }

    /// Makes a data port and sends `template`, in which `{host}` (`127,0,0,1`), `{hi}`, `{lo}` and
    /// `{port}` stand for the true address; everything else is sent as it is.
    pub fn passive(listen: Listen, template: impl AsRef<[u8]>) -> Self {
        Self::new().step(Step::Passive { listen, template: template.as_ref().to_vec() })
    }
}

/// Steps on the control connection.
impl Plan {
    /// Sends these bytes in one write.
    pub fn send(self, bytes: impl AsRef<[u8]>) -> Self {
        self.step(Step::Send(bytes.as_ref().to_vec()))
    }

    /// Sends these bytes one by one, each in a packet of its own, with a pause between them.
    pub fn send_slowly(self, bytes: impl AsRef<[u8]>, pause: Duration) -> Self {
        self.step(Step::SendSlowly { bytes: bytes.as_ref().to_vec(), pause })
    }

    /// Sends these bytes again and again until the client goes away. Steps after it never run.
    pub fn endless(self, bytes: impl AsRef<[u8]>, interval: Duration) -> Self {
        self.step(Step::Endless { bytes: bytes.as_ref().to_vec(), interval })
    }

    /// Waits; the client's leaving and the server's end cut it short.
    pub fn pause(self, time: Duration) -> Self {
        self.step(Step::Pause(time))
    }

    /// Waits until the test calls [`Server::release`](crate::Server::release) with this name.
    pub fn hold(self, name: &str) -> Self {
        self.step(Step::Hold(name.to_owned()))
    }

    /// Keeps the control connection open and never says anything again. Commands are still
    /// recorded. Steps after it never run.
    pub fn silence(self) -> Self {
        self.step(Step::Silence)
    }

    /// Closes the control connection (FIN). Steps after it never run.
    pub fn close(self) -> Self {
        self.step(Step::Close)
    }

    /// Resets the control connection (RST). Steps after it never run.
    pub fn reset(self) -> Self {
        self.step(Step::Reset)
    }

    /// Carries out another plan after this one.
    pub fn then(mut self, next: impl Into<Plan>) -> Self {
        self.steps.extend(next.into().steps);
        self
    }
}

/// Steps on the data connection.
impl Plan {
    /// Connects to the client's active port from another address (127.0.0.2; IPv4 only) and keeps
    /// that connection; what comes over it is found in [`Seen::intruder`](crate::Seen::intruder).
    pub fn intrude(self) -> Self {
        self.step(Step::Intrude)
    }

    /// Opens the data connection and does nothing with it.
    pub fn open_data(self) -> Self {
        self.step(Step::OpenData)
    }

    /// Reads this many bytes of data, fewer only when the data end before.
    pub fn read(self, bytes: u64) -> Self {
        self.step(Step::Read(bytes))
    }

    /// Reads data until the client ends or resets them.
    pub fn read_to_end(self) -> Self {
        self.step(Step::ReadToEnd)
    }

    /// Sends these bytes as data (a download or a listing).
    pub fn write_data(self, bytes: impl AsRef<[u8]>) -> Self {
        self.write_data_times(bytes, 1)
    }

    /// Sends these bytes as data so many times, for data that a plan should not hold.
    pub fn write_data_times(self, bytes: impl AsRef<[u8]>, times: usize) -> Self {
        self.step(Step::WriteData { bytes: bytes.as_ref().to_vec(), times })
    }

    /// Ends our side of the data connection (FIN) and keeps it open for reading.
    pub fn half_close_data(self) -> Self {
        self.step(Step::HalfCloseData)
    }

    /// Closes the data connection. With data left unread, the system makes it a reset.
    pub fn close_data(self) -> Self {
        self.step(Step::CloseData)
    }

    /// Resets the data connection (RST).
    pub fn reset_data(self) -> Self {
        self.step(Step::ResetData)
    }

    /// Makes the [`Store`](crate::Store), if the script has one, keep the file received so far.
    /// When that fails, `451 Failure writing to local file.` is sent and the plan is over.
    pub fn keep_file(self) -> Self {
        self.step(Step::KeepFile)
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

impl From<&[u8]> for Plan {
    fn from(bytes: &[u8]) -> Self {
        Plan::new().send(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for Plan {
    fn from(bytes: &[u8; N]) -> Self {
        Plan::new().send(bytes)
    }
}

impl From<Vec<u8>> for Plan {
    fn from(bytes: Vec<u8>) -> Self {
        Plan::new().send(bytes)
    }
}

impl From<&str> for Plan {
    fn from(text: &str) -> Self {
        Plan::new().send(text)
    }
}

impl From<String> for Plan {
    fn from(text: String) -> Self {
        Plan::new().send(text)
    }
}
