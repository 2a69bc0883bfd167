//! The landlord: when things come in, when the weather is bad, and which teams are behind.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::case::{Case, Moment, Value};
use crate::chance::Chance;
use crate::days::Days;
use crate::kinds::{self, Kind, Making};

/// What is to be made.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What chance comes from.
    pub seed: u64,
    /// How many homes the landlord lets.
    pub homes: u32,
    /// The first day, the first of a month.
    pub from: NaiveDate,
    /// How many years there are, from then on. The export is made when the last of them is
    /// over: what is not done by then is open.
    pub years: u32,
    /// How many cases there are; nothing for as many as so many homes have.
    pub cases: Option<u64>,
    /// The kinds that are wanted; the others are left out of what is written, and the
    /// cases that are left are the same.
    pub kinds: Vec<Kind>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            seed: 1,
            homes: 20_390,
            from: NaiveDate::from_ymd_opt(2021, 4, 1).unwrap_or_default(),
            years: 5,
            cases: None,
            kinds: Kind::ALL.to_vec(),
        }
    }
}

/// The patches that homes lie in, each with the team that repairs there. The last are a
/// contractor's, whose records have dates alone.
const PATCHES: &[(&str, &str)] = &[
    ("Billingham", "north"),
    ("Eaglescliffe", "south"),
    ("Hardwick", "north"),
    ("Hartburn", "central"),
    ("Ingleby Barwick", "south"),
    ("Norton", "north"),
    ("Roseworth", "central"),
    ("Stockton", "central"),
    ("Thornaby", "contractor"),
    ("Yarm", "contractor"),
];

/// The teams, in the order of their backlogs.
const TEAMS: &[&str] = &["north", "central", "south", "contractor"];

/// The landlord of some settings.
#[derive(Debug)]
pub struct Landlord {
    pub(crate) seed: u64,
    pub(crate) homes: u32,
    pub(crate) days: Days,
    kinds: Vec<Kind>,
    gas: u64,
    others: u64,
    /// How much comes in until the end of each day, all together.
    coming: Vec<u64>,
    /// The first and the last day of each storm.
    storms: Vec<(u32, u32)>,
    /// Of each team and month, how long it takes, in percent.
    behind: Vec<Vec<u32>>,
}

/// A home, with where it is and who repairs there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home {
    pub(crate) number: u32,
    pub(crate) patch: &'static str,
    pub(crate) team: &'static str,
}

impl Landlord {
    /// The landlord of some settings.
    ///
    /// # Errors
    ///
    /// When the years lie outside those whose bank holidays are known, 2019 to 2027, or
    /// there are no homes or years.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        if settings.homes == 0 || settings.homes > 1_000_000 {
            return Err("a landlord has from 1 to 1000000 homes".to_owned());
        }
        if settings.cases.is_some_and(|cases| cases > 100_000_000) {
            return Err("no more than 100000000 cases are made at once".to_owned());
        }
        let last = settings
            .from
            .with_year(settings.from.year() + settings.years as i32)
            .and_then(|end| end.pred_opt())
            .filter(|_| settings.from.day() == 1 && (1..=8).contains(&settings.years))
            .filter(|last| settings.from.year() >= 2019 && last.year() <= 2026)
            .ok_or(
                "from the first day of a month, for 1 to 8 years that begin in 2019 or later and \
                 end in 2026 or earlier",
            )?;
        let days = Days::new(settings.from, last);
        let homes = u64::from(settings.homes);
        let (gas, others) = match settings.cases {
            // Of ten homes 8.5 have gas; each has a repair every three months and a half.
            None => (
                homes * 85 / 100,
                homes * u64::from(settings.years) * 38 / 10,
            ),
            Some(cases) => {
                let gas = (cases * 4 / 100).min(homes * 85 / 100);
                (gas, cases - gas)
            }
        };
        let storms = storms(settings.seed, &days);
        Ok(Landlord {
            seed: settings.seed,
            homes: settings.homes,
            coming: coming(&days, &storms),
            behind: behind(settings.seed, &days),
            storms,
            kinds: settings.kinds.clone(),
            gas,
            others,
            days,
        })
    }

    /// The kinds that are wanted.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Its days.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// Every case: the gas appliances, then all others in the order in which they came.
    pub fn cases(&self) -> impl Iterator<Item = Case> + '_ {
        (0..self.gas + self.others).filter_map(|number| self.case(number))
    }

    /// The case with a number, unless its kind is not wanted.
    fn case(&self, number: u64) -> Option<Case> {
        let mut chance = Chance::of(self.seed, 1, number);
        let kind = match number < self.gas {
            true => Kind::Gas,
            false => chance.weighted(kinds::SHARES),
        };
        if !self.kinds.contains(&kind) {
            return None;
        }
        let day = match number.checked_sub(self.gas) {
            None => 0,
            Some(place) => self.day_of(place, &mut chance),
        };
        let home = match kind {
            Kind::Gas => number as u32,
            _ => chance.below(self.homes),
        };
        let mut making = Making::new(self, chance, self.home(home), day);
        let (prefix, name) = kind.names();
        kind.make(&mut making);
        let last = self.days.count() - 1;
        making.events.retain(|event| event.at.day <= last);
        Some(Case {
            reference: format!("{prefix}-{:07}", number + 1),
            kind: name,
            attributes: making.attributes,
            events: making.events,
        })
    }

    /// The day of the case at a place among those that come in: many on busy days.
    fn day_of(&self, place: u64, chance: &mut Chance) -> u32 {
        let total = self.coming.last().copied().unwrap_or(0);
        let share = u128::from(place) * 1024 + u128::from(chance.below(1024));
        let until = (share * u128::from(total) / (u128::from(self.others) * 1024)) as u64;
        self.coming.partition_point(|coming| *coming <= until) as u32
    }

    fn home(&self, number: u32) -> Home {
        let mut chance = Chance::of(self.seed, 2, u64::from(number));
        let (patch, team) = chance.one_of(PATCHES);
        Home {
            number: number + 1,
            patch,
            team,
        }
    }

    /// How long a team takes for what comes in on a day, in percent of what is usual.
    pub(crate) fn behind(&self, team: &str, day: u32) -> u32 {
        let row = TEAMS.iter().position(|one| *one == team);
        row.and_then(|row| self.behind[row].get(day as usize / 30))
            .copied()
            .unwrap_or(100)
    }

    /// The storm that rages on a day, or did in the three days before.
    pub(crate) fn storm(&self, day: u32) -> Option<(u32, u32)> {
        let found = self.storms.iter();
        found
            .copied()
            .find(|(from, until)| (*from..=*until + 3).contains(&day))
    }
}

