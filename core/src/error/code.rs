//! The catalogue of codes.

use std::fmt;

macro_rules! catalogue {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// The stable code of a problem or of a finding.
        ///
        /// A code never changes its meaning and is never used again for another.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum Code {
            $($(#[doc = $doc])+ #[cfg_attr(feature = "typescript", ts(rename = $code))] $name,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code as it is written in answers: kebab-case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $code,)+
                }
            }

            /// What the code means, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+),)+
                }
            }
        }
    };
}

catalogue! {
    // Any text.
    /// The text is not well-formed TOML or JSON.
    Syntax = "syntax",
    /// The text is empty.
    EmptyText = "empty-text",
    /// The text is larger than the documented limit.
    TooLarge = "too-large",
    /// The bytes are not UTF-8.
    NotUtf8 = "not-utf8",
    /// The field does not exist.
    UnknownField = "unknown-field",
    /// A field that must be there is not.
    MissingField = "missing-field",
    /// The value is of another type than the field wants.
    WrongType = "wrong-type",

    // Packs.
    /// A name that is used twice where it must be one thing's.
    DuplicateName = "duplicate-name",
    /// An id or an event's type with characters that ids do not have.
    BadId = "bad-id",
    /// The allowance cannot be read.
    BadAllowance = "bad-allowance",
    /// The moment of an escalation step or a warning cannot be read.
    BadMoment = "bad-moment",
    /// A number that is larger or smaller than the field allows.
    BadNumber = "bad-number",
    /// A word that is not one of those the field knows.
    UnknownWord = "unknown-word",
    /// The escalation path does not exist in the pack.
    UnknownEscalation = "unknown-escalation",
    /// The parameter is not declared in the pack.
    UnknownParameter = "unknown-parameter",
    /// An attribute that the pack does not declare, or that is a slip of one that it does.
    UnknownAttribute = "unknown-attribute",
    /// The condition is not named in the pack.
    UnknownCondition = "unknown-condition",
    /// A parameter without a value: the clocks that need it are undetermined.
    NotFilledIn = "not-filled-in",
    /// The calendar was not given to the engine.
    UnknownCalendar = "unknown-calendar",
    /// An extension counted in another kind of time than the allowance.
    MixedKinds = "mixed-kinds",
    /// A table of allowances without rows, or a list without members.
    NothingListed = "nothing-listed",
    /// An option that means nothing for the kind of time the clock counts.
    PointlessOption = "pointless-option",
    /// A text with characters that hide or turn what it says.
    UnsafeText = "unsafe-text",

    // What is wrong with rules that can be read: found by checking them.
    /// Names that lead round in a circle.
    Cycle = "cycle",
    /// A case that no row of a table is for.
    TableGap = "table-gap",
    /// A case that several rows of a table are for.
    TableOverlap = "table-overlap",
    /// A row that no case needs.
    RowNeverMatches = "row-never-matches",
    /// A condition that no case can meet.
    NeverHolds = "never-holds",
    /// A clock that no event can stop.
    NeverStops = "never-stops",
    /// An event that does nothing where it stands.
    EventWithoutEffect = "event-without-effect",
    /// A step of an escalation path that comes before the one above it.
    StepsOutOfOrder = "steps-out-of-order",
    /// Two steps of an escalation path at one moment.
    StepsAtOneMoment = "steps-at-one-moment",
    /// A step or a warning that would come before its clock starts.
    StepBeforeStart = "step-before-start",
    /// An extension that is larger than its cap, or that the cap cuts off.
    ExtensionBeyondCap = "extension-beyond-cap",
    /// A calendar that ends before what the rules reach.
    CalendarTooShort = "calendar-too-short",
    /// A clock that rests on statute or on a code and does not say where it stands.
    MissingSource = "missing-source",
    /// A name that is declared and never used.
    UnusedName = "unused-name",
    /// A name that stands once and is a slip of one that stands elsewhere.
    LookAlike = "look-alike",
    /// A table with too many cases to tell whether each has a row.
    NotDecided = "not-decided",

    /// Clocks that follow one another in a circle: none of them could ever start.
    CircularStart = "circular-start",
    /// A promise that allows more time than the statute or code that it builds on, or of which
    /// that cannot be said.
    LooserThanLaw = "looser-than-law",
    /// Two versions of a pack are for the same dates.
    VersionsOverlap = "versions-overlap",

    // Calendars.
    /// The date cannot be read.
    BadDate = "bad-date",
    /// The opening hours cannot be read, or their windows overlap, are empty or inverted.
    BadHours = "bad-hours",
    /// The time zone is not known.
    UnknownZone = "unknown-zone",
    /// The date lies outside the years that the calendar knows.
    CalendarRange = "calendar-range",

    // Directories.
    /// The contact is not in the directory.
    UnknownContact = "unknown-contact",
    /// The role is not in the directory.
    UnknownRole = "unknown-role",
    /// A role whose holder hangs on the role itself.
    CircularRole = "circular-role",
    /// Contacts that manage one another in a circle.
    CircularManager = "circular-manager",
    /// A contact that is away on a date on which nobody stands in for it.
    NobodyStandsIn = "nobody-stands-in",

    // Engines and cases.
    /// The pack does not exist.
    UnknownPack = "unknown-pack",
    /// The clock does not exist.
    UnknownClock = "unknown-clock",
    /// The reading of contested words does not exist.
    UnknownReading = "unknown-reading",
    /// The time cannot be read.
    BadTime = "bad-time",
    /// A local time that the clocks skipped when they went forward.
    MissingTime = "missing-time",
    /// A time outside the years that time zone data covers.
    TimeRange = "time-range",

    // Findings: reported in the answer, errors when asked to be strict.
    /// An event whose type no clock knows.
    UnknownEvent = "unknown-event",
    /// An event on a date that no version of its pack is for, though an earlier one was.
    NoVersion = "no-version",
    /// A kind of case that no clock is for.
    UnknownKind = "unknown-kind",
    /// A value that the attribute cannot have, or that no clock knows and is a slip of one that some do.
    UnknownValue = "unknown-value",
    /// An event that lies after the moment the answer is for.
    FutureEvent = "future-event",
    /// A stop or a cancellation of a clock that is not running.
    StopWithoutStart = "stop-without-start",
    /// A reopening of a clock of which nothing has ended.
    ReopenWithoutStop = "reopen-without-stop",
    /// A pause of a clock that is not running and does not start while it lasts.
    PauseWithoutStart = "pause-without-start",
    /// A resumption of a clock that is not paused.
    ResumeWithoutPause = "resume-without-pause",
    /// A pause of a clock that is already overdue, which moves nothing.
    PauseTooLate = "pause-too-late",
    /// A stop that came before the first date on which one counts, which stops nothing.
    TooEarly = "too-early",
    /// A visit before the window of its appointment, which does not keep it.
    VisitTooEarly = "visit-too-early",
    /// A reset of a clock that is already overdue, which moves nothing.
    ResetTooLate = "reset-too-late",
    /// An extension that the rule does not allow, which moves nothing.
    ExtensionRefused = "extension-refused",
    /// A role that the directory leads to nobody for.
    UnresolvedRole = "unresolved-role",
    /// A report of a step that there is not, or that does not say which step it is about.
    UnknownStep = "unknown-step",
    /// A second report that a step was sent, or acknowledged, which moves nothing.
    StepReportedTwice = "step-reported-twice",
    /// A report of a step whose moment had not come then.
    StepNotDue = "step-not-due",
    /// A deadline that rests on holidays expected but not yet proclaimed.
    ProjectedHoliday = "projected-holiday",
    /// A moment that cannot be given because the calendar does not know the year.
    BeyondCalendar = "beyond-calendar",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
