//! A pack and a calendar as they are written: the shape of the text, each value
//! with its place. What the values mean is decided in `checked`.

// First, for its macro makes the others.
#[macro_use]
mod node;

mod appointment;
mod at;
mod attribute;
mod calendar;
mod condition;
mod directory;
mod filled;
mod follows;
mod governs;
mod names;
mod overriding;
mod pack;
mod reading;
mod repeats;
mod right;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod source;
mod target;
mod transition;
mod within;

pub(crate) use appointment::{Appointment, AppointmentHead, Lead, Window};
pub(crate) use at::At;
pub(crate) use attribute::Attribute;
pub(crate) use calendar::{CalendarHead, Closure, DatedHoliday, HoursTable, Rule};
pub(crate) use condition::{Comparison, Condition, Edge, Entry, Test};
pub(crate) use directory::{Absence, Contact, Contacts, DirectoryHead, Role, Whom};
pub(crate) use filled::Filled;
pub(crate) use follows::Follows;
pub(crate) use governs::Governs;
pub(crate) use names::{Name, Names};
pub(crate) use node::{Entries, Node, Read, entries, misshapen, missing, unknown};
pub(crate) use overriding::Override;
pub(crate) use pack::{
    Clock, Counting, Escalation, PackHead, Parameter, Pause, Pauses, Repeat, Step, Times,
};
pub(crate) use reading::Reading;
pub(crate) use repeats::{Due, Repeats};
pub(crate) use right::Right;
pub(crate) use source::Source;
pub(crate) use target::Target;
pub(crate) use transition::{Extension, Pausing, Turning};
pub(crate) use within::{Row, Starts, Within};
