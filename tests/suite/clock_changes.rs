//! Counting where the clocks change: days of 23 and 25 hours, and of half an hour more or
//! less, forwards and backwards. Every value was worked by hand from the change itself:
//!
//! | zone | forwards | backwards |
//! |---|---|---|
//! | London | 29 March 2026, 01:00 +00:00 is 02:00 +01:00 | 25 October 2026, 02:00 +01:00 is 01:00 +00:00 |
//! | New York | 8 March 2026, 02:00 -05:00 is 03:00 -04:00 | 1 November 2026, 02:00 -04:00 is 01:00 -05:00 |
//! | Lord Howe | 4 October 2026, 02:00 +10:30 is 02:30 +11:00 | 5 April 2026, 02:00 +11:00 is 01:30 +10:30 |
//! | Sao Paulo | 4 November 2018, 00:00 -03:00 is 01:00 -02:00 | 17 February 2019, 00:00 -02:00 is 16 February, 23:00 -03:00 |
//!
//! `zones.json` has the same changes, from another implementation.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use dueby::{
    AtEdge, Calendar, Case, Code, Count, Counting, Ends, EventTime, ReceivedOffDay, Roll, Sum,
};
use dueby_tests::{engine, one_clock};

/// Open on every day of the week.
fn calendar(place: &str, hours: &str) -> Calendar {
    let zone = match place {
        "London" => "Europe/London",
        "New York" => "America/New_York",
        "Lord Howe" => "Australia/Lord_Howe",
        "Sao Paulo" => "America/Sao_Paulo",
        _ => panic!("no zone of {place}"),
    };
    let text = format!(
        "[calendar]\nid = \"desk\"\ntitle = \"Desk\"\nzone = \"{zone}\"\nfrom = \"2018-01-01\"\n\
         to = \"2027-12-31\"\n[hours]\nmon-sun = \"{hours}\"\n"
    );
    Calendar::from_toml(&text, "desk.toml").unwrap_or_else(|error| panic!("{error}"))
}

/// The rows of a table, with this many columns; a line that begins with # says why.
fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let lines = table.lines().map(str::trim);
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"))
    })
    .collect()
}

/// A time with its offset.
fn at(text: &str) -> DateTime<FixedOffset> {
    let EventTime::Instant(time) = given(text) else {
        panic!("{text} has no offset");
    };
    time
}

fn utc(text: &str) -> DateTime<Utc> {
    at(text).to_utc()
}

