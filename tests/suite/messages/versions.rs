//! Versions, readings and sources that are wrong.

use dueby::{Accept, Case, Engine, Error, Options, Pack};

use crate::packs::pack;
use crate::{CLOCK, HEAD, Tried};

/// A version of the pack, with these lines in `[pack.governs]`.
fn version(name: &str, governs: &str) -> String {
    format!("{HEAD}version = \"{name}\"\n[pack.governs]\nby = \"k.begun\"\n{governs}\n{CLOCK}")
}

fn engine(packs: &[String]) -> Result<Engine, Error> {
    let mut builder = Engine::builder();
    for calendar in dueby_rules::calendars().unwrap() {
        builder = builder.calendar(calendar);
    }
    for text in packs {
        builder = builder.pack(Pack::from_toml(text, "pack.toml").unwrap());
    }
    builder.build()
}

/// What is odd about a case begun on a date.
fn odd(packs: &[String], begun: &str, options: Options) -> Option<Error> {
    let case = Case::new("C-1", "k").with_event("k.begun", begun).unwrap();
    let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
    let engine = engine(packs).unwrap();
    engine.assess_with(&case, as_of, &options.strict()).err()
}

/// A contested clock with these readings.
fn readings(status: &str, readings: &str) -> String {
    format!("{HEAD}{CLOCK}status = \"{status}\"\n{readings}")
}

pub(crate) fn versions() -> Tried {
    let two = "[[clock.reading]]\nname = \"any-days\"\nsays = \"any days\"\nwithin = \"2 days\"\n\
               [[clock.reading]]\nname = \"working-days\"\nsays = \"working days\"\n";
    let one = "[[clock.reading]]\nname = \"any-days\"\nsays = \"any days\"\nwithin = \"2 days\"\n";
    vec![
        (
            "a version without a name",
            pack(&version("1", "").replace("version = \"1\"\n", "")),
        ),
        ("a version with a space", pack(&version("version 1", ""))),
        (
            "a version decided by nothing",
            pack(&version("1", "").replace("by = \"k.begun\"\n", "")),
        ),
        (
            "a version decided under a condition",
            pack(&version("1", "").replace(
                "\"k.begun\"\n",
                "{ event = \"k.begun\", when = { a = true } }\n",
            )),
        ),
        ("a date that no version is for", {
            let two = [
                version("1", "until = \"2024-03-31\""),
                version("2", "from = \"2024-05-01\""),
            ];
            let (engine, from) = (engine(&two).unwrap(), "2024-04-01".parse().unwrap());
            let known = engine.packs().next().map(|pack| pack.id().to_owned());
            let options = Options::default();
            engine.due(&known.unwrap(), "a", from, &[], &options).err()
        }),
        (
            "a version from no date",
            pack(&version("1", "from = \"April 2024\"")),
        ),
        (
            "a version that ends before it begins",
            pack(&version(
                "1",
                "from = \"2024-04-01\"\nuntil = \"2024-03-31\"",
            )),
        ),
        (
            "a misspelt word for what decides",
            pack(&version("1", "decides = \"first\"")),
        ),
        (
            "or later than a number",
            pack(&format!(
                "{}[attribute.rooms]\ntype = \"number\"\n",
                version("1", "or-later = \"rooms\"")
            )),
        ),
        (
            "two versions of the same dates",
            engine(&[
                version("1", "until = \"2024-04-01\""),
                version("2", "from = \"2024-04-01\""),
            ])
            .err(),
        ),
        (
            "two versions of one name",
            engine(&[version("1", ""), version("1", "")]).err(),
        ),
        (
            "a version beside a pack without one",
            engine(&[version("1", ""), format!("{HEAD}{CLOCK}")]).err(),
        ),
        (
            "an event between two versions",
            odd(
                &[
                    version("1", "until = \"2024-03-30\""),
                    version("2", "from = \"2024-04-01\""),
                ],
                "2024-03-31",
                Options::default(),
            ),
        ),
        ("one reading", pack(&readings("contested", one))),
        (
            "readings of words that are not contested",
            pack(&readings("confirmed", two)),
        ),
        (
            "two readings of one name",
            pack(&readings(
                "contested",
                &two.replace("\"working-days\"", "\"any-days\""),
            )),
        ),
        (
            "two readings that are the same",
            pack(&readings(
                "contested",
                &two.replace("within = \"2 days\"\n", ""),
            )),
        ),
        (
            "a reading without words",
            pack(&readings(
                "contested",
                &two.replace("says = \"any days\"\n", ""),
            )),
        ),
        (
            "readings of a window that the clock has not",
            pack(&readings(
                "contested",
                &two.replace("within = \"2 days\"\n", "early-opens = \"the same date\"\n"),
            )),
        ),
        (
            "a reading that does not exist",
            odd(
                &[readings("contested", two)],
                "2026-05-29",
                Options::default().accept(Accept::none().reading("a", "working-day")),
            ),
        ),
        (
            "a reading of a clock that has none",
            odd(
                &[format!("{HEAD}{CLOCK}")],
                "2026-05-29",
                Options::default().accept(Accept::none().reading("a", "working-days")),
            ),
        ),
        (
            "a source that says nothing",
            pack(&format!(
                "{HEAD}{CLOCK}source = {{ link = \"https://example.org\" }}\n"
            )),
        ),
        (
            "a source with another field",
            pack(&format!(
                "{HEAD}{CLOCK}source = {{ titel = \"The Code\" }}\n"
            )),
        ),
        (
            "two links",
            pack(&format!(
                "{HEAD}{CLOCK}link = \"https://example.org\"\n\
                 source = {{ title = \"The Code\", link = \"https://example.org\" }}\n"
            )),
        ),
    ]
}
