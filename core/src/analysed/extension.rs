//! Extensions and their caps.

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::By;
use crate::count::BeyondCap;
use crate::error::{Code, Problem};

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for one in written(source) {
        let Some(extension) = &one.clock.extension else {
            continue;
        };
        let (By::Allowance(by), Some(cap)) = (&extension.by, extension.at_most) else {
            if let Some(none) = extension.at_most.filter(|cap| cap.amount() == 0) {
                let message = format!(
                    "no extension of clock \"{}\" can be granted: all of them may be {none}",
                    one.clock.id
                );
                found.at(
                    source,
                    &one.path("extension", &[Step::Key("at-most")]),
                    Problem::new(Code::ExtensionBeyondCap, message)
                        .hint("raise at-most, or leave the extension out"),
                );
            }
            continue;
        };
        let by = *by;
        if extension.beyond_cap != BeyondCap::default() {
            // What goes beyond the cap is cut to it, and meant to be.
            continue;
        }
        if by.kind() != cap.kind() || by.amount() <= 0 {
            continue;
        }
        let problem =
            if by.amount() > cap.amount() {
                Problem::new(
                Code::ExtensionBeyondCap,
                format!(
                    "no extension of clock \"{}\" can be granted: each is {by}, and all of them \
                     may be {cap}",
                    one.clock.id
                ),
            )
            .hint(format!("raise at-most to {by} or more, or shorten the extension"))
            } else if cap.amount() % by.amount() != 0 {
                let granted = cap.amount() / by.amount();
                Problem::new(
                    Code::ExtensionBeyondCap,
                    format!(
                        "extension {} of clock \"{}\" would go beyond {cap}, and is refused whole: \
                     each is {by}",
                        granted + 1,
                        one.clock.id
                    ),
                )
                .hint("make at-most a multiple of one extension")
            } else {
                continue;
            };
        found.at(
            source,
            &one.path("extension", &[Step::Key("at-most")]),
            problem,
        );
    }
}
