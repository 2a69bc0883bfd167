//! Packs that are wrong.

use dueby::{Error, Pack};

use crate::texts::TEN;
use crate::{CLOCK, HEAD, Tried};

pub(crate) fn pack(text: &str) -> Option<Error> {
    Pack::from_toml(text, "pack.toml").err()
}

/// A pack with one good clock, one line of it replaced or added.
pub(crate) fn clock(find: &str, put: &str) -> Option<Error> {
    let text = format!("{HEAD}\n{CLOCK}");
    let changed = text.replace(find, put);
    assert_ne!(text, changed, "{find}");
    pack(&changed)
}

/// A clock that is due on a date.
fn due(put: &str) -> Option<Error> {
    clock("within = \"2 working days\"", &format!("due = {put}"))
}

/// A clock that repeats.
fn repeats(put: &str) -> Option<Error> {
    clock("within", &format!("repeats = {put}\nwithin"))
}

/// A good pack with a path of these steps.
fn path(steps: &str) -> Option<Error> {
    pack(&format!("{HEAD}{CLOCK}[escalation.x]\nsteps = [{steps}]\n"))
}

pub(crate) fn packs() -> Tried {
    vec![
        ("an empty pack", pack("  \n")),
        ("a pack that is not TOML", pack("[pack\nid = \"p\"")),
        ("an unfinished text", pack("[pack]\nid = \"p")),
        (
            "several syntax errors",
            pack("[pack]\nid = \ntitle = = 3\n"),
        ),
        ("a due date without quotation marks", due("2026-03-31")),
        (
            "a year that is no whole number",
            due("{ every-year = \"30 June\", from = 2026.5 }"),
        ),
        (
            "a year with more digits than any",
            due("{ every-year = \"30 June\", from = 99999999999999999999 }"),
        ),
        (
            "several things wrong with one clock",
            clock("stops", "stopps = 3\npromise = 3\nstopped"),
        ),
        ("a field twice", pack("[pack]\nid = \"p\"\nid = \"q\"\n")),
        (
            "a late cancellation of what nothing cancels",
            clock("within", "cancelled-late = \"missed\"\nwithin"),
        ),
        (
            "a late cancellation with another word",
            clock(
                "within",
                "cancels = \"k.withdrawn\"\ncancelled-late = \"overdue\"\nwithin",
            ),
        ),
        (
            "a pack that applies without a condition",
            pack(&format!("{HEAD}[pack.applies]\n{CLOCK}")),
        ),
        ("a pack without a head", pack(CLOCK)),
        ("a pack without clocks", pack(HEAD)),
        (
            "a head without a calendar",
            pack("[pack]\nid = \"p\"\ntitle = \"P\"\nbasis = \"promise\"\n"),
        ),
        (
            "a misspelt table",
            pack(&format!("{HEAD}[[clocks]]\nid = \"a\"\n")),
        ),
        ("another table", pack(&format!("{HEAD}[banana]\n{CLOCK}"))),
        ("a misspelt field", clock("within", "witin")),
        ("another field", clock("kind", "colour = \"red\"\nkind")),
        ("a number for a text", clock("\"k\"", "3")),
        ("a list for a text", clock("\"k\"", "[\"k\"]")),
        (
            "a clock that is a table",
            pack(&format!("{HEAD}[clock]\nid = \"a\"\n")),
        ),
        ("an id with capitals", clock("\"a\"", "\"A b\"")),
        (
            "an id with a right-to-left override",
            clock("\"a\"", "\"a\u{202e}b\""),
        ),
        ("an event with a space", clock("k.begun", "k begun")),
        ("no event", clock("\"k.begun\"", "[]")),
        (
            "a table for an event, without one",
            clock("\"k.ended\"", "{ when = { a = true } }"),
        ),
        ("no start", clock("starts = \"k.begun\"\n", "")),
        ("no time", clock("within = \"2 working days\"\n", "")),
        (
            "time and a date",
            clock("within", "due = \"2026-03-31\"\nwithin"),
        ),
        ("a due that is no date", due("\"31-4-26\"")),
        ("a due that is a number", due("3")),
        ("a due of nothing", due("{ from = 2026 }")),
        (
            "a due of every year that is a date",
            due("{ every-year = \"2026-06-30\", from = 2026 }"),
        ),
        (
            "a due of every leap year",
            due("{ every-year = \"29 February\", from = 2028 }"),
        ),
        (
            "a due of every year, from none",
            due("{ every-year = \"30 June\" }"),
        ),
        (
            "a due of every year, from no year",
            due("{ every-year = \"30 June\", from = 26000 }"),
        ),
        (
            "a due of every year, the wrong way round",
            due("{ every-year = \"30 June\", from = 2027, to = 2026 }"),
        ),
        (
            "a due of every year with a start",
            due("{ every-year = \"30 June\", from = 2026 }"),
        ),
        (
            "a date that is paused, extended and counted",
            clock(
                "within = \"2 working days\"",
                "due = \"2026-03-31\"\npauses = { from = \"k.held\", until = \"k.freed\" }\n\
                 extension = { on = \"k.extended\", by = \"2 days\" }\n\
                 counting = { begins = \"with the day\" }",
            ),
        ),
        (
            "a date that comes again",
            clock(
                "within = \"2 working days\"",
                "due = \"2026-03-31\"\nrepeats = { next = \"at stop\" }",
            ),
        ),
        (
            "a share of the time before a date, without a start",
            clock(
                "starts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 working days\"",
                "stops = \"k.ended\"\ndue = \"2026-03-31\"\nat-risk = \"75%\"",
            ),
        ),
        (
            "a step at a share of the time before a date, without a start",
            clock(
                "starts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 working days\"",
                "stops = \"k.ended\"\ndue = \"2026-03-31\"\nescalation = \"x\"\n\
                 [escalation.x]\nsteps = [{ at = \"75%\", notify = \"officer\" }]",
            ),
        ),
        (
            "a due by an attribute that is a text",
            pack(&format!(
                "{HEAD}\n[attribute.visit]\ntype = \"text\"\n{}",
                CLOCK.replace(
                    "within = \"2 working days\"",
                    "due = { attribute = \"visit\" }"
                )
            )),
        ),
        ("runs that begin nowhere", repeats("{ next = \"later\" }")),
        (
            "runs at the due that are held",
            repeats("{ next = \"at due\" }\npauses = { from = \"k.held\", until = \"k.freed\" }"),
        ),
        (
            "runs at the due that come early",
            repeats("{ next = \"at due\", early = \"1 day\" }"),
        ),
        (
            "runs of no time",
            clock(
                "\"2 working days\"",
                "\"0 days\"\nrepeats = { next = \"at due\" }",
            ),
        ),
        (
            "runs at the due of a table",
            clock(
                "\"2 working days\"",
                "{ by = \"level\", high = \"1 day\" }\nrepeats = { next = \"at due\" }",
            ),
        ),
        (
            "an anniversary of hours",
            clock(
                "\"2 working days\"",
                "\"2 hours\"\nrepeats = { next = \"at stop\", early = \"1 day\" }",
            ),
        ),
        (
            "an anniversary in working days",
            repeats("{ next = \"at stop\", early = \"1 working day\" }"),
        ),
        (
            "early, and not before",
            repeats("{ next = \"at stop\", early = \"1 day\" }\nnot-before = \"1 day\""),
        ),
        (
            "what follows and repeats",
            pack(&format!(
                "{HEAD}{CLOCK}{}",
                CLOCK.replace("\"a\"", "\"b\"").replace(
                    "\"k.begun\"",
                    "{ clock = \"a\" }\nrepeats = { next = \"at stop\" }"
                )
            )),
        ),
        (
            "a clock that follows one that is not there",
            clock("\"k.begun\"", "{ clock = \"b\" }"),
        ),
        (
            "a clock that follows itself",
            clock("\"k.begun\"", "{ clock = \"a\" }"),
        ),
        (
            "clocks that follow one another in a circle",
            pack(&format!(
                "{HEAD}\n{}\n{}",
                CLOCK.replace("\"k.begun\"", "{ clock = \"b\" }"),
                CLOCK.replace("\"a\"", "\"b\"").replace(
                    "\"k.begun\"",
                    "{ pack = \"p\", clock = \"a\", at = \"due\" }"
                )
            )),
        ),
        (
            "a clock that follows another at no moment there is",
            clock("\"k.begun\"", "{ clock = \"a\", at = \"start\" }"),
        ),
        (
            "a clock that follows one and starts at an event",
            clock("\"k.begun\"", "{ clock = \"b\", event = \"k.begun\" }"),
        ),
        (
            "a clock that follows at a moment, and names no clock",
            clock("\"k.begun\"", "{ at = \"due\" }"),
        ),
        (
            "a misspelt event in a table",
            clock(
                "\"k.ended\"",
                "[{ event = \"k ended\", when = { a = [] } }]",
            ),
        ),
        (
            "another field beside an event",
            clock("\"k.ended\"", "{ event = \"k.ended\", wen = { a = true } }"),
        ),
        (
            "a pause that does not end",
            clock("within", "pauses = { from = \"k.held\" }\nwithin"),
        ),
        (
            "a pause between events and while a condition holds",
            clock(
                "within",
                "pauses = { from = \"k.held\", while = { a = true } }\nwithin",
            ),
        ),
        (
            "a pause while a condition holds that is empty",
            clock("within", "pauses = [{ while = {} }]\nwithin"),
        ),
        (
            "a start by an event and a parameter",
            clock(
                "\"k.begun\"",
                "{ event = \"k.begun\", parameter = \"time\" }",
            ),
        ),
        (
            "a start by a condition alone",
            clock("\"k.begun\"", "{ when = { a = true } }"),
        ),
        (
            "two clocks of one id",
            pack(&format!("{HEAD}{CLOCK}{CLOCK}")),
        ),
        ("an unknown basis", clock("\"promise\"", "\"promis\"")),
        ("an allowance without a unit", clock("2 working days", "2")),
        (
            "an allowance with another unit",
            clock("2 working days", "2 workin days"),
        ),
        (
            "an allowance with an unheard-of unit",
            clock("2 working days", "2 fortnights"),
        ),
        (
            "an allowance that is not whole",
            clock("2 working days", "2.5 days"),
        ),
        ("a negative allowance", clock("2 working days", "-2 days")),
        (
            "an allowance of mixed kinds",
            clock("2 working days", "1 day 2 working hours"),
        ),
        (
            "two limits, and nothing on which governs",
            clock("2 working days", "2 working days or 1 week"),
        ),
        (
            "which of two limits, and only one",
            clock("2 working days", "1 week, whichever is later"),
        ),
        (
            "two limits, one of them misspelt",
            clock(
                "2 working days",
                "2 working day or 1 weak, whichever is earlier",
            ),
        ),
        (
            "an allowance of centuries",
            clock("2 working days", "99999999999999999999 days"),
        ),
        (
            "an allowance of many years",
            clock("2 working days", "101 years"),
        ),
        (
            "a table without its attribute",
            clock("\"2 working days\"", "{ urgent = \"2 days\" }"),
        ),
        (
            "a table without rows",
            clock("\"2 working days\"", "{ by = \"priority\" }"),
        ),
        (
            "a table with a bad row",
            clock(
                "\"2 working days\"",
                "{ by = \"priority\", urgent = \"soon\" }",
            ),
        ),
        (
            "an unknown parameter",
            clock("\"2 working days\"", "{ parameter = \"tme\" }"),
        ),
        (
            "a parameter of another type",
            pack(&format!(
                "{HEAD}{}[parameter.time]\ntype = \"event\"\nquestion = \"?\"\n",
                CLOCK.replace("\"2 working days\"", "{ parameter = \"time\" }")
            )),
        ),
        (
            "a parameter with a bad value",
            pack(&format!(
                "{HEAD}{CLOCK}[parameter.time]\ntype = \"allowance\"\nquestion = \"?\"\nvalue = 3\n"
            )),
        ),
        (
            "an unknown escalation path",
            pack(&format!(
                "{HEAD}{CLOCK}escalation = \"complaint\"\n[escalation.complaints]\nsteps = [{{ at = \"due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a bad moment",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"2 days late\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a bad lead",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"2 dys before due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a path without steps",
            pack(&format!("{HEAD}{CLOCK}[escalation.x]\nsteps = []\n")),
        ),
        (
            "a step for nobody",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"due\", notify = \" \" }}]\n"
            )),
        ),
        (
            "a step repeated at no time, and never",
            path(
                "{ at = \"due\", notify = \"manager\", repeat = { every = \"0 hours\", at-most = 0 } }",
            ),
        ),
        (
            "a step repeated without a limit",
            path("{ at = \"due\", notify = \"manager\", repeat = { every = \"1 hour\" } }"),
        ),
        (
            "a step repeated too often",
            path(
                "{ at = \"due\", notify = \"manager\", repeat = { every = \"1 hor\", at-most = 101 } }",
            ),
        ),
        (
            "a last step that waits",
            path(
                "{ at = \"start\", notify = \"officer\", within = \"1 hour\" }, { at = \"due\", notify = \"manager\", within = \"1 hour\" }",
            ),
        ),
        (
            "a step that waits for no time",
            path(
                "{ at = \"start\", notify = \"officer\", within = \"0 days\" }, { at = \"due\", notify = \"manager\" }",
            ),
        ),
        (
            "an acknowledgement that is no event",
            path("{ at = \"start\", notify = \"officer\", acknowledged-by = \"picked up\" }"),
        ),
        (
            "an extension in another kind of time",
            clock(
                "within",
                "extension = { on = \"k.extended\", by = \"10 days\" }\nwithin",
            ),
        ),
        ("a table of no rows", clock("\"2 working days\"", "[]")),
        (
            "a row without an allowance",
            clock("\"2 working days\"", "[{ when = { a = true } }]"),
        ),
        (
            "a misspelt field of a row",
            clock(
                "\"2 working days\"",
                "[{ wen = { a = true }, is = \"1 day\" }]",
            ),
        ),
        (
            "a row with an allowance that cannot be read",
            clock("\"2 working days\"", "[{ is = \"soon\" }]"),
        ),
        (
            "two rows for every other case",
            clock(
                "\"2 working days\"",
                "[{ is = \"1 day\" }, { is = \"2 days\" }]",
            ),
        ),
        (
            "two rows of one condition",
            clock(
                "\"2 working days\"",
                "[{ when = { a = 1 }, is = \"1 day\" }, { when = { a = 1 }, is = \"2 days\" }]",
            ),
        ),
        (
            "a parameter whose rows are wrong",
            pack(&format!(
                "{HEAD}{CLOCK}[parameter.time]\ntype = \"allowance\"\nquestion = \"How long?\"\nvalue = [{{ is = \"soon\" }}]\n"
            )),
        ),
        (
            "a table with more comparisons than one may make",
            clock(
                "\"2 working days\"",
                &format!(
                    "[{}]",
                    (0..129)
                        .map(|row| format!("{{ when = {{ a = {row} }}, is = \"1 day\" }}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            ),
        ),
        (
            "a window of no early stop that opens",
            clock(
                "within",
                "repeats = { next = \"at stop\", early-opens = \"the same date\" }\nwithin",
            ),
        ),
        (
            "a misspelt word for when a window opens",
            clock(
                "within = \"2 working days\"",
                "repeats = { next = \"at stop\", early = \"2 months\", early-opens = \"same day\" }\nwithin = \"12 months\"",
            ),
        ),
        (
            "an extension that does not say how far",
            clock("within", "extension = { on = \"k.extended\" }\nwithin"),
        ),
        (
            "an extension by an allowance and to a date",
            clock(
                "within",
                "extension = { on = \"k.extended\", by = \"2 working days\", to = { attribute = \"d\" } }\nwithin",
            ),
        ),
        (
            "an extension to a date without an attribute",
            clock(
                "within",
                "extension = { on = \"k.extended\", to = \"2026-02-20\" }\nwithin",
            ),
        ),
        (
            "an extension of hours to a date",
            clock(
                "within = \"2 working days\"",
                "extension = { on = \"k.extended\", to = { attribute = \"d\" } }\nwithin = \"24 hours\"",
            ),
        ),
        (
            "a cap word without a cap",
            clock(
                "within",
                "extension = { on = \"k.extended\", to = { attribute = \"d\" }, beyond-cap = \"refused\" }\nwithin",
            ),
        ),
        (
            "a misspelt word on being in time",
            clock(
                "within",
                "extension = { on = \"k.extended\", by = \"2 working days\", in-time = \"before du\" }\nwithin",
            ),
        ),
        (
            "a reset that says as what",
            clock(
                "within",
                "resets = { on = \"k.reset\", as = \"continue\" }\nwithin",
            ),
        ),
        (
            "a reopening as something unheard of",
            clock(
                "within",
                "reopens = { on = \"k.reopened\", as = \"continued\" }\nwithin",
            ),
        ),
        (
            "a reopening without an event",
            clock("within", "reopens = { as = \"continue\" }\nwithin"),
        ),
        (
            "a misspelt word on pausing",
            clock("within", "pausing = { when-overdue = \"freezes\" }\nwithin"),
        ),
        (
            "an unknown counting word",
            clock(
                "within",
                "counting = { roll = \"next workng day\" }\nwithin",
            ),
        ),
        (
            "a cut-off that is no time",
            clock("within", "counting = { cut-off = \"4 pm\" }\nwithin"),
        ),
        (
            "counting options on a clock in hours",
            clock(
                "within = \"2 working days\"",
                "counting = { roll = \"none\" }\nwithin = \"24 hours\"",
            ),
        ),
        (
            "a date that is none",
            clock("within", "checked = \"31/12/2025\"\nwithin"),
        ),
        ("ten mistakes", pack(TEN)),
    ]
}
