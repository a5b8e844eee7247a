//! Taking the steps of a plan.

use std::io::Write;
use std::slice;
use std::time::Duration;

use crate::address::fill;
use crate::data::{Listen, Passive, Route};
use crate::log::Event;
use crate::plan::Step;
use crate::session::{Halt, Session};

impl Session {
    pub(crate) fn take(&mut self, step: &Step) -> Result<(), Halt> {
        match step {
            Step::Send(bytes) => self.say(bytes),
            Step::SendSlowly { bytes, pause } => self.say_slowly(bytes, *pause),
            Step::Endless { bytes, interval } => self.say_endlessly(bytes, *interval),
            Step::Pause(time) => Ok(self.monitor.pause(self.index, *time)?),
            Step::Hold(name) => Ok(self.monitor.wait_release(self.index, name)?),
            Step::Silence => Err(self.monitor.wait_gone(self.index).into()),
            Step::Close => Err(Halt::Close),
            Step::Reset => Err(Halt::Reset),
            Step::Passive { listen, template } => self.go_passive(*listen, template),
            Step::Intrude => self.intrude(),
            Step::OpenData => self.open_data().map(|_| ()),
            Step::Read(bytes) => self.read_data(Some(*bytes)),
            Step::ReadToEnd => self.read_data(None),
            Step::WriteData { bytes, times } => (0..*times).try_for_each(|_| self.write_data(bytes)),
            Step::HalfCloseData => self.half_close_data(),
            Step::CloseData => self.close_data(),
            Step::ResetData => self.reset_data(),
            Step::KeepFile => self.keep_file(),
        }
    }

    pub(crate) fn say(&self, bytes: &[u8]) -> Result<(), Halt> {
        self.tell(&Event::Reply { port: self.port, bytes });
        self.write(bytes)
    }

    fn say_slowly(&self, bytes: &[u8], pause: Duration) -> Result<(), Halt> {
        self.tell(&Event::Reply { port: self.port, bytes });
        for byte in bytes {
            self.write(slice::from_ref(byte))?;
            if !pause.is_zero() {
                self.monitor.pause(self.index, pause)?;
            }
        }
        Ok(())
    }

    fn say_endlessly(&self, bytes: &[u8], interval: Duration) -> Result<(), Halt> {
        loop {
            self.say(bytes)?;
            if !interval.is_zero() {
                self.monitor.pause(self.index, interval)?;
            }
        }
    }

    /// A failing write means that the client has left; how, the command reader finds out.
    fn write(&self, bytes: &[u8]) -> Result<(), Halt> {
        (&*self.control).write_all(bytes).map_err(|_| Halt::Gone)
    }

    fn go_passive(&mut self, listen: Listen, template: &[u8]) -> Result<(), Halt> {
        let buffer = self.script.receive_buffer;
        let passive = Passive::open(listen, self.local, buffer, &self.monitor, self.index)?;
        let reply = fill(template, passive.address);
        self.route = Route::Passive(passive);
        self.say(&reply)
    }
}
