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
//!
//! Rules change: of some packs several versions are shipped, each a file of its own,
//! `ID@VERSION.toml`. An engine that is asked for the id has all of them, and the event that
//! decides picks the one that a case goes by:
//!
//! ```
//! let engine = dueby_rules::engine(["england/complaint-handling-code"])?;
//! let due = |received: &str| {
//!     let landlord = [
//!         ("nation", dueby::Value::from("england")),
//!         ("landlord", dueby::Value::from("council")),
//!     ];
//!     let (pack, clock) = ("england/complaint-handling-code", "stage-1-acknowledgement");
//!     let from = received.parse().unwrap();
//!     engine.due(pack, clock, from, &landlord, &dueby::Options::default())
//! };
//! // Two working days for a complaint of 2023, five for one of 2025; both came on a Wednesday.
//! assert_eq!(due("2023-03-01")?.clocks[0].due_date.unwrap().to_string(), "2023-03-03");
//! assert_eq!(due("2025-03-05")?.clocks[0].due_date.unwrap().to_string(), "2025-03-12");
//! # Ok::<(), dueby::Error>(())
//! ```

use chrono::NaiveDate;
use dueby::{Calendar, Engine, Error, Pack};

/// A text that is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// Its id: `landlords/customer-care-strategy`, `england-and-wales`.
    pub id: &'static str,
    /// Which version of the pack it is, where several are shipped: `2024-04-01`.
    pub version: Option<&'static str>,
    /// Its path below this crate's folder, to name it by in messages.
    pub path: &'static str,
    /// The TOML.
    pub text: &'static str,
}

impl Embedded {
    /// What tells it from every other: its id, and its version where several are shipped,
    /// `england/complaint-handling-code@2024-04-01`.
    pub fn name(&self) -> String {
        match self.version {
            Some(version) => format!("{}@{version}", self.id),
            None => self.id.to_owned(),
        }
    }

    fn is_called(&self, name: &str) -> bool {
        match (name.split_once('@'), self.version) {
            (None, _) => self.id == name,
            (Some((id, wanted)), Some(version)) => self.id == id && version == wanted,
            (Some(_), None) => false,
        }
    }

    /// This text of [`PACKS`] as a pack, with the one that it extends.
    ///
    /// # Errors
    ///
    /// For a pack none that a test of this crate does not find first; a calendar is none.
    pub fn read(&self) -> Result<Pack, Error> {
        Pack::from_toml_with(self.text, self.path, read)
    }
}

macro_rules! embedded {
    ($($id:literal $(@ $version:literal)? = $path:literal,)+) => {
        &[$(Embedded {
            id: $id,
            version: embedded!(@version $($version)?),
            path: concat!("rules/", $path),
            text: include_str!(concat!("../", $path)),
        }),+]
    };
    (@version) => { None };
    (@version $version:literal) => { Some($version) };
}

/// The rule packs, by id; the versions of one in the order of their dates.
pub const PACKS: &[Embedded] = embedded! {
    "england/asb-case-review" = "england/asb-case-review.toml",
    "england/awaabs-law" = "england/awaabs-law.toml",
    "england/awaabs-law-phase-2" = "england/awaabs-law-phase-2.toml",
    "england/complaint-handling-code" @ "2022-04-01" = "england/complaint-handling-code@2022-04-01.toml",
    "england/complaint-handling-code" @ "2024-04-01" = "england/complaint-handling-code@2024-04-01.toml",
    "england/complaint-handling-self-assessment" = "england/complaint-handling-self-assessment.toml",
    "england/electrical-safety" = "england/electrical-safety.toml",
    "england/homelessness-review" = "england/homelessness-review.toml",
    "england/leaseholder-consultation" = "england/leaseholder-consultation.toml",
    "england/rent-increase" = "england/rent-increase.toml",
    "england/right-to-repair" = "england/right-to-repair.toml",
    "england/tenant-satisfaction-measures" = "england/tenant-satisfaction-measures.toml",
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
    "uk/subject-access" @ "2018-05-25" = "uk/subject-access@2018-05-25.toml",
    "uk/subject-access" @ "2026-02-05" = "uk/subject-access@2026-02-05.toml",
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

/// The texts of a pack: every version of it for an id, in the order of their dates; that one
/// alone for `id@version`; none where there is none of this name.
pub fn versions(name: &str) -> impl Iterator<Item = Embedded> {
    let of_name = PACKS.iter().filter(move |pack| pack.is_called(name));
    of_name.copied()
}

/// The text of a pack, by its id or `id@version`: of several versions the last. Nothing when
/// there is none of this name.
pub fn pack(name: &str) -> Option<Embedded> {
    versions(name).last()
}

/// The text of a calendar; nothing when there is none of this id.
pub fn calendar(id: &str) -> Option<Embedded> {
    CALENDARS.iter().copied().find(|calendar| calendar.id == id)
}

/// A pack by its id or `id@version`, read, with the one that it extends; of several versions
/// the last.
///
/// # Errors
///
/// `unknown-pack` when [`PACKS`] has none of this name.
pub fn read(name: &str) -> Result<Pack, Error> {
    pack(name).ok_or_else(|| unknown(name))?.read()
}

/// Every version of a pack by its id, or the one of `id@version`.
///
/// # Errors
///
/// As [`read`].
pub fn read_all(name: &str) -> Result<Vec<Pack>, Error> {
    let all: Vec<Pack> = versions(name)
        .map(|found| found.read())
        .collect::<Result<_, _>>()?;
    if all.is_empty() {
        return Err(unknown(name));
    }
    Ok(all)
}

/// The versions of a pack in force on a date: those for cases that the event which decides
/// dates then. A pack that is not for some dates alone is always in force. More than one
/// only where they differ by a condition of the case; none between, before and after its
/// versions.
///
/// # Errors
///
/// As [`read`].
///
/// ```
/// let day = "2024-03-31".parse().unwrap();
/// let found = dueby_rules::in_force("england/complaint-handling-code", day)?;
/// assert_eq!(found[0].version(), Some("2022-04-01"));
/// # Ok::<(), dueby::Error>(())
/// ```
pub fn in_force(name: &str, on: NaiveDate) -> Result<Vec<Pack>, Error> {
    let mut all = read_all(name)?;
    all.retain(|pack| pack.is_in_force(on));
    Ok(all)
}

fn unknown(name: &str) -> Error {
    // Who names a version is told of versions.
    let mut known: Vec<String> = match name.contains('@') {
        true => PACKS.iter().map(Embedded::name).collect(),
        false => PACKS.iter().map(|pack| pack.id.to_owned()).collect(),
    };
    known.dedup();
    Error::unknown_pack(name, known.iter().map(String::as_str))
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

/// An engine with these packs and every calendar: with an id all of its versions, of which
/// the event that decides picks one; with `id@version` that one alone.
///
/// # Errors
///
/// `unknown-pack` when [`PACKS`] has none of a name, and then everything that
/// [`dueby::EngineBuilder::build`] refuses.
pub fn engine<'a>(packs: impl IntoIterator<Item = &'a str>) -> Result<Engine, Error> {
    let mut builder = Engine::builder();
    for calendar in calendars()? {
        builder = builder.calendar(calendar);
    }
    for name in packs {
        for pack in read_all(name)? {
            builder = builder.pack(pack);
        }
    }
    builder.build()
}
