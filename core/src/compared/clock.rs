//! What a clock says, fact by fact. Every field is named here, so that a new one cannot be
//! forgotten.

use crate::sorted::{Map, sort_by};

use super::facts::{Facts, Says, word_of};
use super::within;
use crate::checked::{
    Awaited, Basis, By, Clock, Condition, Extension, Follows, Pack, Pause, Pausing, Reading,
    Reopening, Repeats, Resets, Source, Starts, Within,
};
use crate::count::{Counting, Limit, NextRun};

/// What a clock or a right says.
pub(super) fn facts(
    clock: &Clock,
    pack: &Pack,
    is_right: bool,
    renamed: &Map<&str, &str>,
) -> Facts {
    let Clock {
        id: _,
        promise,
        kind,
        when,
        starts,
        repeats,
        not_before,
        stops,
        cancels,
        excuses,
        cancelled_late,
        missed,
        resets,
        reopens,
        pauses,
        pausing,
        within,
        readings,
        on_change,
        extension,
        counting,
        at_risk,
        escalation,
        calendar,
        basis,
        status,
        checked,
        source,
        notes,
        // Told with the conditions that compare with them.
        asked: _,
    } = clock;
    let mut facts = Facts::default();
    let name = |clock: &'static str, right: &'static str| if is_right { right } else { clock };
    facts.note(name("promise", "title"), Some(promise));
    facts.word("kind", Some(kind));
    facts.add("when", Says::All(entries(when)));
    match starts {
        Starts::On(events) => facts.add("starts", awaited(events)),
        Starts::Parameter(parameter) => facts.word(
            "starts",
            Some(format!("what is filled in as \"{parameter}\"")),
        ),
        Starts::Follows(follows) => add_follows(&mut facts, follows, renamed),
        Starts::FromTheBeginning => facts.word("starts", Some("the beginning of the case")),
    }
    if let Some(Repeats {
        next,
        early,
        early_opens,
    }) = repeats
    {
        facts.word(
            "repeats",
            Some(match next {
                NextRun::AtStop => "again from each stop",
                NextRun::AtDue => "again from each due",
            }),
        );
        facts.word("repeats.early", early.as_ref());
        if early.is_some() {
            facts.option("repeats.early-opens", None, early_opens);
        }
    }
    facts.word("not-before", not_before.as_ref());
    facts.add(name("stops", "used"), awaited(stops));
    facts.add(name("cancels", "ends"), awaited(cancels));
    if !cancels.is_empty() {
        facts.option("cancelled-late", None, cancelled_late);
    }
    facts.add("excuses", awaited(excuses));
    facts.add("missed", awaited(missed));
    let Resets { on, in_time } = resets;
    facts.add("resets", awaited(on));
    if !on.is_empty() {
        facts.option("resets.in-time", None, in_time);
    }
    let Reopening { on, how } = reopens;
    facts.add("reopens", awaited(on));
    if !on.is_empty() {
        facts.option("reopens.as", None, how);
    }
    facts.add(
        "pauses",
        Says::Any(
            pauses
                .iter()
                .map(|pause| match pause {
                    Pause::Between { from, until } => {
                        format!("from {} until {}", listed(from), listed(until))
                    }
                    Pause::While(condition) => format!("while {condition}"),
                })
                .collect(),
        ),
    );
    let Pausing {
        before_start,
        when_overdue,
    } = pausing;
    facts.option("pausing.before-start", None, before_start);
    facts.option("pausing.when-overdue", None, when_overdue);
    let dated = matches!(within, Within::Date(_));
    within::add(
        &mut facts,
        if dated { "due" } else { "within" },
        None,
        within,
    );
    add_readings(&mut facts, readings);
    facts.option("on-change", None, on_change);
    if let Some(extension) = extension {
        add_extension(&mut facts, extension);
    }
    add_counting(&mut facts, None, counting);
    if let Some(at_risk) = at_risk {
        facts.add("at-risk", Says::Moment(*at_risk));
    }
    facts.word("escalation", escalation.as_ref());
    // What the pack says for all of them is told once.
    let own = calendar.as_ref().filter(|own| **own != pack.calendar);
    facts.word("calendar", own);
    facts.note("basis", Some(word_of(Basis::WORDS, *basis)));
    facts.word("status", Some(status.as_str()));
    facts.note("checked", checked.as_ref());
    let Source {
        title,
        provision,
        link,
    } = source;
    facts.note("source.title", title.as_ref());
    facts.note("source.provision", provision.as_ref());
    facts.note("source.link", link.as_ref());
    facts.note("notes", notes.as_ref());
    facts
}

