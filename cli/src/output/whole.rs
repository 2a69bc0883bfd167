//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::problems::{Stop, Trouble};

/// A file that will be there when everything is in it.
#[derive(Debug)]
pub(crate) struct Whole {
    file: PathBuf,
    /// Beside the file, until everything is in it; gone when it is not.
    new: NamedTempFile<File>,
}

impl Whole {
    /// Finds out whether the file that `option` names can be written, before anything is
    /// worked out.
    pub(crate) fn at(file: &Path, option: &str, example: &str) -> Result<Self, Stop> {
        let name = file.display().to_string();
        if name == "-" {
            return Err(Trouble::argument(
                option,
                "this is written to a file and not to the screen",
            )
            .help(format!("give its name: {option} {example}"))
            .into());
        }
        if file.is_dir() {
            return Err(Stop::Unwritable(
                Trouble::unwritable(name, "this is a folder").help("name a file in it"),
            ));
        }
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = Builder::new();
        builder.prefix(".dueby-");
        // As files usually are, and not for their owner alone as temporary ones.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let new = builder
            .tempfile_in(folder)
            .map_err(|error| unwritable(file, &error))?;
        Ok(Whole {
            file: file.to_owned(),
            new,
        })
    }

    /// Writes it.
    pub(crate) fn write(mut self, text: &str) -> Result<(), Stop> {
        let new = self.new.as_file_mut();
        new.write_all(text.as_bytes())
            .and_then(|()| new.sync_all())
            .map_err(|error| unwritable(&self.file, &error))?;
        // Who could not write the old file does not get to put another in its place.
        if fs::metadata(&self.file).is_ok_and(|old| old.permissions().readonly()) {
            let error = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(unwritable(&self.file, &error));
        }
        match self.new.persist(&self.file) {
            Ok(_) => Ok(()),
            Err(error) => Err(unwritable(&self.file, &error.error)),
        }
    }
}

fn unwritable(file: &Path, error: &io::Error) -> Stop {
    let name = file.display().to_string();
    Stop::Unwritable(match error.kind() {
        io::ErrorKind::NotFound => Trouble::unwritable(name, "there is no such folder")
            .help("make the folder first, or check its name"),
        io::ErrorKind::PermissionDenied => Trouble::unwritable(name, "this may not be written")
            .help("ask whoever owns it for permission, or name a file in another folder"),
        _ => Trouble::unwritable(name, format!("this cannot be written: {error}"))
            .help("free some space, or name a file in another folder"),
    })
}
