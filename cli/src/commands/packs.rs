//! `dueby packs`: what rules there are.

use dueby::{Calendar, Pack, Status};

use crate::args::PacksArgs;
use crate::load;
use crate::output::table::{Cell, Column, Table};
use crate::output::words::{day, shown};
use crate::output::{print, width};
use crate::problems::{Stop, Trouble};

pub(crate) fn run(args: &PacksArgs) -> Result<(), Stop> {
    let text = match &args.pack {
        Some(name) => one(&load::pack(name)?),
        None => all()?,
    };
    print(&text)?;
    Ok(())
}

/// The packs and calendars that are built in.
fn all() -> Result<String, Stop> {
    let mut packs = Table::new([
        Column::fixed("Pack"),
        Column::free("Title"),
        Column::fixed("Revision"),
        Column::fixed("Clocks"),
    ]);
    for built_in in dueby_rules::PACKS {
        let pack = load::pack(built_in.id)?;
        packs.row([
            Cell::plain(pack.id()),
            Cell::plain(pack.title()),
            Cell::plain(pack.revision()),
            Cell::plain(&pack.clocks().len().to_string()),
        ]);
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

/// The clocks and parameters of a pack.
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
    let mut text = format!(
        "{}: {}\nRevision {}, calendar {}\n\n{}",
        shown(pack.id()),
        shown(pack.title()),
        pack.revision(),
        shown(pack.calendar()),
        clocks.write(width())
    );
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
