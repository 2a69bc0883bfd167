//! Running the command as people do.

#![allow(dead_code)]

pub(crate) mod report;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The pack for tests, from wherever the command is run.
pub(crate) fn pack() -> String {
    data("pack.toml")
}

/// A file of `tests/data`.
pub(crate) fn data(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "data", name]
        .iter()
        .collect();
    path.to_str().unwrap().to_owned()
}

/// The root of the workspace, where the examples are.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The pack that is built in.
pub(crate) const BUILT_IN: &str = "landlords/customer-care-strategy";

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What was written, when that went well.
    #[track_caller]
    pub(crate) fn good(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:#?}");
        assert_eq!(self.err, "", "{self:#?}");
        &self.out
    }

    /// What was said of bad input: then nothing is on standard output.
    #[track_caller]
    pub(crate) fn refused(&self) -> &str {
        assert_eq!(self.code, Some(2), "{self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        &self.err
    }
}

/// A folder to run the command in.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder with these files, some of them in folders of their own.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Folder(TempDir::new().unwrap());
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run_in(self.path(), args, &[], b"")
    }
}

/// Runs the command in the root of the workspace.
pub(crate) fn run(args: &[&str]) -> Ran {
    run_in(root(), args, &[], b"")
}

/// Runs the command in a folder, with settings of the environment and with bytes on
/// standard input. The machine's own zone and language are odd ones on purpose.
pub(crate) fn run_in(folder: &Path, args: &[&str], settings: &[(&str, &str)], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dueby"))
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("TZ", "Pacific/Auckland")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("COLUMNS", "40")
        .envs(settings.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments may have ended before it reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    let ran = child.wait_with_output().unwrap();
    Ran {
        code: ran.status.code(),
        out: String::from_utf8(ran.stdout).unwrap(),
        err: String::from_utf8(ran.stderr).unwrap(),
    }
}

/// The text with every revision, twelve hexadecimal digits, as `REVISION`.
pub(crate) fn without_revisions(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split(' ') {
        let digits: String = word.chars().take_while(char::is_ascii_hexdigit).collect();
        words.push(if digits.len() == 12 {
            word.replacen(&digits, "REVISION", 1)
        } else {
            word.to_owned()
        });
    }
    words.join(" ")
}
