//! Random packs: every kind of time, with pauses, extensions, conditions, tables, steps
//! and counting options as they come.

use std::sync::LazyLock;

use dueby::{Calendar, Engine, Pack};
use proptest::prelude::*;

/// One clock and nothing else.
pub(crate) const PLAIN: &str = r#"
[pack]
id = "plain"
title = "Plain"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "plain"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
within = "5 working days"
"#;

/// One clock that is held and freed.
pub(crate) const HELD: &str = r#"
[pack]
id = "held"
title = "Held"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "held"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
pauses = { from = "access.refused", until = "access.given" }
within = { by = "priority", urgent = "2 working days", routine = "12 working hours" }
at-risk = "50%"
"#;

/// Where the wall clock is not Britain's.
const AWAY: &str = r#"
[calendar]
id = "away"
title = "Away"
zone = "America/New_York"
from = "2020-01-01"
to = "2032-12-31"
[hours]
mon-thu = "08:00-12:00, 13:00-17:30"
sat = "22:00-03:00"
[[closure]]
name = "Stocktaking"
from = "2026-03-30"
to = "2026-04-02"
priorities = ["routine"]
"#;

/// The shipped calendars and that one: read once, for many packs.
static CALENDARS: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
    let mut calendars = dueby_rules::calendars().unwrap();
    calendars.push(Calendar::from_toml(AWAY, "away.toml").unwrap());
    calendars
});

pub(crate) fn engine(pack: &str) -> Engine {
    let builder = Engine::builder();
    let builder = CALENDARS.iter().fold(builder, |builder, calendar| {
        builder.calendar(calendar.clone())
    });
    let pack =
        Pack::from_toml(pack, "random.toml").unwrap_or_else(|error| panic!("{error}\n{pack}"));
    builder.pack(pack).build().unwrap()
}

fn words(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(str::to_owned)
}

fn lines(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = prop::sample::select(values).prop_map(move |value| format!("{name} = {value}\n"));
    prop::option::of(line).prop_map(Option::unwrap_or_default)
}

fn clock(id: usize) -> impl Strategy<Value = String> {
    let events = (
        words(&[
            "\"repair.reported\"",
            "[\"repair.reported\", \"repair.reopened\"]",
            "[\"repair.reported\", { event = \"repair.reopened\", when = { by = \"tenant\" } }]",
        ]),
        words(&[
            "\"repair.completed\"",
            "[\"repair.completed\", \"repair.reported\"]",
            "[\"repair.completed\", { event = \"repair.made-safe\", when = { rooms = { less-than = 4 } } }]",
        ]),
        lines(
            "cancels",
            &[
                "\"repair.cancelled\"",
                "\"repair.cancelled\"\ncancelled-late = \"missed\"",
                "{ event = \"repair.cancelled\", when = { not = { by = \"landlord\" } } }",
            ],
        ),
        lines(
            "pauses",
            &[
                "{ from = \"access.refused\", until = \"access.given\" }",
                "[{ from = \"access.refused\", until = \"access.given\" }, { from = \"parts.ordered\", until = \"parts.arrived\" }]",
                "{ while = { vulnerable = true } }",
                "[{ from = { event = \"access.refused\", when = { by = \"tenant\" } }, until = \"access.given\" }, { while = { rooms = { at-least = 3 } } }]",
            ],
        ),
        lines(
            "when",
            &[
                "{ priority = [\"urgent\", \"routine\"] }",
                "{ any = [{ rooms = { at-least = 2 } }, { vulnerable = { exists = false } }] }",
                "{ any = [{ start-date = { from = \"15 December\", until = \"10 January\" } }, { vulnerable = true }] }",
            ],
        ),
    );
    let days = (
        words(&[
            "\"5 working days\"",
            "\"1 working day\"",
            "\"10 days\"",
            "\"1 month\"",
            "\"5 working days or 1 week, whichever is earlier\"",
            "\"5 working days or 10 days, whichever is later\"",
            "{ by = \"priority\", urgent = \"2 working days\", routine = \"2 weeks\" }",
            "{ by = \"rooms\", 1 = \"3 days\", 2 = \"4 days\", 3 = \"1 day\" }",
        ]),
        lines(
            "counting",
            &[
                "{ begins = \"with the day\" }",
                "{ received-off-day = \"next working day\", cut-off = \"16:00\" }",
                "{ ends = \"closing\", roll = \"previous working day\" }",
                "{ ends = \"same time\", pause-days = \"both ends\" }",
                "{ roll = \"next working day in the month\", received-off-day = \"second working day\" }",
            ],
        ),
    );
    let time = words(&[
        "\"24 hours\"",
        "\"16 working hours\"",
        "\"90 minutes\"",
        "{ by = \"priority\", urgent = \"4 hours\", routine = \"20 working hours\" }",
    ]);
    let extended = words(&[
        "within = \"5 working days\"\nextension = { on = \"repair.extended\", by = \"3 working days\", at-most = \"6 working days\" }\n",
        "within = \"12 working hours\"\nextension = { on = \"repair.extended\", by = \"8 working hours\" }\n",
    ]);
    let limit = prop_oneof![
        4 => days.prop_map(|(within, counting)| format!("within = {within}\n{counting}")),
        2 => time.prop_map(|within| format!("within = {within}\n")),
        1 => extended,
    ];
    let rest = (
        lines("on-change", &["\"from the change\"", "\"kept\""]),
        lines(
            "at-risk",
            &[
                "\"50%\"",
                "\"4 hours before due\"",
                "\"1 working day before due\"",
            ],
        ),
        lines("escalation", &["\"ladder\"", "\"answered\""]),
        lines("calendar", &["\"away\"", "\"utc\""]),
        lines("status", &["\"contested\""]),
        words(&["repair", "complaint"]),
    );
    (events, limit, rest).prop_map(
        move |((starts, stops, cancels, pauses, when), limit, (change, risk, path, calendar, status, kind))| {
            format!(
                "[[clock]]\nid = \"clock-{id}\"\nkind = \"{kind}\"\nstarts = {starts}\nstops = {stops}\n\
                 {cancels}{pauses}{when}{limit}{change}{risk}{path}{calendar}{status}\n"
            )
        },
    )
}

