//! The rule packs and calendars that come with dueby, compiled in.
//!
//! ```
//! let engine = dueby_rules::engine(["landlords/customer-care-strategy"])?;
//! let case = dueby::Case::new("C-1042", "complaint")
//!     .with_event("complaint.received", "2025-12-19T16:42")?;
//! let answer = engine.assess(&case, "2025-12-22T09:00:00Z".parse().unwrap())?;
//! assert_eq!(answer.clocks[0].due_date.unwrap().to_string(), "2025-12-23");
//! # Ok::<(), dueby::Error>(())
//! ```
//!
//! The texts are the files of this folder: `england/`, `scotland/` and `uk/` hold packs of
//! the law, `landlords/` packs of what landlords promise, `calendars/` calendars. A pack's
//! id is its path without the ending; `README.md` says what each rests on.

use dueby::{Calendar, Engine, Error, Pack};

/// A text that is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// Its id: `landlords/customer-care-strategy`, `england-and-wales`.
    pub id: &'static str,
    /// Its path below this crate's folder, to name it by in messages.
    pub path: &'static str,
    /// The TOML.
    pub text: &'static str,
}

macro_rules! embedded {
    ($($id:literal = $path:literal,)+) => {
        &[$(Embedded {
            id: $id,
            path: concat!("rules/", $path),
            text: include_str!(concat!("../", $path)),
        }),+]
    };
}

/// The rule packs, by id.
pub const PACKS: &[Embedded] = embedded! {
    "england/asb-case-review" = "england/asb-case-review.toml",
    "england/awaabs-law" = "england/awaabs-law.toml",
    "england/awaabs-law-phase-2" = "england/awaabs-law-phase-2.toml",
    "england/complaint-handling-code" = "england/complaint-handling-code.toml",
    "england/complaint-handling-code-2022" = "england/complaint-handling-code-2022.toml",
    "england/complaint-handling-self-assessment" = "england/complaint-handling-self-assessment.toml",
    "england/electrical-safety" = "england/electrical-safety.toml",
    "england/homelessness-review" = "england/homelessness-review.toml",
    "england/leaseholder-consultation" = "england/leaseholder-consultation.toml",
    "england/right-to-repair" = "england/right-to-repair.toml",
    "landlords/customer-care-strategy" = "landlords/customer-care-strategy.toml",
    "landlords/customer-culture" = "landlords/customer-culture.toml",
    "landlords/heartbeat" = "landlords/heartbeat.toml",
    "landlords/respect" = "landlords/respect.toml",
    "landlords/south-tyneside-homes-2019" = "landlords/south-tyneside-homes-2019.toml",
    "scotland/complaints-procedure" = "scotland/complaints-procedure.toml",
    "scotland/damp-and-mould" = "scotland/damp-and-mould.toml",
    "scotland/environmental-information" = "scotland/environmental-information.toml",
    "scotland/freedom-of-information" = "scotland/freedom-of-information.toml",
    "scotland/right-to-repair" = "scotland/right-to-repair.toml",
    "uk/data-protection-complaints" = "uk/data-protection-complaints.toml",
    "uk/environmental-information" = "uk/environmental-information.toml",
    "uk/freedom-of-information" = "uk/freedom-of-information.toml",
    "uk/gas-safety" = "uk/gas-safety.toml",
    "uk/subject-access" = "uk/subject-access.toml",
};

/// The calendars, by id: those that others build on first.
pub const CALENDARS: &[Embedded] = embedded! {
    "england-and-wales" = "calendars/england-and-wales.toml",
    "scotland" = "calendars/scotland.toml",
    "scotland-social-housing" = "calendars/scotland-social-housing.toml",
    "northern-ireland" = "calendars/northern-ireland.toml",
    "uk-any" = "calendars/uk-any.toml",
    "utc" = "calendars/utc.toml",
};

/// The text of a pack; nothing when there is none of this id.
pub fn pack(id: &str) -> Option<Embedded> {
    PACKS.iter().copied().find(|pack| pack.id == id)
}

/// The text of a calendar; nothing when there is none of this id.
pub fn calendar(id: &str) -> Option<Embedded> {
    CALENDARS.iter().copied().find(|calendar| calendar.id == id)
}

/// A pack by its id, read, with the one that it extends.
///
/// # Errors
///
/// `unknown-pack` when the id is not one of [`PACKS`].
pub fn read(id: &str) -> Result<Pack, Error> {
    let found =
        pack(id).ok_or_else(|| Error::unknown_pack(id, PACKS.iter().map(|pack| pack.id)))?;
    Pack::from_toml_with(found.text, found.path, read)
}

/// Every calendar, read.
///
/// # Errors
///
/// None that a test of this crate does not find first.
pub fn calendars() -> Result<Vec<Calendar>, Error> {
    CALENDARS.iter().try_fold(Vec::new(), |mut read, next| {
        read.push(Calendar::from_toml_with(next.text, next.path, &read)?);
        Ok(read)
    })
}

/// An engine with these packs and every calendar.
///
/// # Errors
///
/// `unknown-pack` when an id is not one of [`PACKS`], and then everything that
/// [`dueby::EngineBuilder::build`] refuses.
pub fn engine<'a>(packs: impl IntoIterator<Item = &'a str>) -> Result<Engine, Error> {
    let mut builder = Engine::builder();
    for calendar in calendars()? {
        builder = builder.calendar(calendar);
    }
    for id in packs {
        builder = builder.pack(read(id)?);
    }
    builder.build()
}
