//! One data connection: opening, reading, writing, ending.

use std::io::{self, Read, Write};
use std::mem;
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::data::{INTRUDER, Route, connect_from, reset_on_close};
use crate::log::Event;
use crate::monitor::{Blocker, Monitor, Ticket};
use crate::seen::{DataConnection, DataEnd};
use crate::session::{Halt, Session};
use crate::store::Incoming;

/// An open data connection.
pub(crate) struct Data {
    index: usize,
    monitor: Arc<Monitor>,
    ended: Option<DataEnd>,
    // Before the stream: the monitor lets go of it first, so that dropping it closes it.
    _ticket: Ticket,
    stream: Arc<TcpStream>,
}

impl Drop for Data {
    fn drop(&mut self) {
        let end = self.ended.unwrap_or(DataEnd::NotRead);
        let index = self.index;
        self.monitor.record(|seen| seen.data[index].end = Some(end));
    }
}

impl Session {
    pub(crate) fn open_data(&mut self) -> Result<&Data, Halt> {
        if self.data.is_none() {
            let data = self.connect_data()?;
            self.data = Some(data);
        }
        Ok(self.data.as_ref().expect("just opened"))
    }

    fn connect_data(&mut self) -> Result<Data, Halt> {
        let (opened, address, passive) = match mem::replace(&mut self.route, Route::None) {
            Route::None => return self.no_data(),
            Route::Passive(passive) => (passive.accept(), passive.address, true),
            Route::Active(target) => {
                let buffer = self.script.receive_buffer;
                (connect_from(self.local, target, buffer), target, false)
            }
        };
        let Ok(stream) = opened else {
            return self.no_data();
        };
        // When it was the monitor that connected, to wake us, this finds the client gone.
        let data = self.data_opened(stream)?;
        self.tell(&Event::Data { address, passive });
        Ok(data)
    }

    fn no_data(&self) -> Result<Data, Halt> {
        self.say(b"425 Failed to establish connection.\r\n")?;
        Err(Halt::PlanOver)
    }

    fn data_opened(&self, stream: TcpStream) -> Result<Data, Halt> {
        let stream = Arc::new(stream);
        let blocker = Blocker::Data(Arc::clone(&stream));
        let ticket = self.monitor.track(self.index, blocker)?;
        let mut index = 0;
        self.monitor.record(|seen| {
            index = seen.data.len();
            seen.data.push(DataConnection {
                control: self.index,
                name: self.name.clone(),
                received: 0,
                end: None,
            });
            if self.filing.is_some() {
                let file = seen.files.entry(self.name.clone()).or_default();
                if !self.append {
                    file.clear();
                }
            }
        });
        Ok(Data { index, monitor: Arc::clone(&self.monitor), ended: None, _ticket: ticket, stream })
    }

    /// Reads to the end, or until `limit` bytes have come and not one more.
    pub(crate) fn read_data(&mut self, limit: Option<u64>) -> Result<(), Halt> {
        let stream = Arc::clone(&self.open_data()?.stream);
        let mut left = limit.unwrap_or(u64::MAX);
        let mut buffer = vec![0; 64 * 1024];
        while left > 0 {
            let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            match (&*stream).read(&mut buffer[..wanted]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) => return self.data_ended(DataEnd::Fin),
                Err(_) => return self.data_ended(DataEnd::Rst),
                Ok(count) => {
                    left -= count as u64;
                    self.received(&buffer[..count]);
                }
            }
        }
        Ok(())
    }

    fn data_ended(&mut self, end: DataEnd) -> Result<(), Halt> {
        let data = self.data.as_mut().expect("open data");
        data.ended = Some(end);
        let index = data.index;
        self.monitor.record(|seen| seen.data[index].end = Some(end));
        Ok(())
    }

    fn received(&mut self, bytes: &[u8]) {
        let index = self.data.as_ref().expect("open data").index;
        let keep = self.script.keep_bytes;
        self.monitor.record(|seen| {
            seen.data[index].received += bytes.len() as u64;
            if let Some(file) = seen.files.get_mut(&self.name).filter(|_| keep) {
                file.extend_from_slice(bytes);
            }
        });
        if let Some(filing) = &mut self.filing {
            filing.write(bytes);
        }
    }

    pub(crate) fn write_data(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        let data = self.open_data()?;
        // A client that wants no more data is not the script's concern.
        let _ = (&*data.stream).write_all(bytes);
        Ok(())
    }

    pub(crate) fn half_close_data(&mut self) -> Result<(), Halt> {
        let _ = self.open_data()?.stream.shutdown(Shutdown::Write);
        Ok(())
    }

    pub(crate) fn close_data(&mut self) -> Result<(), Halt> {
        self.open_data()?;
        self.data = None;
        Ok(())
    }

    pub(crate) fn reset_data(&mut self) -> Result<(), Halt> {
        reset_on_close(&self.open_data()?.stream);
        self.data = None;
        Ok(())
    }
}

/// What is being received, and what the store makes of it.
pub(crate) struct Filing {
    incoming: Option<Box<dyn Incoming>>,
    failed: bool,
}

impl Filing {
    /// After a failure the rest is received and dropped; the reply reports it.
    fn write(&mut self, bytes: &[u8]) {
        if let Some(incoming) = self.incoming.as_mut().filter(|_| !self.failed) {
            self.failed = incoming.write_all(bytes).is_err();
        }
    }

    fn keep(self) -> bool {
        !self.failed && self.incoming.is_none_or(|incoming| incoming.keep().is_ok())
    }
}

impl Session {
    /// Whether the store, if there is one, takes a file of this name.
    pub(crate) fn begin_file(&mut self) -> bool {
        let created = self.script.store.as_ref().map(|store| store.create(&self.name));
        match created.transpose() {
            Ok(incoming) => {
                self.filing = Some(Filing { incoming, failed: false });
                true
            }
            Err(_) => false,
        }
    }

    pub(crate) fn keep_file(&mut self) -> Result<(), Halt> {
        if self.filing.take().is_none_or(Filing::keep) {
            return Ok(());
        }
        self.say(b"451 Failure writing to local file.\r\n")?;
        Err(Halt::PlanOver)
    }
}

/// A connection from elsewhere to the client's active port.
pub(crate) struct Intruder {
    stream: Arc<TcpStream>,
    reader: JoinHandle<()>,
    _ticket: Ticket,
}

impl Session {
    pub(crate) fn intrude(&mut self) -> Result<(), Halt> {
        let Route::Active(target) = self.route else {
            return Ok(());
        };
        // A client that refuses the intruder at once is doing well.
        let Ok(stream) = connect_from(INTRUDER, target, None) else {
            return Ok(());
        };
        let stream = Arc::new(stream);
        let blocker = Blocker::Data(Arc::clone(&stream));
        let ticket = self.monitor.track(self.index, blocker)?;
        let (source, monitor) = (Arc::clone(&stream), Arc::clone(&self.monitor));
        self.intruders.push(Intruder {
            reader: thread::spawn(move || listen_in(&source, &monitor)),
            stream,
            _ticket: ticket,
        });
        Ok(())
    }
}

impl Intruder {
    pub(crate) fn end(self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        self.reader.join().expect("the intruder's reader");
    }
}

fn listen_in(mut stream: &TcpStream, monitor: &Monitor) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        monitor.record(|seen| seen.intruder.extend_from_slice(&buffer[..count]));
    }
}
