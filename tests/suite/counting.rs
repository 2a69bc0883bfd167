//! `docs/counting.md`: every example in it is run through the library. Its dates and
//! deadlines were worked by hand; where one differs, find out which is right.
//!
//! An example is a fenced block `count` or the row of a table. A table with an unknown
//! head, a block in an unknown language, and a line that cannot be read are failures,
//! and so is a document with fewer examples than it had.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use dueby::{
    Accept, Allowance, AtEdge, Begins, Calendar, Case, ClockAnswer, Count, Counting, Engine, Entry,
    Error, EventTime, Options, Pack, Sum,
};
use dueby_tests::{one_clock, read};

/// The page, cut into what is checked.
#[derive(Default)]
struct Page {
    blocks: Vec<(String, Vec<String>)>,
    /// Each with its head, joined by `|`.
    tables: Vec<(String, Vec<Vec<String>>)>,
    prose: Vec<String>,
}

/// The heads of tables that are no examples: their code is still tried.
const PLAIN: &[&str] = &[
    "the rule says|a pack writes|section",
    "definition|calendar|source",
    "a pack writes|the deadline|who",
    "a pack writes|where a deadline on a day off goes|who",
];
const DUE: &str = "calendar|start|within|counting|due";
const PAUSED: &str = "calendar|start|within|counting|paused|due";
const BACK: &str = "calendar|end|within|counting|goes back to";
const QUESTIONS: &str = "calendar|question|answer";
const HOURS: &str = "calendar|zone|hours";

fn page() -> Page {
    let text = read("docs/counting.md");
    let mut page = Page::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let block = block.map(str::to_owned).collect();
            page.blocks.push((language.to_owned(), block));
        } else if line.trim_start().starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(row) = lines.next_if(|line| line.trim_start().starts_with('|')) {
                rows.push(cells(row));
            }
            let head = rows.remove(0).join("|");
            assert!(rows.remove(0).iter().all(|cell| cell == "---"), "{head}");
            page.tables.push((head, rows));
        } else {
            page.prose.push(line.to_owned());
        }
    }
    page
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// A code's own text.
fn bare(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// The calendars that are shipped, and those that the page describes.
static CALENDARS: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
    let own = rows(HOURS).into_iter().map(|row| {
        let (id, zone, hours) = (bare(&row[0]), &row[1], &row[2]);
        let text = format!(
            "[calendar]\nid = \"{id}\"\ntitle = \"{id}\"\nzone = \"{zone}\"\n\
             from = \"2026-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon-sun = \"{hours}\"\n"
        );
        Calendar::from_toml(&text, id).unwrap_or_else(|error| panic!("{error}"))
    });
    let shipped = dueby_rules::calendars().unwrap();
    shipped.into_iter().chain(own).collect()
});

fn calendar(cell: &str) -> &'static Calendar {
    let found = CALENDARS.iter().find(|one| one.id() == bare(cell));
    found.unwrap_or_else(|| panic!("there is no calendar {cell}"))
}

/// `Fri 18 Dec 2026`; the weekday has to be right.
fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%a %d %b %Y")
        .unwrap_or_else(|error| panic!("\"{text}\" is no date with its weekday: {error}"))
}

/// `Fri 18 Dec 2026`, with a time, or with a time and an offset.
fn time(text: &str) -> EventTime {
    let words: Vec<&str> = text.split(' ').collect();
    let day = date(&words[..4.min(words.len())].join(" "));
    match words[4..] {
        [] => EventTime::Date(day),
        [clock] => format!("{day}T{clock}").parse().unwrap(),
        [clock, offset] => format!("{day}T{clock}{offset}").parse().unwrap(),
        _ => panic!("\"{text}\" is no time"),
    }
}

/// Whether an answer is what the page says: `end of` a date, a date, or a time on the
/// wall, with its offset where the wall shows it twice.
fn is(said: &str, at: DateTime<FixedOffset>, whole_day: bool, calendar: &Calendar) -> bool {
    if let Some(day) = said.strip_prefix("end of ") {
        let midnight = date(day).and_hms_opt(0, 0, 0).unwrap() + TimeDelta::days(1);
        return whole_day && at.naive_local() == midnight - TimeDelta::milliseconds(1);
    }
    match time(said) {
        EventTime::Date(day) => whole_day && at.date_naive() == day,
        EventTime::Instant(said) => !whole_day && at == said && at.offset() == said.offset(),
        EventTime::Local(said) => {
            !whole_day && at.naive_local() == said && shown_once(said, calendar)
        }
    }
}

