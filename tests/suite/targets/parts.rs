//! Random cases, counted again with dates alone; and the same cases counted in parts.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use dueby::{Added, Case, CaseColumns, Counts, Fold, TargetOptions};
use proptest::prelude::*;

use crate::columns::Columns;
use crate::pack::{Repair, engine};

const PATCHES: [Option<&str>; 3] = [None, Some("Norton"), Some("Stockton")];

fn repairs() -> impl Strategy<Value = Vec<Repair>> {
    let one = (0..760_u64, 0..3_usize, 0..30_u64, 0..40_u64, 0..3_usize);
    let first: NaiveDate = "2024-03-20".parse().unwrap();
    proptest::collection::vec(one, 1..60).prop_map(move |all| {
        let made = all.into_iter().enumerate();
        made.map(|(number, (day, patch, took, inspected, visits))| {
            let reported = first + Days::new(day);
            // One in fifteen is open, one in four inspected.
            let completed = (took < 28).then(|| reported + Days::new(took));
            Repair {
                name: format!("R-{number}"),
                patch: PATCHES[patch],
                reported,
                completed,
                inspected: completed
                    .filter(|_| inspected < 10)
                    .map(|at| at + Days::new(inspected)),
                visits: (0..visits as u64)
                    .map(|more| reported + Days::new(more))
                    .collect(),
            }
        })
        .collect()
    })
}

const AS_OF: &str = "2026-01-31";

/// What is known on the last day.
fn seen(at: Option<NaiveDate>) -> Option<NaiveDate> {
    at.filter(|at| *at <= AS_OF.parse().unwrap())
}

fn in_year(at: NaiveDate) -> bool {
    let year = "2025-04-01".parse().unwrap()..="2026-03-31".parse().unwrap();
    year.contains(&at)
}

