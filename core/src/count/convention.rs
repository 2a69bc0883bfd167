//! How days are counted: one named option for each thing rules differ in, with
//! one default. The names are the words of the rules.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::error::{Code, Error, Problem, Shown as _};
use crate::time::{HOUR, MINUTE};

/// An option that is written as one of a few words.
pub(crate) trait Word: Copy + 'static {
    /// The options with the words they are written in, the default first.
    const WORDS: &'static [(Self, &'static str)];
}

/// The option that is written so.
fn of_words<T: Word>(text: &str) -> Result<T, Error> {
    let known = T::WORDS.iter().find(|(_, word)| *word == text);
    known.map(|(option, _)| *option).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        Problem::unknown(
            Code::UnknownWord,
            format!("\"{}\" is none of the words for this", shown.shown()),
            text,
            "they are",
            T::WORDS.iter().map(|(_, word)| *word),
        )
        .into()
    })
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$doc])+ #[cfg_attr(feature = "typescript", ts(rename = $word))] $variant,)+
        }

        precompiled!(enum $name { $($variant),+ });

        impl Word for $name {
            const WORDS: &'static [(Self, &'static str)] = &[$(($name::$variant, $word)),+];
        }

        impl $name {
            /// The words a rule writes it in.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl Default for $name {
            /// The option that is listed first.
            fn default() -> Self {
                let [first, ..] = [$($name::$variant),+];
                first
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            /// # Errors
            ///
            /// `unknown-word` for anything but the words that a rule writes it in.
            fn from_str(text: &str) -> Result<Self, Error> {
                of_words(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

words! {
    /// Which day is the first that counts.
    Begins {
        /// "Beginning on the day after", "after", "within … of", "following": the
        /// trigger's date is day 0. The default, and what most rules say.
        DayAfter = "the day after",
        /// "Beginning with", "starting with": the trigger's date is day 1, as in the
        /// 30 days of a leaseholder consultation notice (SI 2003/1987).
        WithTheDay = "with the day",
    }
}

words! {
    /// What becomes of a trigger on a date that is not a working day.
    ReceivedOffDay {
        /// It stays where it is: that date is day 0. The default, and how freedom of
        /// information requests are counted.
        Stays = "stays",
        /// It counts as received on the next working day.
        NextWorkingDay = "next working day",
        /// It counts as received on the working day before, as one landlord's repairs
        /// service counts Saturday's orders.
        PreviousWorkingDay = "previous working day",
        /// Day 1 is the second working day after it: England's right to repair
        /// (SI 1994/133). For working days the same as the next working day being day 0.
        SecondWorkingDay = "second working day",
    }
}

words! {
    /// What the end of a deadline counted in days is.
    Ends {
        /// The end of the day. The default.
        EndOfDay = "end of day",
        /// When the calendar closes on that day.
        Closing = "closing",
        /// The trigger's own time of day on that day.
        SameTime = "same time",
        /// "Before" the day the count reaches: the end of the day before it, as an
        /// inspection that is due before the fifth anniversary of the last.
        DayBefore = "day before",
    }
}

words! {
    /// Where a deadline goes that falls on a date that is not a working day.
    Roll {
        /// It stays. The default.
        None = "none",
        /// To the next working day, as for a subject access request.
        Next = "next working day",
        /// To the working day before.
        Previous = "previous working day",
        /// To the next working day, or, where that is in another month, to the one before.
        Modified = "next working day in the month",
    }
}

words! {
    /// Which days a pause takes out of a count of days.
    PauseDays {
        /// The day of the pause is taken out, the day of the resumption counts. The
        /// default.
        ResumptionCounts = "resumption day counts",
        /// Both are taken out, as the Data Protection Act 2018 and the Freedom of
        /// Information Act 2000 disregard their clarification and fees periods.
        BothEnds = "both ends",
    }
}

words! {
    /// From when a limit counts that an event changed, as one that raises a priority.
    OnChange {
        /// From the start of the clock: the new limit as if it had been there all along.
        /// The default, as in Zammad and Request Tracker.
        FromTheStart = "from the start",
        /// From the event that changed it, as from a start: what went before is gone. So
        /// ServiceNow does where the start is not made retroactive.
        FromTheChange = "from the change",
        /// Not at all: the limit that was chosen first stays.
        Kept = "kept",
    }
}

words! {
    /// Until when an extension, or a reset, still counts.
    InTime {
        /// Before the deadline as it stands, earlier extensions included. The default.
        BeforeDue = "before due",
        /// Before the deadline as it was without extensions, as the notice of a subject
        /// access request's extension is owed within the first month.
        BeforeFirstDue = "before the first due",
        /// Whenever the clock runs, overdue or not: so Frappe Helpdesk and osTicket, where
        /// a new due date is set by hand.
        AnyTime = "any time",
    }
}

words! {
    /// What becomes of an extension that would go beyond the cap.
    BeyondCap {
        /// It is refused whole. The default: nothing is granted that was not asked for.
        Refused = "refused",
        /// What the cap leaves is granted.
        CutToTheCap = "cut to the cap",
    }
}

words! {
    /// What a reopening does.
    Reopens {
        /// The next instance begins; the verdict of the one before stands. The default, as
        /// Jira's cycles.
        NewInstance = "new instance",
        /// The instance goes on where it stood, and the time it was closed is a pause, as
        /// in Zammad.
        Continue = "continue",
        /// The instance counts anew from the reopening, as in osTicket.
        Restart = "restart",
    }
}

words! {
    /// What a pause does that began before the start.
    BeforeStart {
        /// It holds the clock from its start, as in Zammad. The default.
        Holds = "holds",
        /// Only what comes while the clock runs holds it.
        Ignored = "is ignored",
    }
}

words! {
    /// What a pause does that comes when the clock is overdue.
    WhenOverdue {
        /// It moves nothing, and is reported. The default.
        MovesNothing = "moves nothing",
        /// The deadline stays, and by how much it has been missed does not grow while the
        /// pause lasts, as in Frappe Helpdesk.
        Freezes = "freezes what is overdue",
    }
}

words! {
    /// What a cancellation makes of a promise that is overdue.
    CancelledLate {
        /// The promise is no longer owed, and what was late with it.
        Cancelled = "cancelled",
        /// The breach stands: the law ceases to apply from the cancellation on.
        Missed = "missed",
    }
}

words! {
    /// When a clock starts that follows another: it counts from that moment or date.
    StartsAt {
        /// When the other is stopped, in time or late. The default.
        Stop = "stop",
        /// When the other is stopped or falls due, whichever is earlier.
        StopOrDue = "stop or due",
        /// When the other falls due, stopped or not.
        Due = "due",
    }
}

words! {
    /// When the next run of a clock begins.
    NextRun {
        /// At the stop of the one before.
        AtStop = "at stop",
        /// At the due of the one before, stopped or not.
        AtDue = "at due",
    }
}

words! {
    /// Where a due lies, counted from the date that an attribute gives.
    Side {
        /// So long before it: "two months before the end of the lease".
        Before = "before",
        /// So long after it.
        After = "after",
    }
}

words! {
    /// On which date a window opens that ends with the due, and in which a stop keeps the
    /// anniversary.
    EarlyOpens {
        /// The day after the corresponding date: "the period of 2 months ending with" it
        /// (SI 1998/2451, regulation 36A). The default.
        DayAfter = "the day after",
        /// On the corresponding date itself, as published examples of gas checks have it.
        SameDate = "the same date",
    }
}

words! {
    /// What becomes of a clock when the one is cancelled that it follows.
    IfCancelled {
        /// It is cancelled too, whether it has started or not. The default.
        Cancelled = "cancelled",
        /// It stays: what has started runs on, and what has not goes on waiting.
        Stays = "stays",
    }
}

/// The counting options of a clock; [`Counting::default`] is the default of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Counting {
    /// Which day is the first that counts.
    pub begins: Begins,
    /// What becomes of a trigger on a date that is not a working day.
    pub received_off_day: ReceivedOffDay,
    /// From this local time of day on, inclusive, a trigger counts as received on
    /// the next working day. Milliseconds after midnight.
    pub cut_off: Option<TimeOfDay>,
    /// When on the last day the deadline is.
    pub ends: Ends,
    /// Where a deadline on a non-working day goes.
    pub roll: Roll,
    /// Which days a pause takes out.
    pub pause_days: PauseDays,
}

precompiled!(struct Counting { begins, received_off_day, cut_off, ends, roll, pause_days });

impl Default for Counting {
    fn default() -> Self {
        Counting {
            begins: Begins::DayAfter,
            received_off_day: ReceivedOffDay::Stays,
            cut_off: None,
            ends: Ends::EndOfDay,
            roll: Roll::None,
            pause_days: PauseDays::ResumptionCounts,
        }
    }
}

/// A local time of day, to the minute, from 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// Milliseconds after midnight.
    pub(crate) millis: i64,
}

precompiled!(struct TimeOfDay { millis });

impl TimeOfDay {
    /// Reads `09:00`; nothing for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 {
            return None;
        }
        let digits = |text: &str| -> Option<i64> {
            text.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| text.parse().ok())?
        };
        let (hours, minutes) = (digits(hours)?, digits(minutes)?);
        if minutes > 59 || hours > 24 || (hours == 24 && minutes > 0) {
            return None;
        }
        Some(TimeOfDay {
            millis: hours * HOUR + minutes * MINUTE,
        })
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = Error;

    /// # Errors
    ///
    /// `bad-time` for anything but hours and minutes, `09:00`.
    fn from_str(text: &str) -> Result<Self, Error> {
        TimeOfDay::parse(text).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            Problem::new(
                Code::BadTime,
                format!("\"{}\" is not a time of day", shown.shown()),
            )
            .hint("write hours and minutes, such as \"09:00\" or \"16:30\"")
            .into()
        })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}",
            self.millis / HOUR,
            self.millis % HOUR / MINUTE
        )
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
