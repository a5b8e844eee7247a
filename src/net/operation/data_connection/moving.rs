//! Moving the bytes of a file over the data connection.

use std::time::Instant;

use super::{Context, DataConnection, Turn, Wait};
use crate::net::control::Control;
use crate::net::error;
use crate::net::local_end::{LocalEnd, TurnEnd};
use crate::net::status::Status;
use crate::protocol::Event;

impl DataConnection {
    pub(super) fn move_data(&mut self, local: &mut dyn LocalEnd, context: &mut Context<'_>) -> Turn {
        let Some(channel) = self.socket.channel_mut() else {
            self.fail(error::CLOSED);
            return Turn::GoOn;
        };
        let (moved, end) = local.turn(channel);
        let receiving = self.is_receiving();
        self.report_moved(moved, matches!(end, TurnEnd::Ended), context);
        // Everything that the server has said by now, it said before its data ended.
        if receiving && !matches!(end, TurnEnd::Paused | TurnEnd::Satisfied) {
            context.control.receive();
        }
        let event = match end {
            TurnEnd::Paused => {
                if moved > 0 {
                    self.restart_stall_timer(Instant::now(), context.timeouts);
                }
                return Turn::GoOn;
            }
            TurnEnd::Satisfied => return Turn::Satisfied,
            TurnEnd::Ended if !receiving => {
                self.wait = Wait::QuietControl;
                self.end_file(context.control);
                return Turn::GoOn;
            }
            // Less than the size that the server reported is not the whole file, whatever its final reply is.
            TurnEnd::Ended if self.moved < self.expected => Event::DataFailed(error::CLOSED),
            TurnEnd::Ended => Event::DataEnded,
            TurnEnd::DataFailed(failure) => Event::DataFailed(failure),
            TurnEnd::LocalFailed(failure) => Event::LocalFailed(failure),
        };
        self.stop_waiting();
        self.events.push_back(event);
        Turn::GoOn
    }

    /// Counts the bytes that have moved, and reports them.
    fn report_moved(&mut self, moved: usize, is_end: bool, context: &mut Context<'_>) {
        self.moved += moved as u64;
        if moved > 0 {
            let (before, after) = if self.is_receiving() {
                (Status::ReceivingResponse, Status::ResponseReceived(moved))
            } else {
                (Status::SendingRequest, Status::RequestSent(moved))
            };
            context.status.add(|| before);
            context.status.add(|| after);
        }
        if moved > 0 || is_end {
            context.status.add_progress(self.moved, context.total, is_end);
        }
    }

    /// Reports the end of the local file, unless more has arrived on the control connection: that is handled first, and
    /// the next step follows at once. Everything the server has said by now, it said before it saw the end of the data.
    pub(super) fn end_file(&mut self, control: &mut Control) {
        if !control.receive() {
            self.stop_waiting();
            self.events.push_back(Event::SourceEnded);
        }
    }
}