/// Whether the wall shows a time once: an hour later it shows another.
fn shown_once(time: NaiveDateTime, calendar: &Calendar) -> bool {
    let first = calendar.instant(EventTime::Local(time)).unwrap();
    let hour = Count::new(calendar, "1 hour".parse().unwrap(), Counting::default());
    let later = hour
        .after(EventTime::Instant(first.fixed_offset()))
        .unwrap();
    later.at.naive_local() != time
}

/// One example: what starts, how it is counted, and where it ends.
struct Example {
    calendar: &'static Calendar,
    time: EventTime,
    within: String,
    counting: String,
    paused: Option<(EventTime, EventTime)>,
    end: String,
}

impl Example {
    /// The cells of a row, in the order of the page; `paused` where the table has it.
    fn of(calendar: &str, start: &str, rest: [&str; 4]) -> Self {
        let [within, counting, paused, end] = rest;
        Example {
            calendar: self::calendar(calendar),
            time: time(start),
            within: within.to_owned(),
            counting: bare(counting).to_owned(),
            paused: (!paused.is_empty()).then(|| {
                let (from, until) = paused.split_once(" until ").unwrap();
                (time(from), time(until))
            }),
            end: end.to_owned(),
        }
    }

    fn rules(&self) -> String {
        let counting = match self.counting.as_str() {
            "" => String::new(),
            options => format!("counting = {options}\n"),
        };
        format!("within = \"{}\"\n{counting}", self.within)
    }

    fn options(&self) -> Counting {
        let pack = Pack::from_toml(&one_clock("utc", &self.rules()), "example.toml");
        let pack = pack.unwrap_or_else(|error| panic!("{error}"));
        *pack.clocks()[0].counting()
    }

    fn count(&self) -> Count {
        let limit = self.within.parse().unwrap();
        Count::new(self.calendar, limit, self.options())
    }

    /// What a clock of a pack says.
    fn clock(&self) -> ClockAnswer {
        let rest = self.rules() + "pauses = { from = \"it.paused\", until = \"it.resumed\" }\n";
        let pack = Pack::from_toml(&one_clock(self.calendar.id(), &rest), "example.toml");
        let engine = Engine::builder().calendar(self.calendar.clone());
        let engine = engine.pack(pack.unwrap()).build().unwrap();
        let event = |name: &str, time: EventTime| (name.to_owned(), time.to_string());
        let mut events = vec![event("it.started", self.time)];
        if let Some((from, until)) = self.paused {
            events.extend([event("it.paused", from), event("it.resumed", until)]);
        }
        let case = events
            .iter()
            .try_fold(Case::new("E-1", "it"), |case, (name, at)| {
                case.with_event(name, at)
            });
        let as_of = "2034-12-31T00:00:00Z".parse().unwrap();
        let options = Options::default().accept(Accept::all());
        let answer = engine.assess_with(&case.unwrap(), as_of, &options).unwrap();
        answer.clocks[0].clone()
    }

    /// Forwards: as a sum, unless something pauses it, and as a clock.
    fn check(&self) -> Result<(), String> {
        let clock = self.clock();
        let due = clock.due.ok_or("the clock has no deadline")?;
        let mut found = vec![(due, clock.overdue_from.unwrap())];
        if self.paused.is_none() {
            let sum = self.count().after(self.time).unwrap();
            found.push((sum.at, sum.overdue_from));
        }
        for (at, overdue_from) in found {
            let midnight = overdue_from.format("%H:%M:%S%.3f").to_string() == "00:00:00.000";
            let right = is(&self.end, at, midnight, self.calendar)
                && overdue_from - at == TimeDelta::milliseconds(1);
            if !right {
                return Err(format!("the page says {}, it is {at}", self.end));
            }
        }
        Ok(())
    }

    fn check_back(&self) -> Result<(), String> {
        let Sum { at, whole_day, .. } = self.count().before(self.time).unwrap();
        match is(&self.end, at, whole_day, self.calendar) {
            true => Ok(()),
            false => Err(format!("the page says {}, it is {at}", self.end)),
        }
    }
}

