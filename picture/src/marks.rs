//! Escalation steps as marks below a bar.

use dueby::StepState;

use crate::axis::Axis;
use crate::element::Element;
use crate::pen::{self, INK};
use crate::row::Row;
use crate::words;

/// The height that the marks of a row take.
pub(crate) const HEIGHT: f64 = 14.0;

pub(crate) fn draw(row: &Row<'_>, axis: &Axis, top: f64) -> Element {
    let mut group = pen::group("dueby-steps");
    for (at, step) in &row.steps {
        if axis.shows(*at) {
            let told = pen::told(pen::group("dueby-step"), &words::step(step));
            group = group.add(mark(told, step.state, axis.x(*at), top));
        }
    }
    group
}

/// Hollow for what is still to come, full for what has come, ringed for what somebody
/// took on, a dash for what does not come.
pub(crate) fn mark(group: Element, state: StepState, x: f64, top: f64) -> Element {
    let triangle = || pen::shape(&[(x, top), (x + 5.5, top + 10.0), (x - 5.5, top + 10.0)]);
    match state {
        StepState::Scheduled => group.add(
            triangle()
                .set("fill", "none")
                .set("stroke", INK)
                .set("stroke-width", 1.3),
        ),
        StepState::Fired => group.add(triangle().set("fill", INK)),
        StepState::Acknowledged => group
            .add(
                pen::circle(x, top + 5.5, 5.0)
                    .set("fill", "none")
                    .set("stroke", INK)
                    .set("stroke-width", 1.3),
            )
            .add(pen::circle(x, top + 5.5, 2.2).set("fill", INK)),
        _ => group.add(pen::line((x - 4.0, top + 6.0), (x + 4.0, top + 6.0), 1.5)),
    }
}
