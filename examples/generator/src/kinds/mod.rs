//! What happens in a case, one kind a file.

mod antisocial;
mod call;
mod complaint;
mod gas;
mod hazard;
mod letter;
mod repair;

use crate::case::{Event, Moment, Value};
use crate::chance::Chance;
use crate::landlord::{Home, Landlord};

/// A kind of case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A repair.
    Repair,
    /// A complaint, at one stage or two.
    Complaint,
    /// A gas appliance with its yearly checks.
    Gas,
    /// Damp and mould.
    Hazard,
    /// Anti-social behaviour.
    Antisocial,
    /// A letter.
    Letter,
    /// A call that is put through.
    Call,
}

/// How many of ten thousand cases are of which kind, gas appliances apart.
pub(crate) const SHARES: &[(Kind, u32)] = &[
    (Kind::Repair, 9000),
    (Kind::Call, 560),
    (Kind::Complaint, 125),
    (Kind::Hazard, 110),
    (Kind::Letter, 110),
    (Kind::Antisocial, 95),
];

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [
        Kind::Repair,
        Kind::Complaint,
        Kind::Gas,
        Kind::Hazard,
        Kind::Antisocial,
        Kind::Letter,
        Kind::Call,
    ];

    /// What references begin with, and what packs call it.
    pub fn names(self) -> (char, &'static str) {
        match self {
            Kind::Repair => ('R', "repair"),
            Kind::Complaint => ('C', "complaint"),
            Kind::Gas => ('G', "gas-appliance"),
            Kind::Hazard => ('H', "hazard"),
            Kind::Antisocial => ('A', "antisocial-behaviour"),
            Kind::Letter => ('L', "letter"),
            Kind::Call => ('T', "call"),
        }
    }

    /// The attributes that a case of it may have, in the order of their columns.
    pub fn attributes(self) -> &'static [&'static str] {
        match self {
            Kind::Repair => repair::ATTRIBUTES,
            Kind::Complaint => complaint::ATTRIBUTES,
            Kind::Gas => gas::ATTRIBUTES,
            Kind::Hazard => hazard::ATTRIBUTES,
            Kind::Antisocial => antisocial::ATTRIBUTES,
            Kind::Letter => letter::ATTRIBUTES,
            Kind::Call => call::ATTRIBUTES,
        }
    }

    /// The events that a case of it may have, each with how often at most.
    pub fn events(self) -> &'static [(&'static str, usize)] {
        match self {
            Kind::Repair => repair::EVENTS,
            Kind::Complaint => complaint::EVENTS,
            Kind::Gas => gas::EVENTS,
            Kind::Hazard => hazard::EVENTS,
            Kind::Antisocial => antisocial::EVENTS,
            Kind::Letter => letter::EVENTS,
            Kind::Call => call::EVENTS,
        }
    }

    pub(crate) fn make(self, making: &mut Making<'_>) {
        match self {
            Kind::Repair => repair::make(making),
            Kind::Complaint => complaint::make(making),
            Kind::Gas => gas::make(making),
            Kind::Hazard => hazard::make(making),
            Kind::Antisocial => antisocial::make(making),
            Kind::Letter => letter::make(making),
            Kind::Call => call::make(making),
        }
    }
}

/// A case in the making.
pub(crate) struct Making<'l> {
    pub(crate) landlord: &'l Landlord,
    pub(crate) chance: Chance,
    pub(crate) home: Home,
    /// The day on which it comes in.
    pub(crate) day: u32,
    pub(crate) attributes: Vec<(&'static str, Value)>,
    pub(crate) events: Vec<Event>,
}

impl<'l> Making<'l> {
    pub(crate) fn new(landlord: &'l Landlord, chance: Chance, home: Home, day: u32) -> Self {
        Making {
            landlord,
            chance,
            home,
            day,
            attributes: home.attributes().to_vec(),
            events: Vec::new(),
        }
    }

    fn say(&mut self, name: &'static str, value: Value) {
        self.attributes.push((name, value));
    }

    /// What every case of the landlord says of it.
    fn say_landlord(&mut self) {
        self.say("nation", Value::Text("england"));
        self.say("landlord", Value::Text("council"));
    }

    /// How the home is held: four in a hundred are partly owned.
    fn say_stock(&mut self) {
        let owned = self.home.number.is_multiple_of(25);
        self.say(
            "stock",
            Value::Text(if owned {
                "low-cost-home-ownership"
            } else {
                "low-cost-rental"
            }),
        );
    }

    fn say_channel(&mut self) {
        let channels = [
            ("telephone", 55),
            ("portal", 25),
            ("email", 12),
            ("visit", 8),
        ];
        let channel = self.chance.weighted(&channels);
        self.say("channel", Value::Text(channel));
    }

    fn happened(&mut self, event: &'static str, at: Moment) {
        self.events.push(Event { event, at });
    }

    /// A working time, so many working days after a moment.
    fn working_days_after(&mut self, at: Moment, working_days: u32) -> Moment {
        let days = &self.landlord.days;
        let day = days.worked_on(days.working_days_after(at.day, working_days));
        let time = Moment::in_hours(day, &mut self.chance);
        match at.second {
            // Not before what it comes after, on the same day.
            Some(second) if day == at.day && time.second < Some(second) => at.later(20),
            _ => time,
        }
    }

    /// How many working days something takes that should take so many at most, and how often in a
    /// thousand it is late: more, and later, for a team that is behind.
    fn takes(&mut self, most: u32, late: u32, team: &str) -> u32 {
        let behind = self.landlord.behind(team, self.day);
        if self.chance.in_thousand((late * behind / 100).min(600)) {
            most + 1 + self.chance.mostly_low(0, most + 4) * behind / 100
        } else {
            self.chance.mostly_low(u32::from(most > 1), most)
        }
    }

    /// A moment, by its date alone so many times in a thousand.
    fn dated(&mut self, at: Moment, times: u32) -> Moment {
        match self.chance.in_thousand(times) {
            true => at.dated(),
            false => at,
        }
    }
}
