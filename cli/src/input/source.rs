//! Opening files, and refusing early what cannot be read.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dueby::Code;

use dueby_cases::{Trouble, utf8};

/// How large a text may be that is read as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// In bytes.
    pub(crate) bytes: usize,
    /// What may be so large: `one case`.
    pub(crate) of: &'static str,
    /// What to do with more.
    pub(crate) help: &'static str,
}

/// Opens a file for reading.
pub(crate) fn open(file: &Path) -> Result<File, Trouble> {
    let name = file.display().to_string();
    let opened = File::open(file).map_err(|error| Trouble::unreadable(&name, &error))?;
    match opened.metadata() {
        Ok(found) if found.is_dir() => {
            let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            Err(Trouble::unreadable(&name, &error))
        }
        Ok(_) => Ok(opened),
        Err(error) => Err(Trouble::unreadable(&name, &error)),
    }
}

/// The whole text of a file. What is larger than the limit is refused before it is
/// read.
pub(crate) fn text(file: &Path, limit: Limit) -> Result<String, Trouble> {
    let name = file.display().to_string();
    let opened = open(file)?;
    let size = opened.metadata().map(|found| found.len()).unwrap_or(0);
    if size > limit.bytes as u64 {
        return Err(limit.exceeded(&name, Some(size)));
    }
    whole(opened, &name, limit)
}

/// The whole text of a stream.
pub(crate) fn whole(read: impl Read, name: &str, limit: Limit) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    read.take(limit.bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Trouble::unreadable(name, &error))?;
    if bytes.len() > limit.bytes {
        return Err(limit.exceeded(name, None));
    }
    utf8(bytes, name, 1)
}

impl Limit {
    fn exceeded(self, name: &str, size: Option<u64>) -> Trouble {
        let most = self.bytes / 1024 / 1024;
        let message = match size {
            Some(size) => format!(
                "{} MiB is larger than the {most} MiB that {} may have",
                size.div_ceil(1024 * 1024),
                self.of
            ),
            None => format!(
                "this is larger than the {most} MiB that {} may have",
                self.of
            ),
        };
        Trouble::new(name, Code::TooLarge, message).help(self.help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_without_a_size_is_cut_at_the_limit() {
        let limit = Limit {
            bytes: 4,
            of: "one case",
            help: "",
        };
        assert!(whole(&b"1234"[..], "-", limit).is_ok());
        assert_eq!(
            whole(&b"12345"[..], "-", limit).unwrap_err().code,
            "too-large"
        );
    }
}
