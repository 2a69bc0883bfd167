//! The test suites of six other libraries, as cases in `vectors/peers/*.json`: what
//! goes in and what comes out, each with where it is from and its licence. Every case
//! passes under a convention that is named here, or is listed with the reason why its
//! origin's answer is not one worth offering in `vectors/peers/not-offered.toml`.
//!
//! The libraries disagree with each other. Each has functions of its own below that
//! say in calls of dueby what its own functions mean; none of them counts anything.

use std::collections::BTreeMap;

use chrono::{
    DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};
use dueby::{AtEdge, Calendar, Case, Engine, Roll};
use dueby_tests::{engine, one_clock, read};
use serde_json::Value;

/// Each file, its cases, and how many of them pass; the rest are not offered.
const FILES: &[(&str, usize, usize)] = &[
    ("biz", 73, 71),
    ("business_time_gem", 134, 134),
    ("businesstimedelta", 31, 30),
    ("dhatim_business_hours", 15, 15),
    ("moment_business_time", 204, 204),
    ("numpy_busday", 66, 65),
];

/// What the cases need to know, with years to spare.
const FIRST: &str = "2004-01-01";
const LAST: &str = "2025-12-31";

#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Time(DateTime<FixedOffset>),
    Date(NaiveDate),
    Flag(bool),
    Number(f64),
    Periods(Vec<(DateTime<FixedOffset>, DateTime<FixedOffset>)>),
    /// What it is from then on: open or closed.
    Change(DateTime<FixedOffset>, bool),
    /// There is no answer.
    Refused,
}

use Answer::{Change, Date, Flag, Number, Periods, Refused, Time};

/// A local time as dueby reads it: when a clock starts whose event was at that time.
struct Zones(BTreeMap<String, Engine>);

impl Zones {
    fn at(&mut self, zone: &str, text: &str) -> DateTime<FixedOffset> {
        let engine = self.0.entry(zone.to_owned()).or_insert_with(|| {
            let text = head(zone) + "[hours]\nmon-sun = \"00:00-24:00\"\n";
            let calendar = Calendar::from_toml(&text, "zone.toml").unwrap();
            engine(&one_clock("peer", "within = \"1 hours\"\n"), [calendar])
        });
        let case = Case::new("time", "it")
            .with_event("it.started", text)
            .unwrap();
        let as_of = "2030-01-01T00:00:00Z".parse().unwrap();
        let answer = engine.assess(&case, as_of).unwrap();
        answer.clocks[0].started.unwrap()
    }
}

fn head(zone: &str) -> String {
    format!(
        "[calendar]\nid = \"peer\"\ntitle = \"Peer\"\nzone = \"{zone}\"\nfrom = \"{FIRST}\"\nto = \"{LAST}\"\n"
    )
}

/// Hours as both sides write them, in minutes after midnight.
type Hours = Vec<(u32, u32)>;

fn hours(given: &Value) -> Hours {
    let minutes = |text: &Value| {
        let (hour, minute) = text.as_str().unwrap().split_once(':').unwrap();
        hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
    };
    let mut hours: Hours = given
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (minutes(&pair[0]), minutes(&pair[1])))
        .collect();
    hours.sort();
    hours
}

fn without(hours: Hours, breaks: &Hours) -> Hours {
    breaks.iter().fold(hours, |hours, (from, until)| {
        hours
            .iter()
            .flat_map(|(open, close)| [(*open, *from.min(close)), (*until.max(open), *close)])
            .filter(|(open, close)| open < close)
            .collect()
    })
}

fn written(hours: &Hours) -> String {
    if hours.is_empty() {
        return "\"closed\"".to_owned();
    }
    let windows: Vec<String> = hours
        .iter()
        .map(|(open, close)| {
            let (from, until) = (open / 60, close / 60);
            format!("{from:02}:{:02}-{until:02}:{:02}", open % 60, close % 60)
        })
        .collect();
    format!("\"{}\"", windows.join(", "))
}

