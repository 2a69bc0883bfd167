//! Opening files, and refusing early what cannot be read.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use dueby::Code;

use crate::problems::Trouble;

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
    let opened = File::open(file).map_err(|error| unreadable(&name, &error))?;
    match opened.metadata() {
        Ok(found) if found.is_dir() => Err(folder(&name)),
        Ok(_) => Ok(opened),
        Err(error) => Err(unreadable(&name, &error)),
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
        .map_err(|error| unreadable(name, &error))?;
    if bytes.len() > limit.bytes {
        return Err(limit.exceeded(name, None));
    }
    utf8(bytes, name, 1)
}

/// Bytes as text, a byte order mark taken off; `line` is the one they begin on.
pub(crate) fn utf8(bytes: Vec<u8>, name: &str, line: u64) -> Result<String, Trouble> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
            Err(not_utf8(error.as_bytes(), name, line + lines))
        }
    }
}

/// The problem of bytes that are not text; `line` is where the first of them is.
pub(crate) fn not_utf8(bytes: &[u8], name: &str, line: u64) -> Trouble {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    Trouble::new(
        format!("{name}:{line}"),
        Code::NotUtf8,
        if wide {
            "this is UTF-16 and not UTF-8"
        } else {
            "this is not UTF-8"
        },
    )
    .help(if name.to_lowercase().ends_with(".csv") {
        "save the file as UTF-8: in Excel, choose \"CSV UTF-8 (Comma delimited)\""
    } else {
        "save the file as UTF-8"
    })
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

/// The problem of a file that cannot be opened or read.
pub(crate) fn unreadable(name: &str, error: &std::io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound => Trouble::unreadable(name, "there is no such file")
            .help("check its name, and the folder that the command is run in"),
        ErrorKind::PermissionDenied => Trouble::unreadable(name, "this file may not be read")
            .help("ask whoever owns it for permission to read it"),
        ErrorKind::IsADirectory => folder(name),
        _ => Trouble::unreadable(name, format!("this cannot be read: {error}"))
            .help("try again, or copy the file to this computer first"),
    }
}

fn folder(name: &str) -> Trouble {
    Trouble::unreadable(name, "this is a folder").help("name the files in it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(utf8(b"\xef\xbb\xbf{}".to_vec(), "a", 1), Ok("{}".into()));
    }

    #[test]
    fn the_line_of_the_first_bad_byte_is_named() {
        let error = utf8(b"one\ntwo\n\xff".to_vec(), "a.json", 1).unwrap_err();
        assert_eq!((error.place.as_str(), error.code), ("a.json:3", "not-utf8"));
        // A line of a longer file counts from where it stands.
        let error = utf8(b"\xff".to_vec(), "a.jsonl", 7).unwrap_err();
        assert_eq!(error.place, "a.jsonl:7");
    }

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
