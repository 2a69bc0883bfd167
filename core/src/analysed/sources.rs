//! Clocks of statute or of a code say where they stand.

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::Basis;
use crate::error::{Code, Problem};

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for one in written(source) {
        let clock = one.clock;
        let rests_on = match clock.basis {
            Basis::Statute => "statute",
            Basis::Code => "a code",
            Basis::Promise | Basis::Derived => continue,
        };
        let provision = clock.source.provision.as_ref();
        if provision.is_some_and(|text| !text.trim().is_empty()) {
            continue;
        }
        found.at(
            source,
            &one.path("id", &[] as &[Step<'_>]),
            Problem::new(
                Code::MissingSource,
                format!(
                    "{} \"{}\" rests on {rests_on} and does not say where it stands",
                    if one.is_right { "right" } else { "clock" },
                    clock.id
                ),
            )
            .hint("add \"source\" with the provision: source = \"section 11(2)\""),
        );
    }
}