/// The case's calendar as a text of dueby's. Where a date has hours of its own they
/// replace the week's, a break cuts what there is, and a holiday closes all of it.
fn calendar_text(given: &Value) -> String {
    let week = |date: &str| {
        let date: NaiveDate = date.parse().unwrap();
        hours(&given["weekly"][date.format("%a").to_string().to_lowercase()])
    };
    let mut text = head(given["tz"].as_str().unwrap()) + "[hours]\n";
    for (day, windows) in given["weekly"].as_object().unwrap() {
        text.push_str(&format!("{day} = {}\n", written(&hours(windows))));
    }
    let mut holidays: Vec<&str> = strings(&given["holidays"]);
    // numpy takes a holiday that is listed twice, TOML has no key twice.
    holidays.sort();
    holidays.dedup();
    text.push_str("[holidays]\n");
    for date in &holidays {
        text.push_str(&format!("{date} = \"Holiday\"\n"));
    }
    let mut dates: BTreeMap<&str, Hours> = BTreeMap::new();
    if let Some(overrides) = given["overrides"].as_object() {
        for (date, windows) in overrides {
            dates.insert(date, hours(windows));
        }
    }
    if let Some(breaks) = given["breaks"].as_object() {
        for (date, windows) in breaks {
            let open = dates.remove(date.as_str()).unwrap_or_else(|| week(date));
            dates.insert(date, without(open, &hours(windows)));
        }
    }
    text.push_str("[dates]\n");
    for (date, windows) in dates.iter().filter(|(date, _)| !holidays.contains(date)) {
        text.push_str(&format!("{date} = {}\n", written(windows)));
    }
    for day in strings(&given["annual_holidays"]) {
        let day: NaiveDate = format!("2000-{day}").parse().unwrap();
        let day = day.format("%-d %B");
        text.push_str(&format!(
            "[[closure]]\nname = \"Holiday\"\nfrom = \"{day}\"\nto = \"{day}\"\n"
        ));
    }
    text
}

fn strings(given: &Value) -> Vec<&str> {
    let given = given.as_array().map_or(&[][..], Vec::as_slice);
    given.iter().map(|text| text.as_str().unwrap()).collect()
}

/// A case, and the calls that several libraries have in common.
struct Row<'r> {
    given: &'r Value,
    calendar: Calendar,
    zones: &'r mut Zones,
}