/// All that fail, each with its row.
fn all_right(found: Vec<(String, Result<(), String>)>, at_least: usize) {
    assert!(found.len() >= at_least, "only {} examples", found.len());
    let wrong: Vec<String> = found
        .into_iter()
        .filter_map(|(row, result)| Some(format!("{row}\n  {}", result.err()?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rows(head: &str) -> Vec<Vec<String>> {
    let tables = page().tables.into_iter().filter(|(one, _)| one == head);
    tables.flat_map(|(_, rows)| rows).collect()
}

#[test]
fn everything_is_read() {
    let page = page();
    for (head, rows) in &page.tables {
        let known = [DUE, PAUSED, BACK, QUESTIONS, HOURS].contains(&head.as_str());
        assert!(known || PLAIN.contains(&head.as_str()), "a table of {head}");
        let width = head.split('|').count();
        assert!(
            rows.iter().all(|row| row.len() == width),
            "{head}: {rows:?}"
        );
    }
    for (language, _) in &page.blocks {
        assert!(["count", "rust"].contains(&language.as_str()), "{language}");
    }
    assert_eq!(rows(HOURS).len(), 5);
}

#[test]
fn deadlines() {
    let mut found = Vec::new();
    for row in rows(DUE) {
        let rest = [row[2].as_str(), &row[3], "", &row[4]];
        found.push((row.join(" | "), Example::of(&row[0], &row[1], rest).check()));
    }
    for row in rows(PAUSED) {
        let rest = [row[2].as_str(), &row[3], &row[4], &row[5]];
        found.push((row.join(" | "), Example::of(&row[0], &row[1], rest).check()));
    }
    all_right(found, 55);
}

#[test]
fn counted_back() {
    let examples = rows(BACK).into_iter().map(|row| {
        let rest = [row[2].as_str(), &row[3], "", &row[4]];
        let example = Example::of(&row[0], &row[1], rest);
        (row.join(" | "), example.check_back())
    });
    all_right(examples.collect(), 5);
}

/// A block: the example, and the wall calendar in its middle.
#[test]
fn wall_calendars() {
    let blocks = page().blocks.into_iter();
    let examples = blocks
        .filter(|(language, _)| language == "count")
        .map(|(_, block)| {
            let (walk, given): (Vec<&String>, Vec<_>) =
                block.iter().partition(|line| line.starts_with("  "));
            let given: Vec<(&str, &str)> = given
                .into_iter()
                .map(|line| line.split_once(' ').unwrap_or_else(|| panic!("{line}")))
                .map(|(name, value)| (name, value.trim()))
                .collect();
            let known = ["calendar", "start", "within", "counting", "paused", "due"];
            for (name, _) in &given {
                assert!(known.contains(name), "{name} in {block:?}");
            }
            let field = |name: &str| {
                let found = given.iter().find(|(one, _)| *one == name);
                found.map_or("", |(_, value)| *value)
            };
            let rest = ["within", "counting", "paused", "due"].map(field);
            let example = Example::of(field("calendar"), field("start"), rest);
            assert!(!walk.is_empty(), "{block:?}");
            let walk: Vec<&str> = walk.into_iter().map(|line| line.trim()).collect();
            let result = example.check().and_then(|()| follows(&example, &walk));
            (block.join("\n"), result)
        });
    all_right(examples.collect(), 7);
}

/// Whether a wall calendar has every date from the start to the deadline, each with its
/// number, and whether the explanation counts the same.
fn follows(example: &Example, walk: &[&str]) -> Result<(), String> {
    let mut next = dates_of(example.time);
    let mut counted = Vec::new();
    for line in walk {
        let (range, what) = line.split_once("  ").ok_or("two columns are needed")?;
        let dates = range_of(range);
        let what = what.trim();
        if dates.first() != Some(&next) {
            return Err(format!("{line}: {next} comes next"));
        }
        next = *dates.last().unwrap() + TimeDelta::days(1);
        let right = match what {
            "day 0" | "before day 1" => counted.is_empty(),
            "rolled to" => next - TimeDelta::days(1) == dates[0],
            "paused" => example.paused.is_some_and(|(from, until)| {
                dates[0] >= dates_of(from) && next <= dates_of(until) + TimeDelta::days(1)
            }),
            _ => match what.strip_prefix("off: ") {
                Some(reasons) => reasons_of(example.calendar, &dates) == reasons,
                None => numbered(what, &dates, &mut counted),
            },
        };
        if !right {
            return Err(format!("{line}: not so"));
        }
    }
    let amount = match example.within.parse::<Allowance>().unwrap() {
        Allowance::WorkingDays(working) => working.days,
        Allowance::CivilDays(civil) => civil.days,
        _ => return Err("only days can be followed".to_owned()),
    };
    if counted.len() != usize::try_from(amount).unwrap() {
        return Err(format!("{} days are numbered", counted.len()));
    }
    if example.end
        != format!(
            "end of {}",
            (next - TimeDelta::days(1)).format("%a %-d %b %Y")
        )
    {
        return Err("the wall calendar ends elsewhere".to_owned());
    }
    let mut explained = Vec::new();
    for entry in &example.clock().explanation {
        if let Entry::Counted { from, to, .. } = entry {
            explained.extend(from.iter_days().take_while(|date| date <= to));
        }
    }
    match explained == counted {
        true => Ok(()),
        false => Err(format!("the explanation counts {explained:?}")),
    }
}

fn dates_of(time: EventTime) -> NaiveDate {
    match time {
        EventTime::Date(date) => date,
        EventTime::Local(time) => time.date(),
        EventTime::Instant(time) => time.date_naive(),
    }
}

/// `Mon 21 to Thu 24 Dec 2026`, or a single date.
fn range_of(text: &str) -> Vec<NaiveDate> {
    let (from, to) = text.split_once(" to ").unwrap_or((text, text));
    let words: Vec<&str> = from.split(' ').collect();
    let rest: Vec<&str> = to.split(' ').skip(words.len()).collect();
    let (from, to) = (date(&[words, rest].concat().join(" ")), date(to));
    assert!(from <= to, "{text}");
    from.iter_days().take_while(|date| *date <= to).collect()
}

/// `days 5 to 7`, perhaps `, but the weekend`, which comes after those before.
fn numbered(what: &str, dates: &[NaiveDate], counted: &mut Vec<NaiveDate>) -> bool {
    let (numbers, weekdays) = match what.split_once(", but the weekend") {
        Some((numbers, _)) => (numbers, true),
        None => (what, false),
    };
    let weekend = |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let first = counted.len() + 1;
    counted.extend(dates.iter().filter(|date| !(weekdays && weekend(date))));
    let said = match counted.len() == first {
        true => format!("day {first}"),
        false => format!("days {first} to {}", counted.len()),
    };
    numbers == said && weekdays == (weekdays && dates.iter().any(weekend))
}

/// Why dates are off, in their order: the weekend is one reason.
fn reasons_of(calendar: &Calendar, dates: &[NaiveDate]) -> String {
    let mut seen = BTreeSet::new();
    let reasons: Vec<String> = dates
        .iter()
        .map(|date| match calendar.why_off(*date) {
            None => format!("{date} is worked"),
            Some(why) if why == "Saturday" || why == "Sunday" => "weekend".to_owned(),
            Some(why) => why.split(" (").next().unwrap_or_default().to_owned(),
        })
        .filter(|why| seen.insert(why.clone()))
        .collect();
    reasons.join(", ")
}

#[test]
fn questions() {
    let examples = rows(QUESTIONS).into_iter().map(|row| {
        let result = match asked(calendar(&row[0]), &row[1], &row[2]) {
            Ok(found) => found,
            Err(error) => row[2] == format!("error `{}`", error.code()),
        };
        let wrong = || format!("not {}", row[2]);
        (row.join(" | "), result.then_some(()).ok_or_else(wrong))
    });
    all_right(examples.collect(), 40);
}

/// Whether the answer to a question is what the page says.
fn asked(calendar: &Calendar, question: &str, said: &str) -> Result<bool, Error> {
    let instant = |text: &str| calendar.instant(time(text));
    if let Some(at) = question.strip_prefix("open at ") {
        let open = calendar.is_open(instant(at)?)?;
        return Ok(said == if open { "yes" } else { "no" });
    }
    if let Some(from) = question.strip_prefix("next opening from ") {
        return Ok(is(
            said,
            calendar.next_open(instant(from)?)?,
            false,
            calendar,
        ));
    }
    if let Some(span) = question.strip_prefix("working time from ") {
        let (from, until) = span.split_once(" until ").unwrap();
        let passed = calendar.working_time_between(instant(from)?, instant(until)?)?;
        // From the later to the earlier.
        let (said, passed) = match said.strip_prefix('-') {
            Some(back) => (back, -passed),
            None => (said, passed),
        };
        return Ok(said.parse::<Allowance>().unwrap() == elapsed(passed));
    }
    let (question, edge) = match question.strip_suffix(", moving on") {
        Some(question) => (question, AtEdge::Moves),
        None => (question, AtEdge::Stays),
    };
    let (start, amount, sign) = match (question.split_once(" + "), question.split_once(" - ")) {
        (Some((start, amount)), None) => (start, amount, 1),
        (None, Some((start, amount))) => (start, amount, -1),
        _ => panic!("{question} is no question"),
    };
    let count = Count::new(calendar, amount.parse().unwrap(), Counting::default());
    let sum = match sign {
        1 => count.after(time(start))?,
        _ => count.before(time(start))?,
    };
    let Allowance::WorkingTime(open) = amount.parse().unwrap() else {
        return Ok(is(said, sum.at, sum.whole_day, calendar));
    };
    let open = TimeDelta::milliseconds(sign * open.millis);
    let end = calendar.add_working_time(instant(start)?, open, edge)?;
    let agree = edge == AtEdge::Moves || end == sum.at;
    Ok(agree && is(said, end, false, calendar))
}

fn elapsed(time: TimeDelta) -> Allowance {
    let millis = time.num_milliseconds();
    Allowance::Elapsed(dueby::Elapsed { millis })
}

/// What the page says a pack writes can be written.
#[test]
fn options_can_be_written() {
    let page = page();
    let cells = page
        .tables
        .iter()
        .flat_map(|(_, rows)| rows.iter().flatten());
    let text: Vec<&str> = cells.chain(&page.prose).map(String::as_str).collect();
    let mut tried = 0;
    for line in text.join("\n").split('`').skip(1).step_by(2) {
        let rest = match line.split_once(" = ") {
            Some(("within", _)) => format!("{line}\n"),
            Some(("counting" | "status", _)) => format!("within = \"1 day\"\n{line}\n"),
            _ => continue,
        };
        tried += 1;
        if let Err(error) = Pack::from_toml(&one_clock("utc", &rest), "page.toml") {
            panic!("{line}: {error}");
        }
    }
    assert!(tried >= 31, "only {tried}");
}

/// Dates in the prose have the right weekday, and links lead to a heading.
#[test]
fn prose() {
    let prose = page().prose;
    let words: Vec<&str> = prose.iter().flat_map(|line| line.split(' ')).collect();
    let mut dates = 0;
    for four in words.windows(4) {
        let year = four[3].trim_end_matches(|c: char| !c.is_ascii_digit());
        let text = [four[0], four[1], four[2], year].join(" ");
        if four[0].ends_with("day") && year.len() == 4 && year.parse::<i32>().is_ok() {
            let date = NaiveDate::parse_from_str(&text, "%A %d %B %Y");
            assert!(date.is_ok(), "{text}: {date:?}");
            dates += 1;
        }
    }
    assert!(dates >= 8, "only {dates} dates");
    let slugs: Vec<String> = prose
        .iter()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim().to_lowercase())
        .map(|line| line.replace(' ', "-"))
        .map(|line| line.replace(|c: char| !c.is_alphanumeric() && c != '-', ""))
        .collect();
    let text = read("docs/counting.md");
    let links = text.split("](#").skip(1).map(|rest| rest.split(')').next());
    for link in links.flatten() {
        assert!(slugs.iter().any(|slug| slug == link), "{link} in {slugs:?}");
    }
}

/// A period of months that begins with a day ends on the day before the corresponding
/// date and, in a month that has no such date, on its last day: there is no 31 February,
/// so a month that begins with 31 January is over when February is. SI 2018/1082 rule
/// 1.4(2)(a) has it in these words.
#[test]
fn months_that_begin_with_a_day_that_the_last_month_has_not() {
    let with_the_day = "{ begins = \"with the day\" }";
    let examples = [
        ("Thu 28 Jan 2027", "1 month", "end of Sat 27 Feb 2027"),
        ("Fri 29 Jan 2027", "1 month", "end of Sun 28 Feb 2027"),
        ("Sun 31 Jan 2027", "1 month", "end of Sun 28 Feb 2027"),
        ("Mon 1 Feb 2027", "1 month", "end of Sun 28 Feb 2027"),
        ("Wed 31 Mar 2027", "1 month", "end of Fri 30 Apr 2027"),
        ("Tue 29 Feb 2028", "1 year", "end of Wed 28 Feb 2029"),
    ];
    let examples = examples.map(|(start, within, end)| {
        let example = Example::of("utc", start, [within, with_the_day, "", end]);
        (format!("{within} from {start}"), example.check())
    });
    all_right(examples.into(), 6);
}

/// The page's Rust is the body of this.
#[test]
fn rust() -> Result<(), Error> {
    let calendar = calendar("england-and-wales").clone();
    let options = Counting {
        begins: Begins::WithTheDay,
        ..Counting::default()
    };
    let count = Count::new(&calendar, "30 days".parse()?, options);
    let sum = count.after("2026-11-02".parse()?)?;
    assert_eq!(sum.date.to_string(), "2026-12-01");
    let blocks = page().blocks;
    let (_, shown) = blocks
        .iter()
        .find(|(language, _)| language == "rust")
        .unwrap();
    let shown: Vec<String> = shown.iter().map(|line| format!("    {line}")).collect();
    assert!(include_str!("counting.rs").contains(&shown.join("\n")));
    Ok(())
}