/// The entries of a condition, as those that must all hold.
pub(super) fn entries(condition: &Condition) -> Vec<String> {
    let entries = condition.entries().iter();
    let words = entries.map(|entry| match entry.entries() {
        // Beside others it stands in brackets, or "and" and "or" would run together.
        [_, _, ..] => format!("({entry})"),
        _ => entry.to_string(),
    });
    words.collect()
}

/// Events, any of them.
pub(super) fn awaited(events: &[Awaited]) -> Says {
    Says::Any(events.iter().map(one).collect())
}

fn listed(events: &[Awaited]) -> String {
    let mut words: Vec<String> = events.iter().map(one).collect();
    sort_by(&mut words, Ord::cmp);
    words.join(" or ")
}

fn one(awaited: &Awaited) -> String {
    let Awaited { event, when } = awaited;
    match when {
        None => event.clone(),
        Some(when) => format!("{event} (when {when})"),
    }
}

fn add_follows(facts: &mut Facts, follows: &Follows, renamed: &Map<&str, &str>) {
    let Follows {
        pack,
        clock,
        at,
        if_cancelled,
    } = follows;
    let clock = match pack {
        None => renamed.get(clock.as_str()).copied().unwrap_or(clock),
        Some(_) => clock,
    };
    let of = pack
        .as_ref()
        .map_or(String::new(), |pack| format!(" of {pack}"));
    facts.word("starts", Some(format!("the {at} of clock \"{clock}\"{of}")));
    facts.option("starts.if-cancelled", None, if_cancelled);
}

fn add_readings(facts: &mut Facts, readings: &[Reading]) {
    for reading in readings {
        let Reading {
            name,
            says,
            within,
            counting,
            calendar,
            early_opens,
        } = reading;
        let at = || format!("\"{name}\"");
        facts.at("reading", at(), Says::Text(says.clone()));
        if let Some(within) = within {
            within::add(facts, "reading.within", Some(name), within);
        }
        if let Some(counting) = counting {
            add_counting(facts, Some(name), counting);
        }
        if let Some(calendar) = calendar {
            facts.at("reading.calendar", at(), Says::Text(calendar.clone()));
        }
        if let Some(early_opens) = early_opens {
            facts.at(
                "reading.early-opens",
                at(),
                Says::Text(early_opens.to_string()),
            );
        }
    }
}

fn add_extension(facts: &mut Facts, extension: &Extension) {
    let Extension {
        on,
        by,
        at_most,
        beyond_cap,
        in_time,
        when,
    } = extension;
    facts.add("extension.on", awaited(on));
    match by {
        By::Allowance(by) => facts.add("extension.by", Says::Limit(Limit::One(*by))),
        By::Date(name) => facts.word(
            "extension.to",
            Some(format!("the date that \"{name}\" gives")),
        ),
    }
    if let Some(at_most) = at_most {
        facts.add("extension.at-most", Says::Limit(Limit::One(*at_most)));
    }
    facts.option("extension.beyond-cap", None, beyond_cap);
    facts.option("extension.in-time", None, in_time);
    if let Some(when) = when {
        facts.add("extension.when", Says::All(entries(when)));
    }
}

fn add_counting(facts: &mut Facts, reading: Option<&str>, counting: &Counting) {
    let Counting {
        begins,
        received_off_day,
        cut_off,
        ends,
        roll,
        pause_days,
    } = counting;
    let at = || reading.map(|reading| format!("\"{reading}\""));
    facts.option("counting.begins", at(), begins);
    facts.option("counting.received-off-day", at(), received_off_day);
    if let Some(cut_off) = cut_off {
        let says = Says::Text(cut_off.to_string());
        match at() {
            Some(at) => facts.at("counting.cut-off", at, says),
            None => facts.add("counting.cut-off", says),
        }
    }
    facts.option("counting.ends", at(), ends);
    facts.option("counting.roll", at(), roll);
    facts.option("counting.pause-days", at(), pause_days);
}