impl Row<'_> {
    fn text(&self, name: &str) -> &str {
        self.given["inputs"][name].as_str().unwrap()
    }

    fn zone(&self) -> String {
        self.given["calendar"]["tz"].as_str().unwrap().to_owned()
    }

    fn read(&mut self, text: &str) -> DateTime<FixedOffset> {
        let zone = self.zone();
        self.zones.at(&zone, text)
    }

    fn time(&mut self, name: &str) -> DateTime<FixedOffset> {
        let text = self.text(name).to_owned();
        self.read(&text)
    }

    /// The date of an input, on the calendar's wall.
    fn date(&mut self, name: &str) -> NaiveDate {
        self.time(name).date_naive()
    }

    fn on(&mut self, date: NaiveDate, time: NaiveTime) -> DateTime<FixedOffset> {
        self.read(
            &date
                .and_time(time)
                .format("%Y-%m-%dT%H:%M:%S%.f")
                .to_string(),
        )
    }

    /// Signed: forwards when it is positive.
    fn days(&self) -> i32 {
        let days = self.given["inputs"]["days"].as_i64().unwrap();
        i32::try_from(if self.subtracts() { -days } else { days }).unwrap()
    }

    fn amount(&self) -> TimeDelta {
        let seconds = self.given["inputs"]["seconds"].as_f64().unwrap();
        let seconds = if self.subtracts() { -seconds } else { seconds };
        TimeDelta::milliseconds((seconds * 1000.0).round() as i64)
    }

    fn subtracts(&self) -> bool {
        self.given["op"].as_str().unwrap().starts_with("sub_")
    }

    /// Whether a sum of days goes forwards: no days do when they are added.
    fn forwards(&self) -> bool {
        self.days() > 0 || (self.days() == 0 && !self.subtracts())
    }

    /// Working time added or taken away; no time at all is the next opening after
    /// addition, the closing before after subtraction.
    fn add(&mut self, edge: AtEdge) -> Answer {
        let (start, amount) = (self.time("start").to_utc(), self.amount());
        let end = if amount.is_zero() && self.subtracts() {
            self.calendar.previous_close(start)
        } else {
            self.calendar.add_working_time(start, amount, edge)
        };
        Time(end.unwrap())
    }

    fn between(&mut self, from: &str, until: &str) -> TimeDelta {
        let (from, until) = (self.time(from).to_utc(), self.time(until).to_utc());
        self.calendar.working_time_between(from, until).unwrap()
    }

    fn is_open(&mut self) -> bool {
        let at = self.time("at").to_utc();
        self.calendar.is_open(at).unwrap()
    }

    fn next_open(&mut self) -> DateTime<FixedOffset> {
        let at = self.time("at").to_utc();
        self.calendar.next_open(at).unwrap()
    }

    fn previous_close(&mut self) -> DateTime<FixedOffset> {
        let at = self.time("at").to_utc();
        self.calendar.previous_close(at).unwrap()
    }

    /// The first instants of the first and of the last date known.
    fn span(&mut self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.read(FIRST).to_utc(), self.read(LAST).to_utc())
    }

    fn take(&self) -> usize {
        usize::try_from(self.given["inputs"]["take"].as_u64().unwrap()).unwrap()
    }

    /// Openings from an instant on, the one that holds it cut to what is left.
    fn periods_after(&mut self) -> Answer {
        let (origin, (_, end)) = (self.time("origin").to_utc(), self.span());
        Periods(
            self.calendar
                .openings(origin, end)
                .take(self.take())
                .collect(),
        )
    }

    /// The same backwards, the latest first.
    fn periods_before(&mut self) -> Answer {
        let (origin, (start, _)) = (self.time("origin").to_utc(), self.span());
        let mut openings: Vec<_> = self.calendar.openings(start, origin).collect();
        openings.reverse();
        openings.truncate(self.take());
        Periods(openings)
    }

    /// Working days from one date up to another, the last one included if it says so.
    fn count(&mut self) -> Answer {
        let (start, mut end) = (self.date("start"), self.date("end"));
        if self.given["inputs"]["inclusive"].as_bool().unwrap() {
            end = after(end);
        }
        let count = self.calendar.working_days_between(start, end).unwrap();
        Number(count as f64)
    }
}

fn after(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap()
}

fn seconds(time: TimeDelta) -> Answer {
    Number(time.num_milliseconds() as f64 / 1000.0)
}

/// biz (Ruby): `AtEdge::Moves`; a reversed range is no time; a sum of days keeps the
/// time of day and, where that is not open, moves on in its own direction.
fn biz(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Moves),
        "business_time_between" => seconds(row.between("start", "end").max(TimeDelta::zero())),
        "add_business_days_keep_time" | "sub_business_days_keep_time" => {
            let (start, days) = (row.time("start"), row.days());
            let date = row.calendar.add_working_days(start.date_naive(), days);
            let same_time = row.on(date.unwrap(), start.time()).to_utc();
            let end = if row.forwards() {
                row.calendar.next_open(same_time)
            } else {
                row.calendar.previous_close(same_time)
            };
            Time(end.unwrap())
        }
        "is_open" => Flag(row.is_open()),
        "periods_after" => row.periods_after(),
        "periods_before" => row.periods_before(),
        // The breaks are a calendar of their own, whether inside of hours or not.
        "is_on_break" => {
            let mut text = head(&row.zone()) + "[hours]\nmon-sun = \"closed\"\n[dates]\n";
            for (date, windows) in row.given["calendar"]["breaks"].as_object().unwrap() {
                text.push_str(&format!("{date} = {}\n", written(&hours(windows))));
            }
            let breaks = Calendar::from_toml(&text, "breaks.toml").unwrap();
            let at = row.time("at").to_utc();
            Flag(breaks.is_open(at).unwrap())
        }
        "is_holiday" => {
            let date = row.date("at");
            Flag(row.calendar.why_off(date).as_deref() == Some("Holiday"))
        }
        // What an edge of an interval means: when a date's own hours begin. Hours are to
        // the minute; the seconds pass after it.
        "local_to_utc" => {
            let local: NaiveDateTime = row.text("local").parse().unwrap();
            let hours = format!("{} = \"{}-24:00\"\n", local.date(), local.format("%H:%M"));
            let text = head(&row.zone()) + "[hours]\nmon = \"09:00-17:00\"\n[dates]\n" + &hours;
            let calendar = Calendar::from_toml(&text, "edge.toml").unwrap();
            let day = row.read(&local.date().to_string()).to_utc();
            let open = calendar.next_open(day).unwrap().to_utc();
            let seconds = TimeDelta::seconds(local.second().into());
            Time(
                calendar
                    .add_working_time(open, seconds, AtEdge::Stays)
                    .unwrap(),
            )
        }
        other => panic!("{other}"),
    }
}

