//! Answers as JSON: a line for each case.

use std::io::{self, Read as _, Seek as _, Write};

use dueby::Assessment;
use tempfile::SpooledTempFile;

/// Beyond this many bytes, answers wait in a temporary file and not in memory.
const IN_MEMORY: usize = 64 * 1024 * 1024;

/// Lines kept until all of them are there.
#[derive(Debug)]
pub(crate) struct Spool(SpooledTempFile);

impl Spool {
    pub(crate) fn new() -> Self {
        Spool(SpooledTempFile::new(IN_MEMORY))
    }

    /// Keeps an answer.
    pub(crate) fn add(&mut self, assessment: &Assessment) -> io::Result<()> {
        self.0.write_all(line(assessment)?.as_bytes())
    }

    /// Writes all of them.
    pub(crate) fn write(mut self, to: &mut impl Write) -> io::Result<()> {
        self.0.rewind()?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = self.0.read(&mut buffer)?;
            match buffer.get(..read) {
                None | Some([]) => return to.flush(),
                Some(bytes) => to.write_all(bytes)?,
            }
        }
    }
}

/// An answer as one line.
pub(crate) fn line(assessment: &Assessment) -> io::Result<String> {
    let mut line = serde_json::to_string(assessment)?;
    line.push('\n');
    Ok(line)
}