fn given(text: &str) -> EventTime {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn count(calendar: &Calendar, within: &str, ends: Ends) -> Count {
    let counting = Counting {
        ends,
        ..Counting::default()
    };
    Count::new(calendar, within.parse().unwrap(), counting)
}

/// The same instant, and written with the same offset.
#[track_caller]
fn same(found: DateTime<FixedOffset>, expected: &str, what: &str) {
    let expected = at(expected);
    assert_eq!(found, expected, "{what}");
    assert_eq!(found.offset(), expected.offset(), "{what}");
}

/// Real time, whatever the wall shows: from the first to the second so many hours.
const ELAPSED: &str = "
    London    | 2026-03-28T20:00+00:00 | 24 | 2026-03-29T21:00+01:00
    London    | 2026-03-29T00:30+00:00 |  1 | 2026-03-29T02:30+01:00
    London    | 2026-10-24T20:00+01:00 | 24 | 2026-10-25T19:00+00:00
    London    | 2026-10-25T01:30+01:00 |  1 | 2026-10-25T01:30+00:00
    New York  | 2026-03-07T20:00-05:00 | 24 | 2026-03-08T21:00-04:00
    New York  | 2026-03-08T01:30-05:00 |  1 | 2026-03-08T03:30-04:00
    New York  | 2026-10-31T20:00-04:00 | 24 | 2026-11-01T19:00-05:00
    New York  | 2026-11-01T01:30-04:00 |  1 | 2026-11-01T01:30-05:00
    Lord Howe | 2026-10-03T20:00+10:30 | 24 | 2026-10-04T20:30+11:00
    Lord Howe | 2026-04-04T20:00+11:00 | 24 | 2026-04-05T19:30+10:30
    Sao Paulo | 2018-11-03T23:30-03:00 |  1 | 2018-11-04T01:30-02:00
    Sao Paulo | 2019-02-16T23:30-02:00 |  1 | 2019-02-16T23:30-03:00
";

#[test]
fn elapsed_time_both_ways() {
    for [place, from, hours, to] in rows(ELAPSED) {
        let within = format!("{hours} hours");
        let hours = count(&calendar(place, "09:00-17:00"), &within, Ends::EndOfDay);
        same(hours.after(given(from)).unwrap().at, to, from);
        same(hours.before(given(to)).unwrap().at, from, to);
    }
}

/// Open round the clock, working time is elapsed time.
#[test]
fn working_time_round_the_clock_is_elapsed_time() {
    for [place, from, hours, to] in rows(ELAPSED) {
        let desk = calendar(place, "00:00-24:00");
        let time = TimeDelta::hours(hours.parse().unwrap());
        let sum = |start, time| desk.add_working_time(utc(start), time, AtEdge::Stays);
        same(sum(from, time).unwrap(), to, from);
        same(sum(to, -time).unwrap(), from, to);
        let between = |a, b| desk.working_time_between(utc(a), utc(b)).unwrap();
        assert_eq!(between(from, to), time, "{from}");
        assert_eq!(between(to, from), -time, "{from}");
    }
}

/// How many minutes a date has, from its first instant to that of the next.
const LENGTHS: &str = "
    London    | 2026-03-28 | 2026-03-29 | 1440
    London    | 2026-03-29 | 2026-03-30 | 1380
    London    | 2026-10-25 | 2026-10-26 | 1500
    New York  | 2026-03-08 | 2026-03-09 | 1380
    New York  | 2026-11-01 | 2026-11-02 | 1500
    Lord Howe | 2026-10-04 | 2026-10-05 | 1410
    Lord Howe | 2026-04-05 | 2026-04-06 | 1470
    Sao Paulo | 2018-11-04 | 2018-11-05 | 1380
    Sao Paulo | 2019-02-16 | 2019-02-17 | 1500
    Sao Paulo | 2019-02-17 | 2019-02-18 | 1440
";

#[test]
fn days_are_as_long_as_they_are() {
    for [place, date, next, length] in rows(LENGTHS) {
        let desk = calendar(place, "00:00-24:00");
        let length = TimeDelta::minutes(length.parse().unwrap());
        let first = |date| desk.instant(given(date)).unwrap();
        let (from, until) = (first(date), first(next));
        assert_eq!(until - from, length, "{place} {date}");
        let open = desk.working_time_between(from, until).unwrap();
        assert_eq!(open, length, "{place} {date}");
        // Dates are counted, not hours.
        let (date, next) = (date.parse().unwrap(), next.parse().unwrap());
        assert_eq!(desk.add_working_days(date, 1).unwrap(), next);
        assert_eq!(desk.add_working_days(next, -1).unwrap(), date);
        assert_eq!(desk.working_days_between(date, next).unwrap(), 1);
    }
}

/// A night from 22:00 to 06:00: its opening, its closing, its minutes, and the time at
/// which four hours of it have passed.
const NIGHTS: &str = "
    London    | 2026-03-27T22:00+00:00 | 2026-03-28T06:00+00:00 | 480 | 2026-03-28T02:00+00:00
    # Two hours to midnight, one more to the jump, and one after it.
    London    | 2026-03-28T22:00+00:00 | 2026-03-29T06:00+01:00 | 420 | 2026-03-29T03:00+01:00
    # Two hours to midnight, and two to the second 01:00.
    London    | 2026-10-24T22:00+01:00 | 2026-10-25T06:00+00:00 | 540 | 2026-10-25T01:00+00:00
    New York  | 2026-03-07T22:00-05:00 | 2026-03-08T06:00-04:00 | 420 | 2026-03-08T03:00-04:00
    New York  | 2026-10-31T22:00-04:00 | 2026-11-01T06:00-05:00 | 540 | 2026-11-01T01:00-05:00
    Lord Howe | 2026-10-03T22:00+10:30 | 2026-10-04T06:00+11:00 | 450 | 2026-10-04T02:30+11:00
    Lord Howe | 2026-04-04T22:00+11:00 | 2026-04-05T06:00+10:30 | 510 | 2026-04-05T01:30+10:30
    # The jump is at midnight: two hours before it, two after it.
    Sao Paulo | 2018-11-03T22:00-03:00 | 2018-11-04T06:00-02:00 | 420 | 2018-11-04T03:00-02:00
    # 22:00 to 24:00, 23:00 to 24:00 again, and one hour of the next date.
    Sao Paulo | 2019-02-16T22:00-02:00 | 2019-02-17T06:00-03:00 | 540 | 2019-02-17T01:00-03:00
";

#[test]
fn windows_over_midnight_are_as_long_as_they_are() {
    for [place, open, close, length, four] in rows(NIGHTS) {
        let desk = calendar(place, "22:00-06:00");
        let length: i64 = length.parse().unwrap();
        let add = |start: &str, time: i64, edge| {
            let sum = desk.add_working_time(utc(start), TimeDelta::minutes(time), edge);
            sum.unwrap()
        };
        let stays = AtEdge::Stays;
        same(add(open, length, stays), close, open);
        same(add(close, -length, stays), open, close);
        same(add(open, 240, stays), four, open);
        same(add(four, -240, stays), open, four);
        same(add(four, length - 240, stays), close, four);
        same(add(close, 240 - length, stays), four, close);
        // Asked to move on: sixteen hours of day lie between two nights.
        let evening = add(open, length, AtEdge::Moves);
        assert_eq!(evening - at(close), TimeDelta::hours(16), "{open}");
        let morning = add(close, -length, AtEdge::Moves);
        assert_eq!(at(open) - morning, TimeDelta::hours(16), "{open}");

        // As a clock of working hours.
        let clock = count(&desk, &format!("{length} working minutes"), Ends::EndOfDay);
        same(clock.after(given(open)).unwrap().at, close, open);
        same(clock.before(given(close)).unwrap().at, open, close);
    }
}

#[test]
fn windows_over_midnight_are_open_from_opening_to_closing() {
    for [place, open, close, length, _] in rows(NIGHTS) {
        let desk = calendar(place, "22:00-06:00");
        let length = TimeDelta::minutes(length.parse().unwrap());
        let before = utc(open) - TimeDelta::hours(10);
        let after = utc(close) + TimeDelta::hours(6);
        assert_eq!(desk.working_time_between(before, after).unwrap(), length);
        assert_eq!(desk.working_time_between(after, before).unwrap(), -length);
        let spans: Vec<_> = desk.openings(before, after).collect();
        assert_eq!(spans, [(at(open), at(close))], "{open}");
        let last = utc(close) - TimeDelta::milliseconds(1);
        assert!(desk.is_open(utc(open)).unwrap(), "{open}");
        assert!(desk.is_open(last).unwrap(), "{close}");
        assert!(!desk.is_open(utc(close)).unwrap(), "{close}");
        same(desk.next_open(before).unwrap(), open, open);
        same(desk.previous_close(after).unwrap(), close, close);
    }
}

/// Hours in London that begin or end at a time that the clocks skip or show twice, and
/// what is open in the first six hours of that day.
const EDGES: &str = "
    # The opening is skipped: open from the jump on.
    01:30-05:00 | 2026-03-29 | 02:00+01:00 to 05:00+01:00
    01:30-05:00 | 2026-10-25 | 01:30+01:00 to 05:00+00:00
    # The closing is skipped: open up to the jump.
    00:30-01:30 | 2026-03-29 | 00:30+00:00 to 02:00+01:00
    00:30-01:30 | 2026-10-25 | 00:30+01:00 to 01:30+01:00
    # Both are: not open at all. Twice: the first time round.
    01:15-01:45 | 2026-03-29 | never
    01:15-01:45 | 2026-10-25 | 01:15+01:00 to 01:45+01:00
    # The very hour: none, or both.
    01:00-02:00 | 2026-03-29 | never
    01:00-02:00 | 2026-10-25 | 01:00+01:00 to 02:00+00:00
    # Windows that meet at such a time still meet.
    00:00-01:30, 01:30-05:00 | 2026-03-29 | 00:00+00:00 to 05:00+01:00
    00:00-01:30, 01:30-05:00 | 2026-10-25 | 00:00+01:00 to 05:00+00:00
    # Closed within the skipped hour: not at all. Within the one that comes twice: once.
    00:30-01:20, 01:40-03:00 | 2026-03-29 | 00:30+00:00 to 03:00+01:00
    00:30-01:20, 01:40-03:00 | 2026-10-25 | 00:30+01:00 to 01:20+01:00, 01:40+01:00 to 03:00+00:00
";

#[test]
fn hours_that_are_skipped_or_come_twice() {
    for [hours, day, open] in rows(EDGES) {
        let desk = calendar("London", hours);
        let spans = open.split(", ").filter(|span| *span != "never");
        let expected: Vec<_> = spans
            .map(|span| span.split_once(" to ").unwrap())
            .map(|(open, close)| (at(&format!("{day}T{open}")), at(&format!("{day}T{close}"))))
            .collect();
        let midnight = desk.instant(given(day)).unwrap();
        let six = midnight + TimeDelta::hours(6);
        let found: Vec<_> = desk.openings(midnight, six).collect();
        assert_eq!(found, expected, "{hours} {day}");
        for (open, close) in expected {
            let (from, until) = (open.to_utc(), close.to_utc());
            let last = until - TimeDelta::milliseconds(1);
            assert!(desk.is_open(from).unwrap() && desk.is_open(last).unwrap());
            assert!(!desk.is_open(until).unwrap(), "{hours} {day}");
            let length = desk.working_time_between(from, until).unwrap();
            assert_eq!(length, until - from, "{hours} {day}");
            let sum = |start, time| desk.add_working_time(start, time, AtEdge::Stays);
            assert_eq!(sum(from, length).unwrap(), until, "{hours} {day}");
            assert_eq!(sum(until, -length).unwrap(), from, "{hours} {day}");
        }
    }
    // What was closed the first time round stays so.
    let desk = calendar("London", "22:00-01:30");
    assert!(desk.is_open(utc("2026-10-25T01:15+01:00")).unwrap());
    assert!(!desk.is_open(utc("2026-10-25T01:15+00:00")).unwrap());
}

/// Times without an offset: skipped ones are refused, of two the first is taken.
const LOCAL: &str = "
    London    | 2026-03-29T00:59:59.999 | 2026-03-29T00:59:59.999Z
    London    | 2026-03-29T01:00        | refused
    London    | 2026-03-29T01:59:59.999 | refused
    London    | 2026-03-29T02:00        | 2026-03-29T01:00Z
    London    | 2026-10-25T00:59:59.999 | 2026-10-24T23:59:59.999Z
    London    | 2026-10-25T01:00        | 2026-10-25T00:00Z
    London    | 2026-10-25T01:59:59.999 | 2026-10-25T00:59:59.999Z
    London    | 2026-10-25T02:00        | 2026-10-25T02:00Z
    New York  | 2026-03-08T02:30        | refused
    New York  | 2026-03-08T03:00        | 2026-03-08T07:00Z
    New York  | 2026-11-01T01:30        | 2026-11-01T05:30Z
    Lord Howe | 2026-10-04T02:15        | refused
    Lord Howe | 2026-10-04T02:30        | 2026-10-03T15:30Z
    Lord Howe | 2026-04-05T01:45        | 2026-04-04T14:45Z
    Sao Paulo | 2018-11-04T00:30        | refused
    Sao Paulo | 2018-11-04              | 2018-11-04T03:00Z
    Sao Paulo | 2019-02-16T23:30        | 2019-02-17T01:30Z
    Sao Paulo | 2019-02-17              | 2019-02-17T03:00Z
";

#[test]
fn local_times() {
    for [place, local, expected] in rows(LOCAL) {
        let desk = calendar(place, "09:00-17:00");
        let found = desk.instant(given(local));
        if expected != "refused" {
            assert_eq!(found.unwrap(), utc(expected), "{place} {local}");
            continue;
        }
        let refused = |code| assert_eq!(code, Code::MissingTime, "{place} {local}");
        refused(found.unwrap_err().code());
        // Nor does a count start or end there.
        let hour = count(&desk, "1 hour", Ends::EndOfDay);
        refused(hour.after(given(local)).unwrap_err().code());
        refused(hour.before(given(local)).unwrap_err().code());
    }
}

/// One day on: the last millisecond that is in time and the first that is too late.
const DAY_ON: &str = "
    London    | 2026-03-28T20:00 | end of day | 2026-03-29T23:59:59.999+01:00 | 2026-03-30T00:00+01:00
    London    | 2026-10-24       | end of day | 2026-10-25T23:59:59.999+00:00 | 2026-10-26T00:00+00:00
    Sao Paulo | 2018-11-02       | end of day | 2018-11-03T23:59:59.999-03:00 | 2018-11-04T01:00-02:00
    # The second 23:59 of the day.
    Sao Paulo | 2019-02-15       | end of day | 2019-02-16T23:59:59.999-03:00 | 2019-02-17T00:00-03:00
    London    | 2026-03-28T20:00 | same time  | 2026-03-29T20:00+01:00 | 2026-03-29T20:00:00.001+01:00
    London    | 2026-10-24T20:00 | same time  | 2026-10-25T20:00+00:00 | 2026-10-25T20:00:00.001+00:00
    # No clock shows 01:30: the jump.
    London    | 2026-03-28T01:30 | same time  | 2026-03-29T02:00+01:00 | 2026-03-29T02:00:00.001+01:00
    # Two do: the first.
    London    | 2026-10-24T01:30 | same time  | 2026-10-25T01:30+01:00 | 2026-10-25T01:30:00.001+01:00
    New York  | 2026-03-07T02:30 | same time  | 2026-03-08T03:00-04:00 | 2026-03-08T03:00:00.001-04:00
    # From the second of two.
    New York  | 2026-11-01T01:30-05:00 | same time | 2026-11-02T01:30-05:00 | 2026-11-02T01:30:00.001-05:00
";

/// One day back.
const DAY_BACK: &str = "
    London    | 2026-03-30T09:00 | end of day | 2026-03-29T23:59:59.999+01:00
    London    | 2026-03-30T20:00 | same time  | 2026-03-29T20:00+01:00
    London    | 2026-03-30T01:30 | same time  | 2026-03-29T02:00+01:00
    London    | 2026-10-26T01:30 | same time  | 2026-10-25T01:30+01:00
    New York  | 2026-11-02T09:00 | end of day | 2026-11-01T23:59:59.999-05:00
    Sao Paulo | 2018-11-05T00:30 | same time  | 2018-11-04T01:00-02:00
";

#[test]
fn whole_days_and_the_same_time() {
    let day = |place, ends: &str| {
        let all = [Ends::EndOfDay, Ends::SameTime].into_iter();
        let ends = all.clone().find(|one| one.as_str() == ends).unwrap();
        count(&calendar(place, "00:00-24:00"), "1 day", ends)
    };
    for [place, start, ends, due, overdue] in rows(DAY_ON) {
        let Sum {
            at, overdue_from, ..
        } = day(place, ends).after(given(start)).unwrap();
        same(at, due, start);
        same(overdue_from, overdue, start);
    }
    for [place, end, ends, reached] in rows(DAY_BACK) {
        same(
            day(place, ends).before(given(end)).unwrap().at,
            reached,
            end,
        );
    }
    // Hours of a date alone begin with it, though it begins at one.
    let desk = calendar("Sao Paulo", "00:00-24:00");
    let hour = count(&desk, "1 hour", Ends::EndOfDay).after(given("2018-11-04"));
    same(hour.unwrap().at, "2018-11-04T02:00-02:00", "no midnight");
}

/// Who comes later is not due earlier, though the clocks went back past the cut-off in
/// between: Dublin, 27 October 1985, and the changes above.
#[test]
fn a_cut_off_that_comes_twice_is_the_first() {
    let nights = [
        ("Europe/Dublin", "1985-10-26T20:00Z"),
        ("Europe/Dublin", "1985-03-30T20:00Z"),
        ("America/New_York", "2026-11-01T00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T10:00Z"),
        ("America/Sao_Paulo", "2019-02-16T20:00Z"),
        ("America/Sao_Paulo", "2018-11-03T20:00Z"),
    ];
    for (zone, from) in nights {
        let text = format!(
            "[calendar]\nid = \"desk\"\ntitle = \"Desk\"\nzone = \"{zone}\"\nfrom = \"1985-01-01\"\n\
             to = \"2027-12-31\"\n[hours]\nmon-sun = \"06:00-14:00, 21:43-02:28\"\n"
        );
        let desk = Calendar::from_toml(&text, "desk.toml").unwrap();
        for minutes in (0..=24 * 60).step_by(12) {
            let cut_off = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let counting = Counting {
                cut_off: Some(cut_off.parse().unwrap()),
                received_off_day: ReceivedOffDay::NextWorkingDay,
                roll: Roll::Previous,
                ..Counting::default()
            };
            let count = Count::new(&desk, "1 day".parse().unwrap(), counting);
            let due = |minutes| {
                let start = at(from) + TimeDelta::minutes(minutes);
                count.after(EventTime::Instant(start)).unwrap().at
            };
            let dues: Vec<_> = (0..12 * 60).step_by(6).map(due).collect();
            assert!(dues.is_sorted(), "{zone}, from {from} on: {cut_off}");
        }
    }
}

/// Started, paused, resumed and due in London, open from 22:00 to 06:00.
const PAUSED: &str = "
    # Paused from 22:00 to 06:00, seven hours: 31 hours in all.
    24 hours | 2026-03-28T20:00 | 2026-03-28T22:00 | 2026-03-29T06:00 | 2026-03-30T04:00+01:00
    # Nine hours: 33 in all.
    24 hours | 2026-10-24T20:00 | 2026-10-24T22:00 | 2026-10-25T06:00 | 2026-10-26T04:00+00:00
    # One hour before the pause, one after it, and six of the next night.
    8 working hours | 2026-03-28T22:00 | 2026-03-28T23:00 | 2026-03-29T05:00 | 2026-03-30T04:00+01:00
    8 working hours | 2026-10-24T22:00 | 2026-10-24T23:00 | 2026-10-25T05:00 | 2026-10-26T04:00+00:00
    # Two hours before the pause; from the second 01:30 on four and a half; half an hour more.
    7 working hours | 2026-10-24T22:00 | 2026-10-25T00:00 | 2026-10-25T01:30+00:00 | 2026-10-25T22:30+00:00
";

#[test]
fn a_pause_takes_the_hours_that_it_lasted() {
    for [within, start, paused, resumed, due] in rows(PAUSED) {
        let rules = format!(
            "within = \"{within}\"\npauses = {{ from = \"it.paused\", until = \"it.resumed\" }}\n"
        );
        let desk = calendar("London", "22:00-06:00");
        let engine = engine(&one_clock("desk", &rules), [desk]);
        let case = Case::new("Z-2", "it")
            .with_event("it.started", start)
            .and_then(|case| case.with_event("it.paused", paused))
            .and_then(|case| case.with_event("it.resumed", resumed));
        let answer = engine.assess(&case.unwrap(), utc("2027-01-01T00:00Z"));
        same(answer.unwrap().clocks[0].due.unwrap(), due, start);
    }
}