/// business_time (Ruby): `AtEdge::Stays`; a sum of days begins on a working day, the
/// next one or, backwards, the one before, from its opening then; it keeps the time
/// of day or, where that is not open, goes to an opening: the next one or, backwards,
/// that of the day before it.
fn business_time_gem(row: &mut Row<'_>, op: &str) -> Answer {
    let rolled = |row: &Row<'_>, date: NaiveDate, forwards: bool| {
        let roll = if forwards { Roll::Next } else { Roll::Previous };
        row.calendar.roll(date, roll).unwrap()
    };
    let opening = |row: &mut Row<'_>, date: NaiveDate| {
        let midnight = row.on(date, NaiveTime::MIN).to_utc();
        row.calendar.next_open(midnight).unwrap()
    };
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "business_time_between" => seconds(row.between("start", "end")),
        "add_business_days" | "sub_business_days" => {
            let (start, days) = (row.date("start"), row.days());
            let first = rolled(row, start, row.forwards());
            Date(row.calendar.add_working_days(first, days).unwrap())
        }
        "add_business_days_keep_time" | "sub_business_days_keep_time" => {
            let (start, days) = (row.time("start"), row.days());
            let forwards = row.forwards();
            let first = rolled(row, start.date_naive(), forwards);
            let last = row.calendar.add_working_days(first, days).unwrap();
            if first != start.date_naive() {
                return Time(opening(row, last));
            }
            let same_time = row.on(last, start.time());
            if row.calendar.is_open(same_time.to_utc()).unwrap() {
                Time(same_time)
            } else if forwards {
                Time(row.calendar.next_open(same_time.to_utc()).unwrap())
            } else {
                let close = row.calendar.previous_close(same_time.to_utc()).unwrap();
                Time(opening(row, close.date_naive()))
            }
        }
        // A working day, rolled to, with the time of day kept whether open or not.
        "first_business_day_keep_time" | "previous_business_day_keep_time" => {
            let at = row.time("at");
            let date = rolled(row, at.date_naive(), op.starts_with("first"));
            Time(row.on(date, at.time()))
        }
        "count_business_days" => row.count(),
        "next_open_or_same" => Time(row.next_open()),
        "prev_close_or_same" => Time(row.previous_close()),
        "is_open" => Flag(row.is_open()),
        other => panic!("{other}"),
    }
}

/// businesstimedelta (Python): `AtEdge::Stays`; hours over midnight belong to the day
/// they begin on.
fn businesstimedelta(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "add_then_sub_roundtrip" => {
            let (start, amount) = (row.time("start").to_utc(), row.amount());
            let end = row.calendar.add_working_time(start, amount, AtEdge::Stays);
            let end = end.unwrap().to_utc();
            Time(
                row.calendar
                    .add_working_time(end, -amount, AtEdge::Stays)
                    .unwrap(),
            )
        }
        "business_time_between" => seconds(row.between("start", "end")),
        "periods_after" => row.periods_after(),
        "periods_before" => row.periods_before(),
        other => panic!("{other}"),
    }
}

/// business-hours-java: half-open hours, as they are.
fn dhatim_business_hours(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "is_open" => Flag(row.is_open()),
        "seconds_until_open" => {
            let at = row.time("at");
            seconds(row.next_open() - at)
        }
        other => panic!("{other}"),
    }
}