/// A clock that is due so long before or after a date that the case says.
fn dated(id: usize) -> impl Strategy<Value = String> {
    let due = words(&[
        "{ attribute = \"visit\" }",
        "{ attribute = \"visit\", before = \"3 working days\" }\ncounting = { received-off-day = \"previous working day\" }",
        "{ attribute = \"visit\", before = \"1 month\" }\ncounting = { roll = \"previous working day\" }",
        "{ attribute = \"visit\", after = \"10 days\" }\ncounting = { begins = \"with the day\", ends = \"closing\" }",
    ]);
    let rest = (
        // A share of the time used needs a start.
        words(&[
            "",
            "starts = \"repair.reported\"\n",
            "starts = \"repair.reported\"\nescalation = \"ladder\"\n",
        ]),
        lines("on-change", &["\"kept\"", "\"from the change\""]),
        lines("at-risk", &["\"1 week before due\""]),
    );
    (due, rest).prop_map(move |(due, (starts, change, risk))| {
        format!(
            "[[clock]]\nid = \"clock-{id}\"\nkind = \"repair\"\n{starts}stops = \"repair.completed\"\n\
             due = {due}\n{change}{risk}\n"
        )
    })
}

/// A clock that nothing but the types of events moves, in every kind of time and under every
/// convention.
fn plain_clock(id: usize) -> impl Strategy<Value = String> {
    let life = (
        lines(
            "cancels",
            &[
                "\"repair.cancelled\"",
                "\"repair.cancelled\"\ncancelled-late = \"missed\"",
            ],
        ),
        lines(
            "pauses",
            &[
                "{ from = \"access.refused\", until = \"access.given\" }",
                "[{ from = \"access.refused\", until = \"access.given\" }, { from = \"parts.ordered\", until = \"parts.arrived\" }]",
                "[{ from = [\"access.refused\", \"parts.ordered\"], until = \"access.given\" }, { from = \"access.refused\", until = \"parts.arrived\" }]",
            ],
        ),
        lines(
            "when",
            &[
                "{ priority = \"urgent\" }",
                "{ any = [{ priority = \"routine\" }, { vulnerable = true }] }",
            ],
        ),
    );
    let days = (
        words(&[
            "\"5 working days\"",
            "\"1 working day\"",
            "\"0 working days\"",
            "\"10 days\"",
            "\"2 weeks\"",
            "\"1 month\"",
            "{ by = \"priority\", urgent = \"2 working days\", routine = \"1 month\" }",
            "[{ when = { priority = \"urgent\", vulnerable = true }, is = \"1 day\" }, { is = \"3 working days\" }]",
        ]),
        lines(
            "counting",
            &[
                "{ begins = \"with the day\" }",
                "{ received-off-day = \"next working day\", cut-off = \"16:00\" }",
                "{ ends = \"closing\", roll = \"previous working day\" }",
                "{ ends = \"same time\", pause-days = \"both ends\" }",
                "{ ends = \"day before\", received-off-day = \"previous working day\" }",
                "{ roll = \"next working day in the month\", received-off-day = \"second working day\" }",
            ],
        ),
    );
    let time = words(&[
        "\"24 hours\"",
        "\"16 working hours\"",
        "\"0 working hours\"",
        "\"90 minutes\"",
        "{ by = \"priority\", urgent = \"4 hours\", routine = \"20 working hours\" }",
    ]);
    let limit = prop_oneof![
        days.prop_map(|(within, counting)| format!("within = {within}\n{counting}")),
        time.prop_map(|within| format!("within = {within}\n")),
    ];
    let rest = (
        lines(
            "at-risk",
            &[
                "\"50%\"",
                "\"4 hours before due\"",
                "\"1 working day before due\"",
                "\"1 working day after start\"",
            ],
        ),
        lines("escalation", &["\"ladder\"", "\"repeated\""]),
        lines("calendar", &["\"away\"", "\"utc\""]),
        lines(
            "excuses",
            &[
                "\"repair.extended\"",
                "[\"repair.completed\", \"parts.ordered\"]",
            ],
        ),
        words(&["repair", "complaint"]),
    );
    (life, limit, rest).prop_map(
        move |((cancels, pauses, when), limit, (risk, path, calendar, excuses, kind))| {
            format!(
                "[[clock]]\nid = \"plain-{id}\"\nkind = \"{kind}\"\nstarts = \"repair.reported\"\n\
                 stops = \"repair.completed\"\n{cancels}{pauses}{when}{limit}{risk}{path}{calendar}{excuses}\n"
            )
        },
    )
}

