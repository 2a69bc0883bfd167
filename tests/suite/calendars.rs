//! What a calendar can say beyond its holidays: dates of their own, closures, layers
//! and composition. Expected values are reckoned by hand from a wall calendar.

use chrono::{DateTime, NaiveDate, Utc};
use dueby::{AtEdge, Calendar, Code, Count, Counting, EventTime, Roll};

fn shipped() -> Vec<Calendar> {
    dueby_rules::calendars().unwrap()
}

fn read(text: &str) -> Calendar {
    Calendar::from_toml_with(text, "own.toml", &shipped()).unwrap_or_else(|error| panic!("{error}"))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const OFFICE: &str = r#"
[calendar]
id = "our-office"
title = "Our office"
extends = "england-and-wales"

[hours]
mon-thu = "08:30-12:30, 13:15-17:00"
fri = "08:30-16:00"
sat = "closed"

[dates]
2026-12-24 = "08:30-12:00"
2026-12-19 = "10:00-14:00"
2026-12-28 = "09:00-13:00"

[cancelled]
2026-08-31 = "open for the move"

[[closure]]
name = "Christmas closure"
from = "29 December"
to = "2 January"

[[closure]]
name = "Stocktaking"
from = "2026-06-22"
to = "2026-06-23"
priorities = ["routine"]
"#;

#[test]
fn a_landlords_calendar_over_a_shipped_one() {
    let office = read(OFFICE);
    let works = |day: &str| office.is_working_day(date(day)).unwrap();
    // Taken over: Good Friday; a plain Wednesday works.
    assert!(!works("2026-04-03"));
    assert!(works("2026-04-08"));
    // A Saturday with hours of its own, and a substitute holiday opened for the morning.
    assert!(works("2026-12-19"));
    assert!(works("2026-12-28"));
    assert!(!works("2026-12-12"));
    // The summer holiday cancelled.
    assert!(works("2026-08-31"));
    // The yearly closure runs over New Year: 29 December to 2 January, each year.
    for day in ["2026-12-29", "2026-12-31", "2028-12-29", "2029-01-02"] {
        assert!(!works(day), "{day}");
        assert_eq!(office.why_off(date(day)).unwrap(), "Christmas closure");
    }
    assert!(works("2027-01-04"));
    // Its zone is taken over too.
    assert_eq!(office.zone().name(), "Europe/London");
}

#[test]
fn hours_of_single_dates_count() {
    let office = read(OFFICE);
    // Wednesday 23 December 2026, 16:00: one hour that day, 3.5 on the 24th, none on
    // the 25th to the 27th, and half an hour of the four on Monday the 28th.
    let end = office
        .add_working_time(
            at("2026-12-23T16:00:00Z"),
            chrono::TimeDelta::hours(5),
            AtEdge::Stays,
        )
        .unwrap();
    assert_eq!(end, at("2026-12-28T09:30:00Z"));
    // A lunch hour of three quarters: 08:30 to 17:00 has 7 hours 45 minutes.
    let day = office
        .working_time_between(at("2026-12-21T00:00:00Z"), at("2026-12-22T00:00:00Z"))
        .unwrap();
    assert_eq!(day, chrono::TimeDelta::minutes(7 * 60 + 45));
}

#[test]
fn closures_bind_the_priorities_they_name() {
    let office = read(OFFICE);
    let monday = date("2026-06-22");
    assert!(office.is_working_day(monday).unwrap());
    assert!(
        office
            .for_priority("urgent")
            .is_working_day(monday)
            .unwrap()
    );
    assert!(
        !office
            .for_priority("routine")
            .is_working_day(monday)
            .unwrap()
    );
    // Friday 19 June and one working day: Monday, or Wednesday for routine work.
    let friday = date("2026-06-19");
    let after = |calendar: &Calendar| calendar.add_working_days(friday, 1).unwrap();
    assert_eq!(after(&office), monday);
    assert_eq!(after(office.for_priority("routine")), date("2026-06-24"));
}

#[test]
fn off_when_all_are_off() {
    let either = read(
        "[calendar]\nid = \"gb\"\ntitle = \"Great Britain\"\noff-when-all = [\"england-and-wales\", \"scotland\"]\n",
    );
    // Easter Monday is off in England alone, 2 January in Scotland alone, Good Friday
    // in both.
    assert!(either.is_working_day(date("2026-04-06")).unwrap());
    assert!(either.is_working_day(date("2026-01-02")).unwrap());
    assert!(!either.is_working_day(date("2026-04-03")).unwrap());
    assert!(!either.is_working_day(date("2026-04-04")).unwrap());
}

#[test]
fn a_revision_changes_with_what_it_builds_on() {
    let one = read(OFFICE);
    let base = r#"
[calendar]
id = "england-and-wales"
title = "Another England"
zone = "Europe/London"
from = "2007-01-01"
to = "2035-12-31"
[hours]
mon-fri = "09:00-17:00"
"#;
    let base = Calendar::from_toml(base, "base.toml").unwrap();
    let other = Calendar::from_toml_with(OFFICE, "own.toml", &[base]).unwrap();
    assert_ne!(one.revision(), other.revision());
    assert_eq!(one.revision(), read(OFFICE).revision());
}

#[test]
fn counting_backwards_and_between() {
    let england = shipped().remove(0);
    // Back from Monday 29 December 2025: 24, 23, 22, 19 and 18 December.
    let monday = date("2025-12-29");
    assert_eq!(
        england.add_working_days(monday, -5).unwrap(),
        date("2025-12-18")
    );
    assert_eq!(
        england
            .working_days_between(date("2025-12-18"), monday)
            .unwrap(),
        5
    );
    assert_eq!(
        england
            .working_days_between(monday, date("2025-12-18"))
            .unwrap(),
        -5
    );
    // Christmas Day 2027 is a Saturday: on to Wednesday 29, back to Friday 24.
    let christmas = date("2027-12-25");
    assert_eq!(
        england.roll(christmas, Roll::Next).unwrap(),
        date("2027-12-29")
    );
    assert_eq!(
        england.roll(christmas, Roll::Previous).unwrap(),
        date("2027-12-24")
    );
    // 30 August 2026 is a Sunday and the 31st a holiday: the next working day is in
    // September, so in the month it is the Friday before.
    assert_eq!(
        england.roll(date("2026-08-30"), Roll::Modified).unwrap(),
        date("2026-08-28")
    );
}

#[test]
fn edges_of_openings() {
    let england = shipped().remove(0);
    let hours = chrono::TimeDelta::hours;
    // Friday 12 June 2026, British Summer Time: open from 08:00 to 16:00 UTC.
    let nine = at("2026-06-12T08:00:00Z");
    let five = at("2026-06-12T16:00:00Z");
    let monday = at("2026-06-15T08:00:00Z");
    assert!(england.is_open(nine).unwrap());
    assert!(!england.is_open(five).unwrap());
    assert_eq!(england.next_open(five).unwrap(), monday);
    assert_eq!(england.previous_close(monday).unwrap(), five);
    assert_eq!(
        england.previous_close(nine + hours(1)).unwrap(),
        nine + hours(1)
    );
    assert_eq!(
        england
            .add_working_time(nine, hours(8), AtEdge::Stays)
            .unwrap(),
        five
    );
    assert_eq!(
        england
            .add_working_time(nine, hours(8), AtEdge::Moves)
            .unwrap(),
        monday
    );
    assert_eq!(
        england
            .add_working_time(five, hours(-8), AtEdge::Stays)
            .unwrap(),
        nine
    );
    let thursday = at("2026-06-11T16:00:00Z");
    assert_eq!(
        england
            .add_working_time(five, hours(-8), AtEdge::Moves)
            .unwrap(),
        thursday
    );
    assert_eq!(
        england
            .add_working_time(five, hours(0), AtEdge::Stays)
            .unwrap(),
        monday
    );
    assert_eq!(england.working_time_between(five, nine).unwrap(), hours(-8));
}

#[test]
fn outside_its_years_there_is_no_answer() {
    let england = shipped().remove(0);
    for (day, days) in [
        ("2006-12-31", 1),
        ("2036-01-01", -1),
        ("2035-12-31", 1),
        ("2007-01-02", -2),
    ] {
        let error = england.add_working_days(date(day), days).unwrap_err();
        assert_eq!(error.code().as_str(), "calendar-range", "{day} {days}");
    }
    assert!(england.is_open(at("2036-01-01T00:00:00Z")).is_err());
    assert!(england.next_open(at("2035-12-31T17:00:00Z")).is_err());
    // The first date begins at midnight: of the moment before it nothing is known.
    assert!(!england.is_open(at("2007-01-01T00:00:00Z")).unwrap());
    assert!(england.is_open(at("2006-12-31T23:59:59.999Z")).is_err());
    // Nor is there anything to tell between an unknown date and itself.
    let (known, unknown) = (date("2036-01-01"), date("2036-01-02"));
    let told = england.explain_working_days_between(known, known);
    assert!(told.unwrap().is_empty());
    let told = england.explain_working_days_between(unknown, unknown);
    assert_eq!(told.unwrap_err().code(), Code::CalendarRange);
}

/// 31 December 2035 is a Monday, and after it the calendar knows nothing: the night that
/// it opens ends with it.
#[test]
fn the_last_night_ends_with_the_last_date() {
    let nights = read(
        "[calendar]\nid = \"nights\"\ntitle = \"Nights\"\nextends = \"utc\"\n\
         to = \"2035-12-31\"\n[hours]\nmon-sun = \"22:00-06:00\"\n",
    );
    let (evening, midnight) = (at("2035-12-31T22:00:00Z"), at("2036-01-01T00:00:00Z"));
    let add =
        |hours| nights.add_working_time(evening, chrono::TimeDelta::hours(hours), AtEdge::Stays);
    assert_eq!(add(2).unwrap(), midnight);
    assert_eq!(add(3).unwrap_err().code(), Code::CalendarRange);
    let openings: Vec<_> = nights
        .openings(evening, at("2036-01-01T12:00:00Z"))
        .map(|(open, close)| (open.to_utc(), close.to_utc()))
        .collect();
    assert_eq!(openings, [(evening, midnight)]);
    assert!(nights.is_open(midnight).is_err());
}

/// Options say how dates are counted: hours ask nothing of the dates that they would.
#[test]
fn hours_do_not_ask_for_dates_that_options_would() {
    let england = shipped().remove(0);
    let late = Counting {
        cut_off: Some("16:00".parse().unwrap()),
        ..Counting::default()
    };
    let count = |within: &str| Count::new(&england, within.parse().unwrap(), late);
    let start: EventTime = "2035-12-31T16:30:00Z".parse().unwrap();
    let due = count("10 minutes").after(start).unwrap();
    assert_eq!(due.at, at("2035-12-31T16:40:00Z"));
    // The next working day is one of 2036.
    let error = count("1 day").after(start).unwrap_err();
    assert_eq!(error.code(), Code::CalendarRange);
}

/// Zones are known until 2099, in UTC: for the last instant in time and for the first
/// too late, forwards and backwards alike.
#[test]
fn deadlines_stay_within_the_years_of_the_zones() {
    let utc = shipped().into_iter().find(|one| one.id() == "utc").unwrap();
    let count = |within: &str| Count::new(&utc, within.parse().unwrap(), Counting::default());
    let last: EventTime = "2099-12-31".parse().unwrap();
    let none = |found: Result<dueby::Sum, dueby::Error>| {
        assert_eq!(found.unwrap_err().code(), Code::TimeRange);
    };
    // Its end is in time, but midnight, which is too late, is one of 2100.
    none(count("0 days").after(last));
    none(count("0 days").before(last));
    let before: EventTime = "2099-12-30".parse().unwrap();
    assert!(count("0 days").after(before).is_ok() && count("0 days").before(before).is_ok());
    let at: EventTime = "2099-12-31T23:59:59.999Z".parse().unwrap();
    none(count("0 hours").after(at));
    none(count("0 hours").before(at));
    // 1 January 1972 is the first.
    let first: EventTime = "1972-01-01".parse().unwrap();
    assert!(count("0 days").before(first).is_ok());
    none(count("1 day").before(first));
}

/// The shape is that of GOV.UK's file of November 2026; a proclamation moves a day that
/// the calendar had expected elsewhere.
#[test]
fn a_calendar_is_refreshed_from_govuk() {
    let england = shipped().remove(0);
    assert!(!england.is_working_day(date("2028-05-01")).unwrap());
    let json = r#"{
      "england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year\u2019s Day", "date": "2028-01-03", "notes": "Substitute day", "bunting": true},
        {"title": "Early May bank holiday", "date": "2028-05-08", "notes": "", "bunting": true}
      ]},
      "scotland": {"division": "scotland", "events": []}
    }"#;
    let fresh = england
        .with_govuk(json, "bank-holidays.json", "england-and-wales")
        .unwrap();
    let off = |day: &str| fresh.why_off(date(day));
    assert_eq!(
        off("2028-01-03").as_deref(),
        Some("New Year\u{2019}s Day (substitute day)")
    );
    assert_eq!(off("2028-05-01"), None);
    assert_eq!(off("2028-05-08").as_deref(), Some("Early May bank holiday"));
    // The list is complete for its years, and says nothing of others.
    assert_eq!(off("2028-12-25"), None);
    assert_eq!(
        off("2027-12-27").as_deref(),
        Some("Christmas Day (substitute day)")
    );
    assert_eq!(off("2029-12-25").as_deref(), Some("Christmas Day"));
    assert_ne!(fresh.revision(), england.revision());
}
