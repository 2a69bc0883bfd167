//! `dueby packs`: what rules there are.

use chrono::NaiveDate;
use dueby::{Calendar, Code, EventTime, Pack, Status};

use crate::args::PacksArgs;
use crate::load;
use crate::output::table::{Cell, Column, Table};
use crate::output::words::{day, shown};
use crate::output::{print, width};
use crate::problems::{Stop, Trouble};
use crate::time;

pub(crate) fn run(args: &PacksArgs) -> Result<(), Stop> {
    let on = match &args.on {
        Some(text) => Some(date(text)?),
        None => None,
    };
    let text = match &args.pack {
        Some(name) => versions(name, on)?,
        None => all(on)?,
    };
    print(&text)?;
    Ok(())
}

/// The date of `--on`.
fn date(text: &str) -> Result<NaiveDate, Stop> {
    match time::given(text, "--on")? {
        EventTime::Date(date) => Ok(date),
        _ => Err(Trouble::argument("--on", "a version is for whole dates")
            .help("write the date alone, such as \"2024-03-31\"")
            .into()),
    }
}

/// The packs and calendars that are built in; the packs in force on a date, where there is one.
fn all(on: Option<NaiveDate>) -> Result<String, Stop> {
    let mut packs = Table::new([
        Column::fixed("Pack"),
        Column::free("Title"),
        Column::fixed("Revision"),
        Column::fixed("Clocks"),
    ]);
    for built_in in dueby_rules::PACKS {
        let pack = built_in.read().map_err(|error| Trouble::all(&error, ""))?;
        if on.is_some_and(|on| !pack.is_in_force(on)) {
            continue;
        }
        let title = match governs(&pack) {
            Some(governs) => format!("{}\n{governs}", pack.title()),
            None => pack.title().to_owned(),
        };
        packs.row([
            Cell::plain(&built_in.name()),
            Cell::plain(&title),
            Cell::plain(pack.revision()),
            Cell::plain(&pack.clocks().len().to_string()),
        ]);
    }
    if let Some(on) = on {
        return Ok(format!(
            "For what happens on {}\n\n{}\nFor the clocks of a pack: dueby packs PACK\n",
            day(on),
            packs.write(width())
        ));
    }
    let mut calendars = Table::new([
        Column::fixed("Calendar"),
        Column::free("Title"),
        Column::fixed("Revision"),
        Column::fixed("Days it knows"),
    ]);
    for calendar in dueby_rules::calendars().map_err(|error| Trouble::all(&error, ""))? {
        calendars.row([
            Cell::plain(calendar.id()),
            Cell::plain(calendar.title()),
            Cell::plain(calendar.revision()),
            Cell::plain(&known(&calendar)),
        ]);
    }
    Ok(format!(
        "{}\n{}\nFor the clocks of a pack: dueby packs PACK\n",
        packs.write(width()),
        calendars.write(width())
    ))
}

fn known(calendar: &Calendar) -> String {
    let (from, to) = calendar.span();
    format!("{} to {}", day(from), day(to))
}

/// Which dates a pack is for, where it is not for all, and of which event.
fn governs(pack: &Pack) -> Option<String> {
    let governs = pack.governs()?;
    let (from, until) = governs.span();
    let mut text = format!("by {}", governs.by().join(" or "));
    for (word, date) in [("from", from), ("until", until)] {
        if let Some(date) = date {
            text.push_str(&format!(" {word} {}", day(date)));
        }
    }
    Some(text)
}

/// What is in each version of a pack, or in those that are in force on a date.
fn versions(name: &str, on: Option<NaiveDate>) -> Result<String, Stop> {
    let mut packs = load::packs(name)?;
    let known: Vec<String> = packs.iter().filter_map(governs).collect();
    if let Some(on) = on {
        packs.retain(|pack| pack.is_in_force(on));
    }
    match on {
        Some(on) if packs.is_empty() => {
            let message = format!("no version of {} is for {}", shown(name), day(on));
            Err(Trouble::new("--on", Code::NoVersion, message)
                .help(format!("there is one {}", known.join(", and one ")))
                .into())
        }
        _ => {
            let told: Vec<String> = packs.iter().map(one).collect();
            Ok(told.join("\n"))
        }
    }
}

/// The promises over many cases: what is measured, and what it is held against.
fn targets(pack: &Pack) -> Table {
    let mut targets = Table::new([
        Column::fixed("Target"),
        Column::free("Promise over many cases"),
        Column::free("Measured"),
        Column::fixed("Promised"),
    ]);
    for target in pack.targets() {
        let promise = match target.status() {
            Status::Confirmed => target.promise().to_owned(),
            other => format!("{} ({})", target.promise(), other.as_str()),
        };
        let (bound, definition) = (target.bound(), target.definition());
        targets.row([
            Cell::plain(target.id()),
            Cell::plain(&promise),
            Cell::plain(&definition),
            Cell::plain(bound.as_deref().unwrap_or("a measure")),
        ]);
    }
    targets
}

/// The clocks, targets and parameters of a pack.
fn one(pack: &Pack) -> String {
    let mut clocks = Table::new([
        Column::fixed("Clock"),
        Column::fixed("Kind of case"),
        Column::free("Promise"),
    ]);
    for clock in pack.clocks() {
        let promise = match clock.status() {
            Status::Confirmed => clock.promise().to_owned(),
            other => format!("{} ({})", clock.promise(), other.as_str()),
        };
        clocks.row([
            Cell::plain(clock.id()),
            Cell::plain(clock.kind()),
            Cell::plain(&promise),
        ]);
    }
    let version = pack.version().map_or(String::new(), |version| {
        let governs = governs(pack).map_or(String::new(), |text| format!(", {text}"));
        format!("Version {version}{governs}\n")
    });
    let mut text = format!(
        "{}: {}\n{version}Revision {}, calendar {}\n\n{}",
        shown(pack.id()),
        shown(pack.title()),
        pack.revision(),
        shown(pack.calendar()),
        clocks.write(width())
    );
    if !pack.targets().is_empty() {
        text.push_str(&format!("\n{}", targets(pack).write(width())));
    }
    if !pack.parameters().is_empty() {
        let mut parameters = Table::new([
            Column::fixed("Parameter"),
            Column::fixed("Filled in"),
            Column::free("Question"),
        ]);
        for (name, parameter) in pack.parameters() {
            parameters.row([
                Cell::plain(name),
                Cell::plain(if parameter.is_filled_in() {
                    "yes"
                } else {
                    "no"
                }),
                Cell::plain(parameter.question()),
            ]);
        }
        text.push_str(&format!(
            "\n{}\nTo fill one in: --param NAME=VALUE\n",
            parameters.write(width())
        ));
    }
    text
}
