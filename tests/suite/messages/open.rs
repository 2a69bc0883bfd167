//! Duties without a number, written wrongly.

use dueby::{Engine, Error, Pack};

use crate::packs::{clock, pack};
use crate::{CLOCK, HEAD, Tried};

const OPEN: &str = "within = { open = \"promptly\" }";

/// A good duty without a number, with these lines more.
fn open(lines: &str) -> Option<Error> {
    clock("within = \"2 working days\"", &format!("{OPEN}\n{lines}"))
}

/// One with a path of these steps.
fn path(steps: &str) -> Option<Error> {
    let clock = CLOCK.replace("within = \"2 working days\"", OPEN);
    pack(&format!(
        "{HEAD}{clock}escalation = \"x\"\n[escalation.x]\nsteps = [{steps}]\n"
    ))
}

/// A clock that starts with the due of one in this pack, or in another.
fn follows(of: &str) -> String {
    format!(
        "[[clock]]\nid = \"b\"\nkind = \"k\"\nstarts = {{ clock = \"a\"{of}, at = \"due\" }}\n\
         stops = \"b.ended\"\nwithin = \"2 days\"\n"
    )
}

fn across_packs() -> Option<Error> {
    let clock = CLOCK.replace("within = \"2 working days\"", OPEN);
    let other = HEAD.replace("\"p\"", "\"q\"");
    let calendars = dueby_rules::calendars().unwrap().into_iter();
    let england = calendars.filter(|one| one.id() == "england-and-wales");
    let england = england.last().unwrap();
    let read = |text: &str| Pack::from_toml(text, "pack.toml").unwrap();
    Engine::builder()
        .calendar(england)
        .pack(read(&format!("{HEAD}{clock}")))
        .pack(read(&format!("{other}{}", follows(", pack = \"p\""))))
        .build()
        .err()
}

fn overriding(lines: &str) -> Option<Error> {
    let base = format!(
        "{}{CLOCK}[escalation.x]\nsteps = [{{ at = \"due\", notify = \"officer\" }}]\n",
        HEAD.replace("\"promise\"", "\"statute\"")
    );
    let head = HEAD
        .replace("\"p\"", "\"ours\"")
        .replace("title", "extends = \"p\"\ntitle");
    let text = format!("{head}[[override]]\nclock = \"a\"\n{lines}\n");
    Pack::from_toml_with(&text, "ours.toml", |_| Pack::from_toml(&base, "p.toml")).err()
}

pub(crate) fn opens() -> Tried {
    vec![
        (
            "a text instead of a number",
            clock(
                "\"2 working days\"",
                "\"as soon as reasonably practicable\"",
            ),
        ),
        (
            "a number in words",
            clock("\"2 working days\"", "\"two days\""),
        ),
        ("no words", clock("\"2 working days\"", "{ open = \" \" }")),
        (
            "a number for the words",
            clock("\"2 working days\"", "{ open = \"2 days\" }"),
        ),
        (
            "words and something else",
            clock(
                "\"2 working days\"",
                "{ open = \"promptly\", most = \"2 days\" }",
            ),
        ),
        (
            "a row that is called open, of a table by nothing",
            clock(
                "\"2 working days\"",
                "{ shut = \"2 days\", open = \"3 days\" }",
            ),
        ),
        (
            "days counted, extended and missed without a number",
            open(
                "counting = { begins = \"with the day\" }\n\
                 extension = { on = \"k.extended\", by = \"2 days\" }\n\
                 cancels = \"k.withdrawn\"\ncancelled-late = \"missed\"",
            ),
        ),
        (
            "what repeats at a due that never comes",
            open("repeats = { next = \"at due\" }"),
        ),
        (
            "an anniversary of a due that never comes",
            open("repeats = { next = \"at stop\", early = \"2 days\" }"),
        ),
        ("a share of no time", open("at-risk = \"75%\"")),
        (
            "a step at a due that never comes",
            path(
                "{ at = \"start\", notify = \"officer\" }, \
                 { at = \"1 day after due\", notify = \"manager\" }",
            ),
        ),
        (
            "what follows the due of a duty without a number",
            pack(&format!(
                "{HEAD}{}{}",
                CLOCK.replace("within = \"2 working days\"", OPEN),
                follows("")
            )),
        ),
        ("the same of another pack", across_packs()),
        ("a number of the law made none", overriding(OPEN)),
        (
            "a step at the due of what is overridden without a number",
            overriding(&format!("{OPEN}\nescalation = \"x\"\nat-risk = \"50%\"")),
        ),
    ]
}
