//! Reading a rule pack.

use super::Reader;
use crate::checked::{self, Pack};
use crate::error::Error;
use crate::model::{
    Appointment, At, Attribute, Clock, Condition, Escalation, Filled, Override, PackHead,
    Parameter, Right, Target,
};

const TABLES: &[&str] = &[
    "pack",
    "clock",
    "appointment",
    "right",
    "target",
    "attribute",
    "condition",
    "parameter",
    "escalation",
    "override",
    "fill-in",
];

/// The most of each part that a pack may have; clocks, appointments and rights each.
const MOST: usize = 1_000;

/// A pack as it is written, each part with its place.
pub(crate) struct Written {
    pub(crate) head: Option<PackHead>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) rights: Vec<Right>,
    pub(crate) targets: Vec<Target>,
    pub(crate) attributes: Vec<(At<String>, Attribute)>,
    pub(crate) conditions: Vec<(At<String>, At<Condition>)>,
    pub(crate) parameters: Vec<(At<String>, Parameter)>,
    pub(crate) escalations: Vec<(At<String>, Escalation)>,
    pub(crate) overrides: Vec<Override>,
    pub(crate) filled: Vec<(At<String>, At<Filled>)>,
    /// Names whose table could not be read: used by others all the same.
    pub(crate) broken: Vec<String>,
}

/// The pack that another extends, by its id.
pub(crate) type Base<'f> = dyn FnMut(&str) -> Result<Pack, Error> + 'f;

/// Reads and checks a pack.
pub(crate) fn pack(text: &str, file: &str, json: bool, base: &mut Base<'_>) -> Result<Pack, Error> {
    let (mut reader, tables) = if json {
        Reader::parse_json(text, file, "a pack")?
    } else {
        Reader::parse(text, file, "a pack")?
    };
    let mut written = Written {
        head: None,
        clocks: Vec::new(),
        appointments: Vec::new(),
        rights: Vec::new(),
        targets: Vec::new(),
        attributes: Vec::new(),
        conditions: Vec::new(),
        parameters: Vec::new(),
        escalations: Vec::new(),
        overrides: Vec::new(),
        filled: Vec::new(),
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
                for value in reader.few(value, MOST, "clocks", "[[clock]] for each clock") {
                    written.clocks.extend(reader.read(value));
                }
            }
            "appointment" => {
                let expected = "[[appointment]] for each appointment";
                for value in reader.few(value, MOST, "appointments", expected) {
                    written.appointments.extend(reader.read(value));
                }
            }
            "right" => {
                for value in reader.few(value, MOST, "rights", "[[right]] for each right") {
                    written.rights.extend(reader.read(value));
                }
            }
            "target" => {
                for value in reader.list(value, "[[target]] for each target") {
                    written.targets.extend(reader.read(value));
                }
            }
            "attribute" => {
                for (name, value) in reader.few_named(value, MOST, "attributes", "[attribute.NAME]")
                {
                    match reader.read(value) {
                        Some(attribute) => written.attributes.push((name, attribute)),
                        None => {
                            reader.declared.broken.insert(name.into_inner());
                        }
                    }
                }
            }
            "condition" => {
                for (name, value) in reader.few_named(value, MOST, "conditions", "[condition.NAME]")
                {
                    let span = value.span();
                    match reader.read(value) {
                        Some(condition) => {
                            written.conditions.push((name, At::new(span, condition)));
                        }
                        None => {
                            reader.declared.broken_conditions.insert(name.into_inner());
                        }
                    }
                }
            }
            "parameter" => {
                for (name, value) in reader.few_named(value, MOST, "parameters", "[parameter.NAME]")
                {
                    match reader.read(value) {
                        Some(parameter) => written.parameters.push((name, parameter)),
                        None => written.broken.push(name.into_inner()),
                    }
                }
            }
            "escalation" => {
                for (name, value) in reader.few_named(value, MOST, "paths", "[escalation.NAME]") {
                    match reader.read(value) {
                        Some(path) => written.escalations.push((name, path)),
                        None => written.broken.push(name.into_inner()),
                    }
                }
            }
            "override" => {
                let expected = "[[override]] for each clock that is changed";
                for value in reader.few(value, MOST, "overrides", expected) {
                    written.overrides.extend(reader.read(value));
                }
            }
            "fill-in" => {
                for (name, value) in reader.table(value, "[fill-in] with a line for each parameter")
                {
                    let value = reader.read(value);
                    written.filled.extend(value.map(|value| (name, value)));
                }
            }
            "$schema" if json => {}
            _ => reader.unknown_table(&key, TABLES),
        }
    }
    if !head_stands {
        reader.missing_table("pack", "begin with [pack]: id, title, calendar and basis");
    }
    let extends = written.head.as_ref().and_then(|head| head.extends.as_ref());
    let base = extends.and_then(|extends| match base(extends.get_ref()) {
        Ok(base) => Some(base),
        Err(error) => {
            reader.note_all(&error, &extends.span());
            None
        }
    });
    let builds_on = base.as_ref().map(|base| base.revision.clone());
    let revision = reader.revision(builds_on.as_deref());
    let pack = checked::pack(written, revision, base, &mut reader);
    reader.finish()?;
    pack.ok_or_else(|| {
        // A pack that could not be made has noted why.
        crate::error::Problem::new(crate::error::Code::Syntax, "the pack could not be read").into()
    })
}
