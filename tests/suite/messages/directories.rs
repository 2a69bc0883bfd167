//! Directories that are wrong.

use dueby::{Directory, Engine, Error, Pack};

use crate::{CLOCK, HEAD, Tried};

const TOP: &str = "[directory]\nid = \"d\"\ntitle = \"D\"\n";
const PARTS: &str = "[contact.officer]\ntitle = \"officer\"\nmanager = \"head\"\n[contact.head]\ntitle = \"head\"\n[[role]]\nname = \"officer\"\ncontact = \"officer\"\n";

fn toml(text: &str) -> Option<Error> {
    Directory::from_toml(text, "directory.toml").err()
}

fn json(text: &str) -> Option<Error> {
    Directory::from_json(text, "directory.json").err()
}

/// A good directory with one line of it replaced or added.
fn changed(find: &str, put: &str) -> Option<Error> {
    let text = format!("{TOP}{PARTS}");
    let changed = text.replacen(find, put, 1);
    assert_ne!(text, changed, "{find}");
    toml(&changed)
}

pub(crate) fn directories() -> Tried {
    vec![
        ("an empty directory", toml(" ")),
        ("a directory without a head", toml(PARTS)),
        (
            "a misspelt table",
            toml(&format!("{TOP}[[roles]]\nname = \"a\"\n")),
        ),
        (
            "another field of a contact",
            changed("manager =", "manger ="),
        ),
        (
            "a contact with capitals",
            toml(&format!("{TOP}[contact.\"Area Manager\"]\ntitle = \"a\"\n")),
        ),
        (
            "a manager who is not there",
            changed("manager = \"head\"", "manager = \"hed\""),
        ),
        (
            "a role for a contact who is not there",
            changed(
                "contact = \"officer\"",
                "contact = [\"officer\", \"planner\"]",
            ),
        ),
        (
            "a table of contacts without its attribute",
            changed("contact = \"officer\"", "contact = { north = \"officer\" }"),
        ),
        (
            "a table of contacts without rows",
            changed("contact = \"officer\"", "contact = { by = \"patch\" }"),
        ),
        (
            "a role without a contact",
            changed("contact = \"officer\"", ""),
        ),
        (
            "a role with a contact and a manager",
            changed(
                "contact = \"officer\"",
                "contact = \"officer\"\nmanager-of = \"officer\"",
            ),
        ),
        (
            "a manager of a role that is not there",
            changed("contact = \"officer\"", "manager-of = \"oficer\""),
        ),
        (
            "a role that is found by itself",
            toml(&format!(
                "{TOP}{PARTS}[[role]]\nname = \"a\"\nmanager-of = \"b\"\n[[role]]\nname = \"b\"\nmanager-of = \"a\"\n"
            )),
        ),
        (
            "a role without a name",
            changed("name = \"officer\"", "name = \" \""),
        ),
        (
            "hours without a duty",
            changed(
                "contact = \"officer\"",
                "contact = \"officer\"\nhours = \"office\"",
            ),
        ),
        (
            "an absence that ends before it begins",
            changed(
                "manager = \"head\"",
                "absent = [{ from = \"2026-08-14\", until = \"2026-08-03\" }]",
            ),
        ),
        (
            "an absence with a date that is none",
            changed(
                "manager = \"head\"",
                "absent = [{ from = \"3/8/2026\", until = \"2026-08-14\" }]",
            ),
        ),
        (
            "an absence without an end",
            changed("manager = \"head\"", "absent = [{ from = \"2026-08-03\" }]"),
        ),
        (
            "a team that is away",
            changed(
                "manager = \"head\"",
                "members = [\"head\"]\nabsent = [{ from = \"2026-08-03\", until = \"2026-08-14\" }]",
            ),
        ),
        (
            "a team without members",
            changed("manager = \"head\"", "members = []"),
        ),
        (
            "a post that is told as a team",
            changed("manager = \"head\"", "told = \"team\""),
        ),
        (
            "an unknown word for who of a team is told",
            changed(
                "manager = \"head\"",
                "members = [\"head\"]\ntold = \"member\"",
            ),
        ),
        (
            "a condition that is empty",
            changed(
                "contact = \"officer\"",
                "contact = \"officer\"\nwhen = { patch = [] }",
            ),
        ),
        (
            "a JSON directory that is cut short",
            json("{\"directory\": {\"id\": \"d\""),
        ),
        ("a JSON directory that is a list", json("[1]")),
        (
            "a JSON directory with a comma too many",
            json("{\"directory\": {},}"),
        ),
        (
            "a JSON directory with a name twice",
            json("{\"directory\": {\"id\": \"d\", \"title\": \"D\", \"id\": \"e\"}}"),
        ),
        (
            "a JSON directory with null in a list",
            json(
                "{\"directory\": {\"id\": \"d\", \"title\": \"D\"}, \"contact\": {\"a\": {\"title\": \"a\", \"members\": [null]}}}",
            ),
        ),
        (
            "a JSON directory with mistakes of its own",
            json(
                "{\n  \"directory\": {\"id\": \"d\", \"title\": 3},\n  \"contact\": {\n    \"officer\": {\"title\": \"é\", \"manager\": \"hed\"},\n    \"head\": {\"title\": \"head\", \"adress\": \"x\"}\n  },\n  \"role\": [{\"name\": \"officer\", \"contact\": {\"by\": \"patch\", \"north\": \"oficer\"}}]\n}",
            ),
        ),
        ("a directory with a calendar that is not there", {
            let directory = Directory::from_toml(
                &format!("{TOP}calendar = \"ofice\"\n{PARTS}"),
                "directory.toml",
            )
            .unwrap();
            let pack = Pack::from_toml(&format!("{HEAD}{CLOCK}"), "pack.toml").unwrap();
            let calendars = dueby_rules::calendars().unwrap();
            let builder = calendars
                .into_iter()
                .fold(Engine::builder(), |builder, calendar| {
                    builder.calendar(calendar)
                });
            builder.pack(pack).directory(directory).build().err()
        }),
    ]
}
