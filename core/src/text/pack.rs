//! Reading a rule pack.

use super::Reader;
use crate::checked::{self, Pack};
use crate::error::Error;
use crate::model::{At, Attribute, Clock, Escalation, PackHead, Parameter, Right};

const TABLES: &[&str] = &[
    "pack",
    "clock",
    "right",
    "attribute",
    "parameter",
    "escalation",
];

/// A pack as it is written, each part with its place.
pub(crate) struct Written {
    pub(crate) head: Option<PackHead>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) rights: Vec<Right>,
    pub(crate) attributes: Vec<(At<String>, Attribute)>,
    pub(crate) parameters: Vec<(At<String>, Parameter)>,
    pub(crate) escalations: Vec<(At<String>, Escalation)>,
    /// Names whose table could not be read: used by others all the same.
    pub(crate) broken: Vec<String>,
}

/// Reads and checks a pack.
pub(crate) fn pack(text: &str, file: &str) -> Result<Pack, Error> {
    let (mut reader, tables) = Reader::parse(text, file, "a pack")?;
    let mut written = Written {
        head: None,
        clocks: Vec::new(),
        rights: Vec::new(),
        attributes: Vec::new(),
        parameters: Vec::new(),
        escalations: Vec::new(),
        broken: Vec::new(),
    };
    let mut head_stands = false;
    for (key, value) in tables {
        match key.get_ref().as_str() {
            "pack" => {
                head_stands = true;
                written.head = reader.read(value);
            }
            "clock" => {
                for value in reader.list(value, "[[clock]] for each clock") {
                    written.clocks.extend(reader.read(value));
                }
            }
            "right" => {
                for value in reader.list(value, "[[right]] for each right") {
                    written.rights.extend(reader.read(value));
                }
            }
            "attribute" => {
                for (name, value) in reader.table(value, "[attribute.NAME]") {
                    match reader.read(value) {
                        Some(attribute) => written.attributes.push((name, attribute)),
                        None => {
                            reader.declared.broken.insert(name.into_inner());
                        }
                    }
                }
            }
            "parameter" => {
                for (name, value) in reader.table(value, "[parameter.NAME]") {
                    match reader.read(value) {
                        Some(parameter) => written.parameters.push((name, parameter)),
                        None => written.broken.push(name.into_inner()),
                    }
                }
            }
            "escalation" => {
                for (name, value) in reader.table(value, "[escalation.NAME]") {
                    match reader.read(value) {
                        Some(path) => written.escalations.push((name, path)),
                        None => written.broken.push(name.into_inner()),
                    }
                }
            }
            _ => reader.unknown_table(&key, TABLES),
        }
    }
    if !head_stands {
        reader.missing_table("pack", "begin with [pack]: id, title, calendar and basis");
    }
    let revision = reader.revision([]);
    let pack = checked::pack(written, revision, &mut reader);
    reader.finish()?;
    pack.ok_or_else(|| {
        // A pack that could not be made has noted why.
        crate::error::Problem::new(crate::error::Code::Syntax, "the pack could not be read").into()
    })
}
