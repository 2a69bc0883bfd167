//! The page: what it says, that it says it to everybody, and that nothing in it runs or loads.

use dueby::{Case, Engine, Fold, Pack, TargetOptions};
use dueby_report::{ReadAnswer, ReadProblem, Report, html};

const PACK: &str = r#"
[pack]
id = "t"
title = "T"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "repair"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
within = "10 days"

[[target]]
id = "in-time"
promise = "Repairs & <em>more</em> in time"
figure = "share"
clock = "repair"
at-least = "80%"
period = "financial year"
source = "Section 3"
link = "https://example.org/strategy?a=1&b=2"
escalation = [{ when = "missed", notify = "board" }]

[[target]]
id = "nine-in-ten"
promise = "Nine in ten within 12 days"
figure = "percentile"
clock = "repair"
percentile = 90
at-most = "12 days"
period = "quarter"

[[target]]
id = "reported"
promise = "Repairs reported"
figure = "count"
event = "repair.reported"
period = "calendar month"
"#;

/// Repairs of 2025-26, ten days each. A: 28 April to 5 May, in time. B: 1 to 12 May, a day late. C: 1
/// to 8 December, in time. D: 20 March to 31 March, a day late.
fn report() -> Report {
    let mut builder = Engine::builder();
    for calendar in dueby_rules::calendars().unwrap() {
        builder = builder.calendar(calendar);
    }
    let pack = Pack::from_toml(PACK, "t.toml").unwrap();
    let engine = builder.pack(pack).build().unwrap();
    let options = TargetOptions::of("2025-26".parse().unwrap()).by("patch");
    let as_of = "2026-03-31T22:59:59.999Z".parse().unwrap();
    let mut fold = Fold::new(&engine, as_of, &options).unwrap();
    for (name, patch, reported, completed) in [
        ("A", "<script>alert(1)</script>", "2025-04-28", "2025-05-05"),
        ("B\" onload=\"x", "Norton", "2025-05-01", "2025-05-12"),
        ("C", "Norton", "2025-12-01", "2025-12-08"),
        ("D", "Norton", "2026-03-20", "2026-03-31"),
    ] {
        let case = Case::new(name, "repair").with_attribute("patch", patch);
        let case = case.with_event("repair.reported", reported).unwrap();
        fold.add(&case.with_event("repair.completed", completed).unwrap())
            .unwrap();
    }
    Report {
        answer: fold.answer(),
        read: ReadAnswer {
            files: vec!["cases.csv".to_owned()],
            left_out: 1,
            problems: 1,
            by_code: [("bad-time".to_owned(), 1)].into(),
            first: vec![ReadProblem {
                place: "cases.csv:7, column \"at\"".to_owned(),
                code: "bad-time".to_owned(),
                message: "\"<b>\" is not a time".to_owned(),
                help: None,
            }],
            unknown_events: [("repair.complted".to_owned(), 2)].into(),
        },
    }
}

/// The texts of all elements of a name, with the tags inside them.
fn inside<'p>(page: &'p str, element: &str) -> Vec<&'p str> {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let parts = page.split(start.as_str()).skip(1);
    parts
        .filter(|part| part.starts_with([' ', '>']))
        .map(|part| part.split(end.as_str()).next().unwrap())
        .collect()
}

#[test]
fn it_says_what_was_worked_out_by_hand() {
    let page = html(&report());
    // Two of four in time, and the year is over: missed, and the board is told.
    let first = inside(&page, "section")[1];
    for told in [
        "50.0%",
        "at least 80%",
        "missed",
        "2 of 4",
        "board",
        "due 11 May 2025, done 12 May 2025",
    ] {
        assert!(first.contains(told), "{told}: {first}");
    }
    // May one of two, December one of one, March none of one; nothing in other months.
    let months: Vec<String> = first
        .split("<tr><th scope=\"row\">")
        .filter(|row| row.contains("202") && row.contains("<td class=\"figure\">"))
        .map(|row| {
            row.split("</tr>")
                .next()
                .unwrap()
                .replace("</th><td class=\"figure\">", " ")
                .replace("</td><td>", " ")
        })
        .map(|row| row.trim_end_matches("</td>").to_owned())
        .collect();
    assert!(
        months.contains(&"May 2025 50.0% 1 of 2".to_owned()),
        "{months:?}"
    );
    assert!(
        months.contains(&"Dec 2025 100.0% 1 of 1".to_owned()),
        "{months:?}"
    );
    assert!(
        months.contains(&"Mar 2026 0.0% 0 of 1".to_owned()),
        "{months:?}"
    );
    assert!(months.contains(&"Jun 2025 none ".to_owned()), "{months:?}");
    // The picture: three points, the one of December alone full.
    let chart = inside(first, "svg")[0];
    assert_eq!(chart.matches("<circle").count(), 3);
    assert_eq!(chart.matches("class=\"kept\"").count(), 1);
    assert!(
        chart.contains("From 50.0% in May 2025 to 0.0% in Mar 2026."),
        "{chart}"
    );
    let last = inside(&page, "section")[4];
    for told in [
        "1 case left out",
        "events of types that no rule knows: 2 of <code>repair.complted</code>",
        "cases.csv:7",
    ] {
        assert!(last.contains(told), "{told}: {last}");
    }
    assert!(page.contains("A calculation, not legal advice."));
    assert!(page.contains("Section 3"));
}

#[test]
fn what_comes_from_cases_and_rules_is_text() {
    let page = html(&report());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("Repairs &amp; &lt;em&gt;more&lt;/em&gt; in time"));
    assert!(page.contains("B&quot; onload=&quot;x"));
    for never in ["<script", "<em>", "<b>", " onload=\"", "javascript:"] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn nothing_is_loaded() {
    let page = html(&report());
    for never in ["src=", "url(", "@import", "<link", "<iframe", "<img"] {
        assert!(!page.contains(never), "{never}");
    }
    // The only address outside is the source's, to be followed.
    let outside: Vec<&str> = page
        .split("href=\"")
        .skip(1)
        .filter(|rest| !rest.starts_with('#'))
        .collect();
    assert_eq!(outside.len(), 1);
    assert!(outside[0].starts_with("https://example.org/strategy?a=1&amp;b=2\""));
}

#[test]
fn everybody_can_read_it() {
    let page = html(&report());
    for needed in [
        "<html lang=\"en-GB\">",
        "<title>",
        "<main id=\"main\">",
        "<header>",
        "<footer>",
        "prefers-color-scheme: dark",
        "@media print",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    let tables = inside(&page, "table");
    assert!(tables.len() >= 10);
    for table in tables {
        assert!(table.contains("<caption>"), "{table}");
        assert_eq!(
            table.matches("<th ").count() + table.matches("<th>").count(),
            table.matches(" scope=\"").count()
        );
    }
    for chart in inside(&page, "svg") {
        assert!(
            chart.contains("role=\"img\"") && chart.contains("<title") && chart.contains("<desc"),
            "{chart}"
        );
    }
    // Every id is there once, and every reference leads somewhere.
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    for reference in page
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(ids.contains(&reference), "{reference}");
    }
    for names in page
        .split("aria-labelledby=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        for name in names.split(' ') {
            assert!(ids.contains(&name), "{name}");
        }
    }
}
