//! A case as it is made, before it is written in any form.

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its reference, `R-0000012`.
    pub reference: String,
    /// What it is about, as packs call it: `repair`.
    pub kind: &'static str,
    /// What is known of it from the first event on.
    pub attributes: Vec<(&'static str, Value)>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// An event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Its type, as packs call it.
    pub event: &'static str,
    /// When it happened.
    pub at: Moment,
}

/// A local time in the United Kingdom, or a date alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The number of the day, from the landlord's first.
    pub day: u32,
    /// The second of the day on the wall; nothing of an event that was recorded by its date.
    pub second: Option<u32>,
}

impl Moment {
    /// The same day, by its date alone.
    pub(crate) fn dated(self) -> Self {
        Moment {
            second: None,
            ..self
        }
    }

    /// Minutes later; a date alone stays one.
    pub(crate) fn later(self, minutes: u32) -> Self {
        let Some(second) = self.second else {
            return self;
        };
        let all = second + minutes * 60;
        Moment::at(self.day + all / 86_400, all % 86_400)
    }

    /// A time of a day. No time is between one and two at night, which clocks that change
    /// skip or show twice.
    pub(crate) fn at(day: u32, second: u32) -> Self {
        let second = match second {
            3600..7200 => second + 3600,
            second => second,
        };
        Moment {
            day,
            second: Some(second),
        }
    }
}

/// An attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(&'static str),
    /// True or false.
    Flag(bool),
    /// A number.
    Number(u32),
    /// An amount of money, in pence.
    Pence(u32),
    /// A home, by its number from 1.
    Home(u32),
}
