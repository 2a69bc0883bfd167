//! Reading a directory.

use super::Reader;
use crate::checked::{self, Directory};
use crate::error::{Code, Error, Problem};
use crate::model::{At, Contact, DirectoryHead, Role};

const TABLES: &[&str] = &["directory", "contact", "role"];

/// A directory as it is written, each part with its place.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) head: Option<DirectoryHead>,
    pub(crate) contacts: Vec<(At<String>, Contact)>,
    pub(crate) roles: Vec<Role>,
    /// Contacts that could not be read: named by others all the same.
    pub(crate) broken: Vec<String>,
}

/// Reads and checks a directory.
pub(crate) fn directory(text: &str, file: &str, json: bool) -> Result<Directory, Error> {
    let (mut reader, tables) = if json {
        Reader::parse_json(text, file, "a directory")?
    } else {
        Reader::parse(text, file, "a directory")?
    };
    let mut written = Written::default();
    let mut head_stands = false;
    for (key, value) in tables {
        match key.get_ref().as_str() {
            "directory" => {
                head_stands = true;
                written.head = reader.read(value);
            }
            "contact" => {
                for (name, value) in reader.table(value, "[contact.NAME]") {
                    match reader.read(value) {
                        Some(contact) => written.contacts.push((name, contact)),
                        None => written.broken.push(name.into_inner()),
                    }
                }
            }
            "role" => {
                for value in reader.list(value, "[[role]] for each rule of a role") {
                    written.roles.extend(reader.read(value));
                }
            }
            _ => reader.unknown_table(&key, TABLES),
        }
    }
    if !head_stands {
        reader.missing_table("directory", "begin with [directory]: id and title");
    }
    let revision = reader.revision([]);
    let directory = checked::directory(written, revision, &mut reader);
    reader.finish()?;
    directory.ok_or_else(|| Problem::new(Code::Syntax, "the directory could not be read").into())
}
