//! Model → checked: what a pack and a calendar mean, every name resolved within
//! the text. What the engine still has to find (the calendar that a pack names) is
//! looked for when it is compiled.

mod appointment;
mod attribute;
mod awaited;
mod basis;
mod calendar;
mod clock;
mod condition;
mod directory;
mod escalation;
mod extending;
mod filled;
mod follows;
mod governs;
mod names;
mod open;
mod pack;
mod parameter;
mod reading;
mod repeats;
mod right;
mod source;
mod surroundings;
mod target;
mod transition;
mod within;

pub(crate) use appointment::{Lead, Window};
pub(crate) use attribute::Declared;
#[cfg(feature = "schema")]
pub(crate) use attribute::TYPES;
pub use attribute::{Attribute, AttributeType};
pub(crate) use awaited::Awaited;
pub use basis::{Basis, Status};
pub(crate) use calendar::calendar;
pub use clock::Clock;
pub(crate) use clock::Pause;
pub use condition::Condition;
pub(crate) use condition::{Assigned, Edge, Judged, Known, START_DATE, Shape, Sort, Test, Verdict};
pub use directory::Directory;
pub(crate) use directory::{Contact, Finds, Role, Told, Whom, directory};
pub(crate) use escalation::{Acknowledged, Escalation, Step, WhilePaused};
pub(crate) use follows::{Follows, circular};
pub use governs::{Decides, Governs, Seam};
pub(crate) use open::never_due;
pub use pack::Pack;
pub(crate) use pack::pack;
pub use parameter::Parameter;
pub(crate) use parameter::ParameterKind;
#[cfg(feature = "schema")]
pub(crate) use parameter::TYPES as PARAMETER_TYPES;
pub use reading::Reading;
pub(crate) use repeats::{DueDate, Repeats};
pub use right::Right;
pub(crate) use source::Source;
pub(crate) use target::CountedOf;
#[cfg(feature = "schema")]
pub(crate) use target::FIGURES;
pub(crate) use target::MOMENTS;
pub(crate) use target::{Amount, Change, ChangeFrom, Counts, FigureKind};
pub use target::{Period, Target};
pub(crate) use transition::{By, Extension, Pausing, Reopening, Resets};
pub(crate) use within::check as within;
pub(crate) use within::{Row, Starts, Within};