/// In time, late, and overdue, of the repairs of a patch.
fn counted_again<'r>(repairs: impl Iterator<Item = &'r Repair>) -> (u64, u64, u64) {
    let mut counts = (0, 0, 0);
    for one in repairs.filter(|one| seen(Some(one.reported)).is_some()) {
        let last = one.reported + Days::new(10);
        match seen(one.completed) {
            Some(at) if in_year(at) && at <= last => counts.0 += 1,
            Some(at) if in_year(at) => counts.1 += 1,
            Some(_) => {}
            None if last < AS_OF.parse().unwrap() && in_year(last) => counts.2 += 1,
            None => {}
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_are_those_that_dates_alone_give(repairs in repairs()) {
        let engine = engine();
        let options = TargetOptions::of("2025-26".parse().unwrap()).by("patch");
        let as_of = format!("{AS_OF}T23:59:59.999Z").parse().unwrap();
        let mut fold = Fold::new(&engine, as_of, &options).unwrap();
        for one in &repairs {
            fold.add(&one.case()).unwrap();
        }
        let answer = fold.answer();
        let told = answer.targets.iter().find(|one| one.target == "in-time").unwrap();
        let (kept, late, overdue) = counted_again(repairs.iter());
        match &told.figure {
            Some(figure) => {
                prop_assert_eq!((figure.kept, figure.failed, figure.overdue), (kept, late, overdue));
                prop_assert_eq!(figure.value, Some(kept as f64 / (kept + late) as f64));
            }
            None => prop_assert_eq!(kept + late, 0),
        }
        for group in &told.groups {
            let of = repairs.iter().filter(|one| one.patch == group.value.as_deref());
            let (kept, late, overdue) = counted_again(of);
            if let Some(figure) = &group.figure {
                prop_assert_eq!((figure.kept, figure.failed, figure.overdue), (kept, late, overdue));
            }
        }
        // The days that nine in ten took: all of them put in order, and the one counted off.
        let mut took: Vec<i64> = repairs
            .iter()
            .filter_map(|one| {
                let at = seen(one.completed).filter(|at| in_year(*at))?;
                Some((at - one.reported).num_days())
            })
            .collect();
        took.sort_unstable();
        let told = answer.targets.iter().find(|one| one.target == "nine-in-ten").unwrap();
        let time = told.figure.as_ref().and_then(|figure| figure.time);
        let place = (took.len() * 9).div_ceil(10);
        let expected = place.checked_sub(1).map(|place| took[place]);
        prop_assert_eq!(time.map(|time| time.amount()), expected);
        // Completed in the year, and inspected by the day asked about.
        let done = || repairs.iter().filter(|one| seen(one.completed).is_some_and(in_year));
        let inspected = done().filter(|one| seen(one.inspected).is_some()).count() as u64;
        let told = answer.targets.iter().find(|one| one.target == "inspected").unwrap();
        if let Some(figure) = &told.figure {
            prop_assert_eq!(figure.numerator, inspected);
            prop_assert_eq!(figure.denominator, Some(done().count() as u64));
        }
    }

    #[test]
    fn columns_are_counted_as_single_cases_are(repairs in repairs(), again in 0..3_usize) {
        let engine = engine();
        let options = TargetOptions::of("2025-26".parse().unwrap()).by("patch").number("homes", 7);
        let as_of = format!("{AS_OF}T23:59:59.999Z").parse().unwrap();
        let mut cases: Vec<Case> = repairs.iter().map(Repair::case).collect();
        cases.extend(cases.clone().into_iter().take(again));
        let (mut singly, mut together) = (
            Fold::new(&engine, as_of, &options).unwrap(),
            Fold::new(&engine, as_of, &options).unwrap(),
        );
        for one in &cases {
            singly.add(one).unwrap();
        }
        let references: Vec<&str> = cases.iter().map(|one| one.case.as_str()).collect();
        let added = Columns::of(&cases)
            .ask(|columns| {
                let references = Some(&references[..]);
                together.add_columns(&CaseColumns { references, ..*columns })
            })
            .unwrap();
        prop_assert_eq!(added.counted, repairs.len());
        prop_assert_eq!(added.twice.len(), again.min(repairs.len()));
        prop_assert_eq!(
            serde_json::to_string(&together.answer()).unwrap(),
            serde_json::to_string(&singly.answer()).unwrap()
        );
    }

    #[test]
    fn parts_put_together_are_the_whole(
        repairs in repairs(),
        parts in proptest::collection::vec(0..5_u8, 60),
        backwards in any::<bool>(),
    ) {
        let engine = engine();
        let options = TargetOptions::of("2025-26".parse().unwrap()).by("patch").number("homes", 7);
        let as_of = format!("{AS_OF}T23:59:59.999Z").parse().unwrap();
        let new = || Fold::new(&engine, as_of, &options).unwrap();
        let mut whole = new();
        let mut divided: BTreeMap<u8, Fold<'_>> = BTreeMap::new();
        for (one, part) in repairs.iter().zip(&parts) {
            whole.add(&one.case()).unwrap();
            divided.entry(*part).or_insert_with(new).add(&one.case()).unwrap();
        }
        let mut folds: Vec<Fold<'_>> = divided.into_values().collect();
        if backwards {
            folds.reverse();
        }
        let mut together = new();
        for fold in folds {
            // As it comes from another machine.
            let sent = fold.into_counts().to_json();
            let counts = Counts::from_json(&sent).unwrap();
            prop_assert_eq!(&counts.to_json(), &sent);
            together.merge(Fold::resume(&engine, as_of, &options, counts).unwrap()).unwrap();
        }
        for one in repairs.iter().take(3) {
            prop_assert_eq!(together.add(&one.case()), Ok(Added::Twice));
            prop_assert_eq!(whole.add(&one.case()), Ok(Added::Twice));
        }
        prop_assert_eq!(
            serde_json::to_string(&together.answer()).unwrap(),
            serde_json::to_string(&whole.answer()).unwrap()
        );
        let alone = together.clone().into_counts().without_references();
        prop_assert_eq!(alone.len(), repairs.len() as u64);
        let alone = Fold::resume(&engine, as_of, &options, alone).unwrap();
        prop_assert_eq!(alone.answer(), whole.answer());
    }
}

#[test]
fn what_are_no_counts_is_said() {
    for text in [
        "",
        "{}",
        "[1]",
        "{\"schema\":2,\"cases\":0,\"twice\":0,\"repeated\":[],\"data\":null,\"tallies\":[],\"worst\":[],\"seen\":[]}",
    ] {
        let error = Counts::from_json(text).unwrap_err();
        assert_eq!(error.code().as_str(), "syntax", "{text}");
    }
}
