//! Long work that the user can interrupt.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// Between two looks at whether the user has interrupted.
const LOOK: Duration = Duration::from_millis(50);

/// Does some work in a thread of its own, other threads of Python's running meanwhile. What the
/// user interrupts is not waited for: it ends by itself, and nobody is told what came out.
pub(crate) fn interruptible<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    py.detach(|| {
        let (tell, told) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            // Nobody listens once it was interrupted.
            let _ = tell.send(work());
        })?;
        loop {
            match told.recv_timeout(LOOK) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Timeout) => Python::attach(|py| py.check_signals())?,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("the work ended without an answer"));
                }
            }
        }
    })
}
