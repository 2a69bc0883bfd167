//! Clocks of statute or of a code say where they stand.

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::{Basis, Clock};
use crate::error::{Code, Problem};

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for one in written(source) {
        let what = if one.is_right { "right" } else { "clock" };
        rests_on(
            one.clock,
            what,
            &one.path("id", &[] as &[Step<'_>]),
            source,
            found,
        );
    }
    // Its notice and its reminder may stand elsewhere, and have its source where they do not.
    for clock in &source.pack.clocks {
        if let Some(index) = source.places.entry("appointment", &clock.id) {
            let path = [
                Step::Key("appointment"),
                Step::Index(index),
                Step::Key("id"),
            ];
            rests_on(clock, "appointment", &path, source, found);
        }
    }
}

fn rests_on(clock: &Clock, what: &str, path: &[Step<'_>], source: &Source<'_>, found: &mut Found) {
    let rests_on = match clock.basis {
        Basis::Statute => "statute",
        Basis::Code => "a code",
        Basis::Promise | Basis::Derived => return,
    };
    let provision = clock.source.provision.as_ref();
    if provision.is_some_and(|text| !text.trim().is_empty()) {
        return;
    }
    found.at(
        source,
        path,
        Problem::new(
            Code::MissingSource,
            format!(
                "{what} \"{}\" rests on {rests_on} and does not say where it stands",
                clock.id
            ),
        )
        .hint("add \"source\" with the provision: source = \"section 11(2)\""),
    );
}