/// Three storms each winter, of two to four days.
fn storms(seed: u64, days: &Days) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for day in 0..days.count() {
        let date = days.date(day);
        let winter = matches!(date.month(), 10 | 11 | 12 | 1 | 2);
        let mut chance = Chance::of(seed, 3, u64::from(day));
        let over = found.last().is_none_or(|(_, until)| day > *until + 20);
        if winter && over && chance.in_thousand(25) {
            found.push((day, day + chance.between(1, 3)));
        }
    }
    found
}

/// How much comes in until the end of each day.
fn coming(days: &Days, storms: &[(u32, u32)]) -> Vec<u64> {
    let mut all = 0;
    (0..days.count())
        .map(|day| {
            let date = days.date(day);
            let weekday = match date.weekday() {
                Weekday::Mon => 130,
                Weekday::Tue => 115,
                Weekday::Wed => 105,
                Weekday::Thu => 100,
                Weekday::Fri => 95,
                Weekday::Sat => 35,
                Weekday::Sun => 25,
            };
            let usual = if days.works(day) {
                weekday
            } else {
                weekday.min(35)
            };
            let season = match date.month() {
                11 | 12 | 1 | 2 => 125,
                6..=8 => 85,
                _ => 100,
            };
            let storm = match storms
                .iter()
                .find(|(from, until)| (*from..=until + 2).contains(&day))
            {
                Some((_, until)) if day <= *until => 3,
                Some(_) => 2,
                None => 1,
            };
            all += usual * season * storm;
            all
        })
        .collect()
}

/// Each team is behind now and then, for some months, and everybody after Christmas.
fn behind(seed: u64, days: &Days) -> Vec<Vec<u32>> {
    let months = days.count() as usize / 30 + 1;
    let mut rows = Vec::new();
    for team in 0..TEAMS.len() as u64 {
        let mut chance = Chance::of(seed, 4, team);
        let mut left = 0;
        let mut percent = 100;
        let mut row = Vec::with_capacity(months);
        for month in 0..months {
            if left == 0 {
                let bad = chance.in_thousand(60);
                percent = if bad { chance.between(180, 350) } else { 100 };
                left = if bad { chance.between(3, 8) } else { 1 };
            }
            left -= 1;
            let january = days.date(month as u32 * 30).month() == 1;
            row.push(if january { percent + 40 } else { percent });
        }
        rows.push(row);
    }
    rows
}

impl Home {
    /// What every case of it says.
    pub(crate) fn attributes(self) -> [(&'static str, Value); 2] {
        [
            ("home", Value::Home(self.number)),
            ("patch", Value::Text(self.patch)),
        ]
    }
}

impl Moment {
    /// Some time in the hours in which offices are open.
    pub(crate) fn in_hours(day: u32, chance: &mut Chance) -> Self {
        Moment::at(day, chance.between(8 * 60, 17 * 60 - 1) * 60)
    }

    /// Some time of the day, mostly in these hours.
    pub(crate) fn any_hour(day: u32, chance: &mut Chance) -> Self {
        match chance.in_thousand(700) {
            true => Moment::in_hours(day, chance),
            false => Moment::at(day, chance.between(6 * 60, 22 * 60 - 1) * 60),
        }
    }
}