/// moment-business-time (JavaScript): `AtEdge::Stays`; a closing is still open; sums of
/// days are of dates, and the date counted from is day 0 even when it is not worked.
fn moment_business_time(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "is_working_day" => {
            let date = row.date("at");
            Flag(row.calendar.is_working_day(date).unwrap())
        }
        "is_open" => Flag(row.is_open() || row.previous_close() == row.time("at")),
        "next_open_or_same" => Time(row.next_open()),
        "prev_close_or_same" => Time(row.previous_close()),
        "next_transition" => {
            let (at, (_, end)) = (row.time("at").to_utc(), row.span());
            let (open, close) = row.calendar.openings(at, end).next().unwrap();
            if row.is_open() {
                Change(close, false)
            } else {
                Change(open, true)
            }
        }
        "last_transition" => {
            let (at, (start, _)) = (row.time("at").to_utc(), row.span());
            let (open, close) = row.calendar.openings(start, at).last().unwrap();
            if row.is_open() {
                Change(open, true)
            } else {
                Change(close, false)
            }
        }
        "next_working_day" | "prev_working_day" => {
            let (at, days) = (row.date("at"), if op.starts_with("next") { 1 } else { -1 });
            Date(row.calendar.add_working_days(at, days).unwrap())
        }
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "add_business_days_keep_time" => {
            let (start, days) = (row.date("start"), row.days());
            Date(row.calendar.add_working_days(start, days).unwrap())
        }
        "working_diff" => working_diff(row),
        other => panic!("{other}"),
    }
}

/// Calendar days are the working days after one date up to and with the other. Other
/// units are shares of working time, a day being as much of it as the first working
/// day has; whole ones are cut towards zero.
fn working_diff(row: &mut Row<'_>) -> Answer {
    let unit = row.text("unit").to_owned();
    if unit == "calendarDays" {
        let (from, to) = (row.date("from"), row.date("to"));
        let days = row.calendar.working_days_between(after(from), after(to));
        return Number(days.unwrap() as f64);
    }
    let length = match unit.as_str() {
        "hour" | "hours" => TimeDelta::hours(1),
        "minutes" => TimeDelta::minutes(1),
        "day" | "days" => {
            let day = row.date("from").min(row.date("to"));
            let day = row.calendar.roll(day, Roll::Next).unwrap();
            let from = row.on(day, NaiveTime::MIN).to_utc();
            let until = row.on(after(day), NaiveTime::MIN).to_utc();
            row.calendar.working_time_between(from, until).unwrap()
        }
        other => panic!("{other}"),
    };
    let time = row.between("from", "to");
    let share = time.num_milliseconds() as f64 / length.num_milliseconds() as f64;
    if row.given["inputs"]["fractional"].as_bool().unwrap() {
        Number(share)
    } else {
        Number(share.trunc())
    }
}

/// numpy's busday functions: the date is rolled first, and then counted from; between
/// dates the first counts and the last does not, whichever is the earlier.
fn numpy_busday(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "busday_offset" => {
            let (date, roll) = (row.date("date"), row.text("roll").to_owned());
            let rolled = |roll| row.calendar.roll(date, roll).unwrap();
            let month = |date: NaiveDate| date.format("%Y-%m").to_string();
            let first = match roll.as_str() {
                "raise" if !row.calendar.is_working_day(date).unwrap() => return Refused,
                "raise" => date,
                "forward" | "following" => rolled(Roll::Next),
                "backward" | "preceding" => rolled(Roll::Previous),
                "modifiedfollowing" => rolled(Roll::Modified),
                // The mirror of `Roll::Modified`: backwards, unless that leaves the month.
                "modifiedpreceding" => {
                    let before = rolled(Roll::Previous);
                    if month(before) == month(date) {
                        before
                    } else {
                        rolled(Roll::Next)
                    }
                }
                other => panic!("{other}"),
            };
            Date(row.calendar.add_working_days(first, row.days()).unwrap())
        }
        "count_business_days" => {
            let (start, end) = (row.date("start"), row.date("end"));
            if start <= end {
                return row.count();
            }
            let days = row.calendar.working_days_between(after(start), after(end));
            Number(days.unwrap() as f64)
        }
        "is_business_day" => {
            let date = row.date("date");
            Flag(row.calendar.is_working_day(date).unwrap())
        }
        // Whether a calendar with this week is refused when it is read.
        "validate_calendar" => {
            let mask = row.text("weekmask").chars();
            let mut given = row.given["calendar"].clone();
            for (day, mask) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter()
                .zip(mask)
            {
                if mask == '0' {
                    given["weekly"][day] = Value::Array(Vec::new());
                }
            }
            match Calendar::from_toml(&calendar_text(&given), "mask.toml") {
                Ok(_) => Flag(true),
                Err(_) => Refused,
            }
        }
        other => panic!("{other}"),
    }
}

