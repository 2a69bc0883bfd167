//! Calendars that are wrong.

use dueby::{Calendar, Error};

use crate::Tried;

const CALENDAR: &str = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2025-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n[holidays]\n2025-12-25 = \"Christmas Day\"\n";

fn calendar(find: &str, put: &str) -> Option<Error> {
    let changed = CALENDAR.replace(find, put);
    assert_ne!(CALENDAR, changed, "{find}");
    Calendar::from_toml(&changed, "calendar.toml").err()
}

fn govuk(json: &str, division: &str) -> Option<Error> {
    let calendar = Calendar::from_toml(CALENDAR, "calendar.toml").unwrap();
    calendar
        .with_govuk(json, "bank-holidays.json", division)
        .err()
}

pub(crate) fn calendars() -> Tried {
    vec![
        (
            "an empty calendar",
            Calendar::from_toml("", "calendar.toml").err(),
        ),
        (
            "a calendar without a head",
            calendar(
                "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2025-01-01\"\nto = \"2026-12-31\"\n",
                "",
            ),
        ),
        (
            "a calendar without hours",
            calendar("[hours]\nmon-fri = \"09:00-17:00\"\n", ""),
        ),
        ("an unknown zone", calendar("Europe/London", "Europe/Londn")),
        (
            "an end before the beginning",
            calendar("2026-12-31", "2024-12-31"),
        ),
        (
            "an end past the zone's data",
            calendar("2026-12-31", "2100-12-31"),
        ),
        (
            "a date that does not exist",
            calendar("2025-12-25", "2025-02-29"),
        ),
        ("a UK date", calendar("2025-12-25", "\"25/12/2025\"")),
        (
            "a holiday outside the years",
            calendar("2025-12-25", "2027-12-25"),
        ),
        (
            "a holiday twice",
            calendar("[holidays]", "[holidays]\n2025-12-25 = \"Christmas\""),
        ),
        (
            "a holiday both proclaimed and projected",
            calendar(
                "[holidays]",
                "[projected]\n2025-12-25 = \"Christmas\"\n[holidays]",
            ),
        ),
        ("a weekday that is none", calendar("mon-fri", "monday")),
        (
            "a weekday twice",
            calendar("mon-fri", "mon = \"09:00-12:00\"\nmon-fri"),
        ),
        ("no window", calendar("09:00-17:00", "9 to 5")),
        (
            "a window of no length",
            calendar("09:00-17:00", "09:00-09:00"),
        ),
        (
            "overlapping windows",
            calendar("09:00-17:00", "09:00-13:00, 12:30-17:00"),
        ),
        (
            "a night that runs into the morning",
            calendar("09:00-17:00", "09:00-17:00, 22:00-10:00"),
        ),
        (
            "a week without hours",
            calendar("mon-fri = \"09:00-17:00\"\n", ""),
        ),
        (
            "a week that is closed",
            calendar("mon-fri = \"09:00-17:00\"", "mon-sun = \"closed\""),
        ),
        (
            "neither a zone nor a calendar to take it from",
            calendar("zone = \"Europe/London\"\n", ""),
        ),
        ("no first date", calendar("from = \"2025-01-01\"\n", "")),
        (
            "a calendar that is not given",
            calendar("zone = ", "extends = \"englnd\"\nzone = "),
        ),
        (
            "two ways to build on others",
            calendar(
                "zone = ",
                "extends = \"a\"\noff-when-any = [\"b\"]\nzone = ",
            ),
        ),
        (
            "a rule on no day",
            calendar(
                "[holidays]",
                "[[rule]]\nname = \"R\"\non = \"fifth Monday of May\"\nby = \"statute\"\n[holidays]",
            ),
        ),
        (
            "a rule with a bad condition",
            calendar(
                "[holidays]",
                "[[rule]]\nname = \"R\"\non = \"25 December\"\nwhen = \"at a weekend\"\nby = \"statute\"\n[holidays]",
            ),
        ),
        (
            "a rule by nobody",
            calendar(
                "[holidays]",
                "[[rule]]\nname = \"R\"\non = \"25 December\"\nby = \"law\"\n[holidays]",
            ),
        ),
        (
            "a rule with bad years",
            calendar(
                "[holidays]",
                "[[rule]]\nname = \"R\"\non = \"25 December\"\nby = \"custom\"\nyears = \"2012 on\"\n[holidays]",
            ),
        ),
        (
            "a closure that ends first",
            calendar(
                "[holidays]",
                "[[closure]]\nname = \"C\"\nfrom = \"2025-12-29\"\nto = \"2025-12-24\"\n[holidays]",
            ),
        ),
        (
            "a closure half dated, half yearly",
            calendar(
                "[holidays]",
                "[[closure]]\nname = \"C\"\nfrom = \"2025-12-29\"\nto = \"2 January\"\n[holidays]",
            ),
        ),
        (
            "a dated closure with years",
            calendar(
                "[holidays]",
                "[[closure]]\nname = \"C\"\nfrom = \"2025-12-24\"\nto = \"2025-12-29\"\nyears = \"2025\"\n[holidays]",
            ),
        ),
        (
            "a holiday by nobody",
            calendar(
                "\"Christmas Day\"",
                "{ name = \"Christmas Day\", by = \"the church\" }",
            ),
        ),
        (
            "GOV.UK's list cut short",
            govuk(
                "{\"scotland\": {\"division\": \"scotland\", \"events\": [{\"title\"",
                "scotland",
            ),
        ),
        ("GOV.UK's list as a page", govuk("<html>", "scotland")),
        (
            "GOV.UK's list without a date",
            govuk(
                "{\"scotland\": {\"events\": [{\"title\": \"New Year's Day\"}]}}",
                "scotland",
            ),
        ),
        (
            "GOV.UK's list with a bad date",
            govuk(
                "{\"scotland\": {\"events\": [{\"title\": \"New Year's Day\", \"date\": \"01/01/2027\"}]}}",
                "scotland",
            ),
        ),
        (
            "GOV.UK's list without holidays",
            govuk("{\"scotland\": {\"events\": []}}", "scotland"),
        ),
        (
            "a division that GOV.UK does not have",
            govuk("{\"england-and-wales\": {\"events\": []}}", "england"),
        ),
        (
            "a list for a calendar made of others",
            dueby_rules::calendars().unwrap()[4]
                .with_govuk("{}", "bank-holidays.json", "scotland")
                .err(),
        ),
    ]
}
