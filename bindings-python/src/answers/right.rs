//! A resident's right.

use pyo3::prelude::*;

use super::answer;

answer! {
    /// What a resident may do, and until when.
    ///
    /// Months are of the calendar; the last moment still counts.
    ///
    /// >>> engine = dueby.Engine('england/complaint-handling-code')
    /// >>> case = dueby.Case('C-1', 'complaint',
    /// ...     attributes={'nation': 'england', 'landlord': 'council'},
    /// ...     events=[('matter.became-known', date(2026, 1, 5))])
    /// >>> right = engine.assess(case, date(2026, 2, 2)).rights[0]
    /// >>> right.right, right.state, right.open_until.date()
    /// ('raise-a-complaint', 'open', datetime.date(2027, 1, 5))
    RightAnswer, shown by right, state, open_until;
    /// The right's id.
    right,
    /// Which time it arose, from 1.
    instance,
    /// The pack's id.
    pack,
    /// The pack's version, where it has several.
    version,
    /// What the resident may do.
    title,
    /// Whom it leads to.
    to,
    /// The nation whose residents have it.
    nation,
    /// What it rests on.
    basis,
    /// How sure its rule is.
    status,
    /// When the rule was last held against its source.
    checked,
    /// The document it stands in.
    document,
    /// Where in that document it stands.
    source,
    /// Where to find that.
    link,
    /// Anything else for people.
    notes,
    /// The reading of contested words that this is the answer under.
    reading,
    /// What each reading of contested words makes of it.
    readings,
    /// What it is: "not-yet", "open", "used", "lapsed", "ended" or "undetermined".
    state,
    /// Why it is undetermined.
    reason,
    /// How long it is open.
    within,
    /// The rule's own words, where it gives no number.
    open,
    /// Since when it is open.
    open_from,
    /// The last millisecond at which it can be used in time.
    open_until,
    /// When it was used.
    used,
    /// How the last moment was reckoned, step by step.
    explanation,
}
