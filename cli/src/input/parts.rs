//! Files of any length: their cases are found by one thread and read by others.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use clap::ValueEnum;
use dueby::Engine;
use dueby_cases::{self as cases, Dates, Form, Mapping, Parts, Streamed};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{Reading, json, source};
use crate::progress::Progress;

/// What reading needs to know.
pub(crate) struct Reader<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) mapping: Option<&'a Mapping>,
    pub(crate) dates: Dates,
    pub(crate) encoding: Encoding,
    pub(crate) progress: &'a Progress,
}

/// What the bytes of a file are. A byte order mark says so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Encoding {
    /// UTF-8; UTF-16 where its byte order mark says so
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-1252, as older programs on Windows write in Western Europe
    #[value(name = "windows-1252")]
    Windows1252,
}

/// Finds every case of a file, or of standard input when it is `-`.
pub(crate) fn read(file: &Path, reader: &Reader<'_>, sink: &mut impl Parts) {
    let name = file.display().to_string();
    if name == "-" {
        let mut input = BufReader::new(reader.text(std::io::stdin().lock()));
        let form = match input.fill_buf() {
            Ok(bytes) => {
                let mut seen = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
                match seen.next() {
                    Some(b'{' | b'[') | None => Form::JsonLines,
                    Some(_) => Form::Csv,
                }
            }
            Err(error) => {
                return sink.problem(cases::Trouble::unreadable(json::STANDARD_INPUT, &error));
            }
        };
        return reader
            .streamed(json::STANDARD_INPUT, form)
            .read(input, sink);
    }
    let form = match Form::of(&name) {
        Some(form) if form != Form::Json => form,
        // One case alone, or what is refused.
        _ => {
            let reading = Reading {
                engine: reader.engine,
                mapping: reader.mapping,
                progress: reader.progress,
            };
            return super::read(file, &reading, sink);
        }
    };
    match source::open(file) {
        Ok(opened) => reader.streamed(&name, form).read(reader.text(opened), sink),
        Err(trouble) => sink.problem(trouble),
    }
}

impl<'a> Reader<'a> {
    fn streamed(&self, name: &str, form: Form) -> Streamed<'a> {
        let reading = cases::Reading {
            engine: self.engine,
            mapping: self.mapping,
            dates: self.dates,
        };
        Streamed::new(name, form, reading)
    }

    /// Bytes as UTF-8, where it is certain what they are; those that are taken for UTF-8 as
    /// they are.
    fn text<R: Read>(&self, read: R) -> impl Read + use<R> {
        let encoding = match self.encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252),
        };
        DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .bom_override(true)
            .utf8_passthru(true)
            .strip_bom(true)
            .build(self.progress.watch(read))
    }
}
