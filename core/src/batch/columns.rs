//! What a batch reads.

/// Texts as codes: a row's text is `names[codes[row]]`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'a> {
    /// Each text once; again does no harm.
    pub names: &'a [&'a str],
    /// A place in `names` for each row; [`Names::NONE`] where there is none.
    pub codes: &'a [u32],
}

impl Names<'_> {
    /// The code of a row without a text.
    pub const NONE: u32 = u32::MAX;
}

/// Cases: what is known of each beside its events, and which events are its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseColumns<'a> {
    /// The host's reference of each, as [`Case::case`](crate::Case::case): the ids of its steps begin with it, so
    /// it is required where [`EventColumns::steps`] are given. Nothing else hangs on it.
    pub references: Option<&'a [&'a str]>,
    /// What each is about, as [`Case::kind`](crate::Case::kind); without it, no case has
    /// a kind.
    pub kinds: Option<Names<'a>>,
    /// What is known of each when it is opened.
    pub attributes: &'a [AttributeColumn<'a>],
    /// For each case the row of its first event, and one past the last row at the end:
    /// case `i` has the events from `first_event[i]`, inclusive, to `first_event[i + 1]`,
    /// exclusive, in any order.
    pub first_event: &'a [usize],
    /// The events of all cases.
    pub events: EventColumns<'a>,
}

/// Events, case by case.
#[derive(Debug, Clone, Copy, Default)]
pub struct EventColumns<'a> {
    /// The type of each; every row has one.
    pub types: Names<'a>,
    /// When each happened: milliseconds since 1970, in UTC or as the wall clock showed
    /// them, as `sorts` says.
    pub times: &'a [i64],
    /// What `times` are; without it, all are instants.
    pub sorts: Option<&'a [TimeSort]>,
    /// When each was recorded, milliseconds since 1970 in UTC; [`NOTHING`](crate::NOTHING)
    /// where that is not known, and everywhere without it.
    pub recorded: Option<&'a [i64]>,
    /// The host's own number for each: two that differ are not one happening told twice.
    pub references: Option<&'a [u64]>,
    /// Of a report of what was sent or acknowledged, the id of the step that it is about, as
    /// [`Event::step`](crate::Event::step). Without it, steps are placed as if nothing had been reported of them.
    pub steps: Option<Names<'a>>,
    /// What each changes, from then on.
    pub sets: &'a [AttributeColumn<'a>],
}

/// What a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeSort {
    /// An instant, in UTC.
    Instant,
    /// What the wall clock showed in the zone of the clock's calendar.
    Local,
    /// Some time on the date that it is in.
    Date,
}

/// An attribute over rows.
#[derive(Debug, Clone, Copy)]
pub struct AttributeColumn<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its values. Of two columns with one name, the later counts where it has a value.
    pub values: Values<'a>,
}

/// Values of one sort, a row each.
#[derive(Debug, Clone, Copy)]
pub enum Values<'a> {
    /// Texts.
    Texts(Names<'a>),
    /// Numbers; what is not a number is missing.
    Numbers(&'a [f64]),
    /// 0 is false, 1 is true, all else is missing.
    Flags(&'a [u8]),
}
