//! Targets that cannot be.

use dueby::{Pack, TargetOptions};

use crate::{CLOCK, HEAD, Tried};

pub(crate) fn targets() -> Tried {
    let of = |what: &'static str, target: &str| {
        let text = format!("{HEAD}{CLOCK}[[target]]\nid = \"t\"\n{target}\n");
        (what, Pack::from_toml(&text, "p.toml").err())
    };
    let engine = dueby_rules::engine(["england/tenant-satisfaction-measures"]).unwrap();
    let asked = |what: &'static str, period| (what, engine.span(period, None).err());
    let counted = |what: &'static str, name: &str| {
        let options = TargetOptions::of("2025-26".parse().unwrap()).number(name, 7);
        (what, options.check(&engine).err())
    };
    vec![
        counted("a number that is not asked for", "rental-hoems"),
        counted("a group's number without groups", "rental-homes:Norton"),
        asked("a report over no such period", "last year"),
        asked(
            "a report over rolling months from nowhere",
            "rolling 12 months",
        ),
        of(
            "nothing counted",
            "figure = \"count\"\nperiod = \"quarter\"",
        ),
        of(
            "two things counted",
            "figure = \"share\"\nclock = \"a\"\ncase = \"k\"\nperiod = \"quarter\"",
        ),
        of(
            "no such clock",
            "figure = \"share\"\nclock = \"b\"\nperiod = \"quarter\"",
        ),
        of(
            "no such figure",
            "figure = \"percent\"\nclock = \"a\"\nperiod = \"quarter\"",
        ),
        of(
            "no such period",
            "figure = \"share\"\nclock = \"a\"\nperiod = \"year\"",
        ),
        of(
            "rolling over nothing",
            "figure = \"share\"\nclock = \"a\"\nperiod = \"rolling 0 months\"",
        ),
        of(
            "no such denominator",
            "figure = \"share\"\nclock = \"a\"\nof = \"all\"\nperiod = \"quarter\"",
        ),
        of(
            "a share without a percentage",
            "figure = \"share\"\nclock = \"a\"\nat-least = \"0.8\"\nperiod = \"quarter\"",
        ),
        of(
            "at least and at most",
            "figure = \"share\"\nclock = \"a\"\nat-least = \"80%\"\nat-most = \"90%\"\nperiod = \"quarter\"",
        ),
        of(
            "a share of events with nothing",
            "figure = \"share\"\nevent = \"k.ended\"\nperiod = \"quarter\"",
        ),
        of(
            "a share of cases with nothing",
            "figure = \"share\"\ncase = \"k\"\nperiod = \"quarter\"",
        ),
        of(
            "a count of a clock",
            "figure = \"count\"\nclock = \"a\"\nperiod = \"quarter\"",
        ),
        of(
            "a percentile of events",
            "figure = \"percentile\"\npercentile = 90\nevent = \"k.ended\"\nperiod = \"quarter\"",
        ),
        of(
            "which percentile",
            "figure = \"percentile\"\nclock = \"a\"\nperiod = \"quarter\"",
        ),
        of(
            "too high a percentile",
            "figure = \"percentile\"\npercentile = 101\nclock = \"a\"\nperiod = \"quarter\"",
        ),
        of(
            "a resolution in days",
            "figure = \"percentile\"\npercentile = 90\nresolution = \"1 day\"\nclock = \"a\"\nperiod = \"quarter\"",
        ),
        of(
            "a rate of what",
            "figure = \"rate\"\nevent = \"k.ended\"\nperiod = \"quarter\"",
        ),
        of(
            "with where nothing follows",
            "figure = \"count\"\nevent = \"k.begun\"\nwith = \"k.ended\"\nperiod = \"quarter\"",
        ),
        of(
            "a baseline that is not used",
            "figure = \"count\"\nevent = \"k.begun\"\nchange = { from = \"a year before\", baseline = \"3\" }\nperiod = \"quarter\"",
        ),
        of(
            "a measure that tells somebody",
            "figure = \"count\"\nevent = \"k.begun\"\nescalation = [{ when = \"missed\", notify = \"board\" }]\nperiod = \"quarter\"",
        ),
        of(
            "told too early",
            "figure = \"count\"\nevent = \"k.begun\"\nat-most = \"3\"\nescalation = [{ when = \"on-track\", notify = \"board\" }]\nperiod = \"quarter\"",
        ),
        of(
            "two of one id",
            "figure = \"count\"\nevent = \"k.begun\"\nperiod = \"quarter\"\n[[target]]\nid = \"t\"\nfigure = \"count\"\nevent = \"k.ended\"\nperiod = \"quarter\"",
        ),
    ]
}