/// What the origin says, in the zone of the case's calendar.
fn expected(case: &Value, zones: &mut Zones) -> Answer {
    let zone = case["calendar"]["tz"].as_str().unwrap();
    let mut time = |text: &Value| zones.at(zone, text.as_str().unwrap());
    match &case["expected"] {
        Value::Bool(flag) => Flag(*flag),
        Value::Number(number) => Number(number.as_f64().unwrap()),
        Value::String(text) if text.len() == "2015-02-27".len() => Date(text.parse().unwrap()),
        text @ Value::String(_) => Time(time(text)),
        Value::Array(periods) => Periods(
            periods
                .iter()
                .map(|pair| (time(&pair[0]), time(&pair[1])))
                .collect(),
        ),
        change if change.get("at").is_some() => {
            Change(time(&change["at"]), change["kind"] == "open")
        }
        refused if refused.get("error").is_some() => Refused,
        other => panic!("{other}"),
    }
}

fn answer(file: &str, case: &Value, zones: &mut Zones) -> Answer {
    let op = case["op"].as_str().unwrap();
    let given = &case["calendar"];
    // Where only the zone is asked for there is no week.
    let text = match op {
        "local_to_utc" => head(given["tz"].as_str().unwrap()) + "[hours]\nmon = \"09:00-17:00\"\n",
        _ => calendar_text(given),
    };
    let Ok(calendar) = Calendar::from_toml(&text, "peer.toml") else {
        return Refused;
    };
    let mut row = Row {
        given: case,
        calendar,
        zones,
    };
    match file {
        "biz" => biz(&mut row, op),
        "business_time_gem" => business_time_gem(&mut row, op),
        "businesstimedelta" => businesstimedelta(&mut row, op),
        "dhatim_business_hours" => dhatim_business_hours(&mut row, op),
        "moment_business_time" => moment_business_time(&mut row, op),
        "numpy_busday" => numpy_busday(&mut row, op),
        other => panic!("{other}"),
    }
}

#[test]
fn every_case_passes_or_is_not_offered_for_a_reason() {
    let mut reasons: BTreeMap<String, String> =
        toml::from_str(&read("tests/vectors/peers/not-offered.toml")).unwrap();
    let mut zones = Zones(BTreeMap::new());
    let mut wrong = Vec::new();
    for (file, count, passing) in FILES {
        let vectors: Value =
            serde_json::from_str(&read(&format!("tests/vectors/peers/{file}.json"))).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert_eq!(cases.len(), *count, "cases in {file}");
        let mut passed = 0;
        for case in cases {
            let id = case["id"].as_str().unwrap();
            let (expected, answer) = (expected(case, &mut zones), answer(file, case, &mut zones));
            match (reasons.remove(id), expected == answer) {
                (None, true) => passed += 1,
                (Some(reason), false) => assert!(reason.len() > 40, "{id}: {reason}"),
                (None, false) => wrong.push(format!("{id}: not {expected:?} but {answer:?}")),
                (Some(_), true) => wrong.push(format!("{id}: listed, but it passes")),
            }
        }
        if passed != *passing {
            wrong.push(format!("{file}: {passed} pass, not {passing}"));
        }
    }
    wrong.extend(reasons.into_keys().map(|id| format!("{id}: no such case")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
