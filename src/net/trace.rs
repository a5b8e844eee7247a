//! A developer's trace of the machines: every event and every action, in the form of [`protocol::trace`].
//!
//! Only debug builds have it. `TRUEFTP_TRACE` names the file that it is appended to; if that cannot be opened, there is no
//! trace.
//!
//! [`protocol::trace`]: crate::protocol::trace

use crate::protocol::{Action, Event};

/// The trace of one operation.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// The number of the operation in this process, if there is a trace.
    #[cfg(debug_assertions)]
    operation: Option<u64>,
}

#[cfg(not(debug_assertions))]
impl Trace {
    pub(super) fn begin<M>() -> Self {
        Self::default()
    }

    pub(super) fn event(&self, _event: &Event) {}

    pub(super) fn actions(&self, _actions: &[Action]) {}
}

#[cfg(debug_assertions)]
mod enabled {
    use std::fs::File;
    use std::io::Write;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::{Action, Event, Trace};
    use crate::protocol::trace;
    use crate::sys;

    /// The trace of the process, if it has one.
    fn file() -> Option<&'static File> {
        static FILE: OnceLock<Option<File>> = OnceLock::new();
        let open = || {
            let path = std::env::var_os("TRUEFTP_TRACE").filter(|_| sys::is_environment_trusted())?;
            File::options().create(true).append(true).open(&path).ok()
        };
        FILE.get_or_init(open).as_ref()
    }

    impl Trace {
        /// Begins the trace of a machine of this type.
        pub(in crate::net) fn begin<M>() -> Self {
            static OPERATIONS: AtomicU64 = AtomicU64::new(1);
            let operation = file().map(|_| OPERATIONS.fetch_add(1, Ordering::Relaxed));
            let trace = Self { operation };
            trace.write(|| {
                let name = std::any::type_name::<M>();
                format!("begin {}", name.rsplit("::").next().unwrap_or(name).trim_end_matches('>'))
            });
            trace
        }

        /// Adds an event that the machine is about to receive.
        pub(in crate::net) fn event(&self, event: &Event) {
            self.write(|| trace::event(event));
        }

        /// Adds the actions that the machine has returned.
        pub(in crate::net) fn actions(&self, actions: &[Action]) {
            for action in actions {
                self.write(|| format!("-> {}", trace::action(action)));
            }
        }

        fn write(&self, text: impl FnOnce() -> String) {
            if let (Some(operation), Some(mut file)) = (self.operation, file()) {
                let line = format!("[{operation}] {}\n", text());
                // A trace that cannot be written must not disturb the transfer.
                let _ = file.write_all(line.as_bytes());
            }
        }
    }
}
