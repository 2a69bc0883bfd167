//! A description as the engine reads it.

use std::fmt::Write;

use crate::date::{Date, MONTHS, WEEKDAYS};
use crate::description::{BuildsOn, Closure, Description, On, Rule, Span, Window};

/// The calendars that it builds on, then itself, each as TOML.
pub(crate) fn texts(description: &Description) -> Vec<String> {
    let mut texts = Vec::new();
    match &description.builds_on {
        BuildsOn::Nothing => {}
        BuildsOn::Extends(base) => texts.extend(self::texts(base)),
        BuildsOn::OffWhenAny(parts) | BuildsOn::OffWhenAll(parts) => {
            texts.extend(parts.iter().flat_map(self::texts));
        }
    }
    texts.push(text(description));
    texts
}

fn text(it: &Description) -> String {
    let mut out = format!("[calendar]\nid = \"{0}\"\ntitle = \"{0}\"\n", it.id);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{name} = \"{value}\"").unwrap();
        }
    };
    field("zone", it.zone.map(str::to_owned));
    field("from", it.from.map(|date| date.to_string()));
    field("to", it.to.map(|date| date.to_string()));
    field("published", it.published.map(|date| date.to_string()));
    let listed = |parts: &[Description]| {
        let ids: Vec<String> = parts
            .iter()
            .map(|part| format!("\"{}\"", part.id))
            .collect();
        format!("[{}]", ids.join(", "))
    };
    match &it.builds_on {
        BuildsOn::Nothing => {}
        BuildsOn::Extends(base) => writeln!(out, "extends = \"{}\"", base.id).unwrap(),
        BuildsOn::OffWhenAny(parts) => writeln!(out, "off-when-any = {}", listed(parts)).unwrap(),
        BuildsOn::OffWhenAll(parts) => writeln!(out, "off-when-all = {}", listed(parts)).unwrap(),
    }
    if it.hours.iter().any(Option::is_some) {
        out.push_str("\n[hours]\n");
        weekdays(&mut out, &it.hours);
    }
    table(
        &mut out,
        "dates",
        it.dates
            .iter()
            .map(|(date, windows)| (*date, written(windows))),
    );
    let named = |dates: &std::collections::BTreeSet<Date>, name: &str| -> Vec<(Date, String)> {
        dates.iter().map(|date| (*date, name.to_owned())).collect()
    };
    table(&mut out, "holidays", named(&it.holidays, "A holiday"));
    table(
        &mut out,
        "projected",
        named(&it.projected, "An expected holiday"),
    );
    table(
        &mut out,
        "cancelled",
        named(&it.cancelled, "Worked after all"),
    );
    for rule in &it.rules {
        out.push_str(&rule_text(rule));
    }
    for closure in &it.closures {
        out.push_str(&closure_text(closure));
    }
    out
}

fn table(out: &mut String, name: &str, rows: impl IntoIterator<Item = (Date, String)>) {
    let rows: Vec<(Date, String)> = rows.into_iter().collect();
    if !rows.is_empty() {
        writeln!(out, "\n[{name}]").unwrap();
        for (date, value) in rows {
            writeln!(out, "{date} = \"{value}\"").unwrap();
        }
    }
}

/// Weekdays of the same hours in a row as one span of them.
fn weekdays(out: &mut String, hours: &[Option<Vec<Window>>; 7]) {
    let short = |weekday: usize| WEEKDAYS[weekday][..3].to_lowercase();
    let mut weekday = 0;
    while weekday < 7 {
        let mut last = weekday;
        while last < 6 && hours[last + 1] == hours[weekday] {
            last += 1;
        }
        if let Some(windows) = &hours[weekday] {
            let name = match last == weekday {
                true => short(weekday),
                false => format!("{}-{}", short(weekday), short(last)),
            };
            writeln!(out, "{name} = \"{}\"", written(windows)).unwrap();
        }
        weekday = last + 1;
    }
}

fn written(windows: &[Window]) -> String {
    let time = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let windows: Vec<String> = windows
        .iter()
        .map(|(open, close)| match close {
            ..=1440 => format!("{}-{}", time(*open), time(*close)),
            _ => format!("{}-{}", time(*open), time(close - 1440)),
        })
        .collect();
    match windows.is_empty() {
        true => "closed".to_owned(),
        false => windows.join(", "),
    }
}

fn day_of_year((month, day): (u8, u8)) -> String {
    format!("{day} {}", MONTHS[usize::from(month) - 1])
}

fn years_text(years: Option<(i32, i32)>) -> String {
    match years {
        None => String::new(),
        Some((from, to)) if from == to => format!("years = \"{from}\"\n"),
        Some((from, 9999)) => format!("years = \"{from}-\"\n"),
        Some((from, to)) => format!("years = \"{from}-{to}\"\n"),
    }
}

fn rule_text(rule: &Rule) -> String {
    let on = match rule.on {
        On::Day(month, day) => day_of_year((month, day)),
        On::Nth(nth, weekday, month) => format!(
            "{} {} of {}",
            ["first", "second", "third", "fourth", "last"][usize::from(nth) - 1],
            WEEKDAYS[weekday],
            MONTHS[usize::from(month) - 1]
        ),
        On::Easter(0) => "Easter Sunday".to_owned(),
        On::Easter(days) => format!(
            "{} {} {} Easter",
            days.abs(),
            if days.abs() == 1 { "day" } else { "days" },
            if days < 0 { "before" } else { "after" }
        ),
    };
    let when = match &rule.when {
        None => String::new(),
        Some((month, day, weekdays)) => {
            let names: Vec<&str> = weekdays.iter().map(|weekday| WEEKDAYS[*weekday]).collect();
            format!(
                "when = \"{} is {}\"\n",
                day_of_year((*month, *day)),
                names.join(" or ")
            )
        }
    };
    format!(
        "\n[[rule]]\nname = \"A day of every year\"\non = \"{on}\"\nby = \"custom\"\n{when}{}",
        years_text(rule.years)
    )
}

fn closure_text(closure: &Closure) -> String {
    let (from, to, years) = match closure.span {
        Span::Once(from, to) => (from.to_string(), to.to_string(), None),
        Span::Yearly(from, to, years) => (day_of_year(from), day_of_year(to), years),
    };
    let priorities = match closure.priorities.is_empty() {
        true => String::new(),
        false => format!("priorities = {:?}\n", closure.priorities),
    };
    format!(
        "\n[[closure]]\nname = \"A closure\"\nfrom = \"{from}\"\nto = \"{to}\"\n{}{priorities}",
        years_text(years)
    )
}