/// A pack of one or two plain clocks.
pub(crate) fn plain() -> impl Strategy<Value = String> {
    (plain_clock(1), prop::option::of(plain_clock(2)))
        .prop_map(|(one, two)| written(one + &two.unwrap_or_default()))
}

/// A pack with a plain clock between two of any sort.
pub(crate) fn mixed() -> impl Strategy<Value = String> {
    (clock(1), plain_clock(2), clock(3)).prop_map(|(one, two, three)| written(one + &two + &three))
}

/// A pack of one to three clocks.
pub(crate) fn pack() -> impl Strategy<Value = String> {
    let clocks = prop_oneof![
        clock(1).boxed(),
        (clock(1), prop_oneof![clock(2), dated(2)])
            .prop_map(|(one, two)| one + &two)
            .boxed(),
        (clock(1), clock(2), clock(3))
            .prop_map(|(one, two, three)| one + &two + &three)
            .boxed(),
    ];
    clocks.prop_map(written)
}

fn written(clocks: String) -> String {
    format!(
        "[pack]\nid = \"random\"\ntitle = \"Random\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\n\
             {clocks}[escalation.ladder]\nsteps = [\n\
             {{ at = \"80%\", notify = \"officer\" }},\n\
             {{ at = \"1 working day before due\", notify = \"officer\" }},\n\
             {{ at = \"2 working hours before due\", notify = \"officer\" }},\n\
             {{ at = \"due\", notify = \"manager\" }},\n\
             {{ at = \"1 day after due\", notify = \"head\" }},\n]\n\
             [escalation.answered]\nsteps = [\n\
             {{ at = \"start\", notify = \"officer\", acknowledged-by = \"access.given\", within = \"6 working hours\" }},\n\
             {{ at = \"50%\", notify = \"officer\", repeat = {{ every = \"2 days\", at-most = 2 }}, within = \"1 day\" }},\n\
             {{ at = \"due\", notify = \"manager\" }},\n]\n\
             [escalation.repeated]\nsteps = [\n\
             {{ at = \"start\", notify = \"officer\" }},\n\
             {{ at = \"1 working day after start\", notify = \"officer\", repeat = {{ every = \"2 days\", at-most = 3 }} }},\n\
             {{ at = \"due\", notify = \"manager\", repeat = {{ every = \"4 working hours\", at-most = 2 }} }},\n]\n"
    )
}
