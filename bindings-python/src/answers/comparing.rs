//! Answers compared: over time, and under other rules.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::answer;
use super::entry::{dict, fields, tag};
use crate::tell::{Tell, word};

answer! {
    /// What a case is at one moment, and every change from then until another.
    ///
    /// Iterating gives the changes.
    ///
    /// >>> engine = dueby.Engine(['landlords/customer-care-strategy'])
    /// >>> case = dueby.Case('C-1042', 'complaint', events=[
    /// ...     dueby.Event('complaint.received', datetime(2025, 12, 19, 16, 42))])
    /// >>> timeline = engine.timeline(case, datetime(2025, 12, 22, 9), datetime(2025, 12, 25))
    /// >>> timeline.changes[0].text()
    /// 'Acknowledge a complaint within 2 working days: overdue, was on-track'
    Timeline, shown by case, from_, until;
    /// The version of the shape.
    schema,
    /// The host's reference of the case.
    case,
    /// Changes at this moment are the first that are not listed.
    from as from_,
    /// Changes at this moment are the last that are listed.
    until,
    /// What the case is at `from_`.
    start,
    /// What changes, in order.
    changes,
    /// Where there are more than 1000 changes: the last moment whose changes are listed.
    cut_at,
    /// The first change that is not listed; None if there is none.
    next_change,
    {
        fn __len__(&self) -> usize {
            self.value.changes.len()
        }

        fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            super::iterate(slf.as_any(), "changes")
        }
    }
}

answer! {
    /// One thing that changes.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> changes = engine.timeline(case, datetime(2025, 12, 23, 9), date(2025, 12, 24))
    /// >>> [(change.what, change.fields['to']) for change in changes if change.what == 'state']
    /// [('state', 'overdue')]
    Change, shown by at, what, fields;
    /// From when on.
    at,
    {
        /// What changes: "state", "deadline", "step" and so on, as docs/answers.md lists.
        #[getter]
        fn what<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
            word(py, &tag(&self.value.what, "what")).into_any()
        }

        /// What it says, by name.
        #[getter]
        fn fields<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
            let this = slf.get();
            let teller = &this.origin.teller(slf.as_any(), "fields");
            dict(slf.py(), fields!(&this.value.what, What, teller, {
                Event { event, index, id }
                Listed { answer }
                Gone { state }
                State { from, to, reason }
                Deadline { from, to }
                Step { id, step, notify, from, to, moment_before, moment, deliver_from }
                Right { pack, right, number, title, from, to, open_until }
                Details { fields }
                Noted { finding }
                Settled { finding }
            }))
        }

        fn __getitem__<'py>(slf: &Bound<'py, Self>, name: &str) -> PyResult<Bound<'py, PyAny>> {
            Change::fields(slf)?.as_any().get_item(name)
        }

        /// The pack of the instance that changes; None for what is said of the whole case.
        #[getter]
        fn pack(&self) -> Option<&str> {
            self.value.instance.as_ref().map(|one| one.pack.as_str())
        }

        /// Its clock.
        #[getter]
        fn clock(&self) -> Option<&str> {
            self.value.instance.as_ref().map(|one| one.clock.as_str())
        }

        /// Which run of it, from 1.
        #[getter]
        fn instance(&self) -> Option<usize> {
            self.value.instance.as_ref().map(|one| one.instance)
        }

        /// What is promised.
        #[getter]
        fn promise(&self) -> Option<&str> {
            self.value.instance.as_ref().map(|one| one.promise.as_str())
        }

        /// A line for people.
        fn text(&self) -> String {
            self.value.text()
        }

        fn __str__(&self) -> String {
            self.value.text()
        }
    }
}

answer! {
    /// Which deadlines, states and rights of some cases differ under other rules.
    ///
    /// Iterating gives the instances that differ.
    ///
    /// >>> before = dueby.Engine('landlords/customer-care-strategy')
    /// >>> text = before.packs[0].text.replace('"10 working days"', '"5 working days"')
    /// >>> after = dueby.Engine(dueby.Pack.from_toml(text))
    /// >>> case = dueby.Case('C-1042', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> [(one.clock, one.days) for one in before.what_if(after, [case], date(2025, 12, 22))]
    /// [('complaint-response', -8)]
    WhatIf, shown by as_of, summary;
    /// The version of the shape.
    schema,
    /// The moment both answers are for.
    as_of,
    /// What the answers before were made with.
    before,
    /// What the answers after were made with.
    after,
    /// How many, in all.
    summary,
    /// Each instance that differs.
    moved,
    /// Each resident's right that differs.
    rights,
    /// That this is a calculation, not legal advice.
    notice,
    {
        fn __len__(&self) -> usize {
            self.value.moved.len()
        }

        fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            super::iterate(slf.as_any(), "moved")
        }
    }
}

answer! {
    /// How many cases and instances were compared, and how they differ.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'reply', 'kind': 'letter', 'starts': 'letter.received',
    /// ...         'stops': 'letter.answered', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.summary.instances, answer.summary.moved, answer.summary.later
    /// (1, 1, 1)
    Summary, shown by cases, moved, earlier, later;
    /// The cases compared.
    cases,
    /// Those of them with an instance or a right that differs.
    cases_moved,
    /// The instances compared.
    instances,
    /// Those of them that differ.
    moved,
    /// Those whose deadline is earlier.
    earlier,
    /// Those whose deadline is later.
    later,
    /// Those that have a deadline only after.
    deadlines_gained,
    /// Those that have a deadline only before.
    deadlines_lost,
    /// Those that are listed only after.
    listed,
    /// Those that are listed only before.
    gone,
    /// Those of which the appointment's window differs, or what became of it.
    appointments,
    /// How many have which other state.
    states,
    /// The residents' rights, counted apart.
    rights,
}

answer! {
    /// How many instances have another state.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'reply', 'kind': 'letter', 'starts': 'letter.received',
    /// ...         'stops': 'letter.answered', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 0))
    /// >>> answer.summary.states
    /// (StatesMoved(from_='overdue', to='on-track', instances=1),)
    StatesMoved, shown by from_, to, instances;
    /// The state before.
    from as from_,
    /// The state after.
    to,
    /// How many.
    instances,
}

answer! {
    /// An instance that differs.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'reply', 'kind': 'letter', 'starts': 'letter.received',
    /// ...         'stops': 'letter.answered', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> moved = answer.moved[0]
    /// >>> moved.clock, str(moved.by), moved.days
    /// ('reply', '24 hours', 1)
    Moved, shown by case, clock, by;
    /// The host's reference of the case.
    case,
    /// What it is before; None when it is not listed.
    before,
    /// What it is after; None when it is not listed.
    after,
    /// By how much time the deadline is later; negative when it is earlier.
    by,
    /// The same in calendar days, where both are the end of a day.
    days,
    {
        /// The pack of the instance.
        #[getter]
        fn pack(&self) -> &str {
            &self.value.instance.pack
        }

        /// Its clock.
        #[getter]
        fn clock(&self) -> &str {
            &self.value.instance.clock
        }

        /// Which run of it, from 1.
        #[getter]
        fn instance(&self) -> usize {
            self.value.instance.instance
        }

        /// What is promised.
        #[getter]
        fn promise(&self) -> &str {
            &self.value.instance.promise
        }
    }
}

answer! {
    /// What an instance is under some rules.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'reply', 'kind': 'letter', 'starts': 'letter.received',
    /// ...         'stops': 'letter.answered', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.moved[0].before.state, str(answer.moved[0].after.within)
    /// ('overdue', '3 days')
    Standing, shown by state, deadline;
    /// Its state.
    state,
    /// Why it is undetermined.
    reason,
    /// The time allowed, extensions included.
    within,
    /// The rule's own words, where it gives no number.
    open,
    /// Its deadline; None while paused.
    deadline,
    /// While paused: its deadline if it resumed.
    deadline_if_resumed,
    /// The window, and what became of it, where it is an appointment's.
    appointment,
}

answer! {
    /// A resident's right that differs.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'right': [{'id': 'appeal', 'title': 'Appeal', 'to': 'the council', 'kind': 'letter',
    /// ...         'starts': 'letter.received', 'used': 'appeal.made', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> moved = answer.rights[0]
    /// >>> moved.right, str(moved.by), moved.days
    /// ('appeal', '24 hours', 1)
    RightMoved, shown by case, right, by;
    /// The host's reference of the case.
    case,
    /// What it is before; None when it is not listed.
    before,
    /// What it is after; None when it is not listed.
    after,
    /// By how much time its last moment is later; negative when it is earlier.
    by,
    /// The same in calendar days, where both are the end of a day.
    days,
    {
        /// The pack of the right.
        #[getter]
        fn pack(&self) -> &str {
            &self.value.right.pack
        }

        /// Its id.
        #[getter]
        fn right(&self) -> &str {
            &self.value.right.right
        }

        /// Which time it arose, from 1.
        #[getter]
        fn instance(&self) -> usize {
            self.value.right.instance
        }

        /// What the resident may do.
        #[getter]
        fn title(&self) -> &str {
            &self.value.right.title
        }

        /// Whom it leads to.
        #[getter]
        fn to(&self) -> &str {
            &self.value.right.to
        }

        /// The nation whose residents have it.
        #[getter]
        fn nation(&self) -> Option<&str> {
            self.value.right.nation.as_deref()
        }
    }
}

answer! {
    /// What a right is under some rules.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'right': [{'id': 'appeal', 'title': 'Appeal', 'to': 'the council', 'kind': 'letter',
    /// ...         'starts': 'letter.received', 'used': 'appeal.made', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.rights[0].before.state, answer.rights[0].after.state
    /// ('lapsed', 'open')
    RightStanding, shown by state, deadline;
    /// Its state.
    state,
    /// Why it is undetermined.
    reason,
    /// How long it is open.
    within,
    /// The rule's own words, where it gives no number.
    open,
    /// Since when it is open.
    open_from,
    /// The last moment at which it can be used in time.
    deadline,
}

answer! {
    /// How many rights were compared, and how they differ.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'right': [{'id': 'appeal', 'title': 'Appeal', 'to': 'the council', 'kind': 'letter',
    /// ...         'starts': 'letter.received', 'used': 'appeal.made', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.summary.rights.instances, answer.summary.rights.later
    /// (1, 1)
    RightsSummary, shown by instances, moved, earlier, later;
    /// The rights compared: each time that one arises counts.
    instances,
    /// Those of them that differ.
    moved,
    /// Those whose last moment is earlier.
    earlier,
    /// Those whose last moment is later.
    later,
    /// Those that have a last moment only after.
    deadlines_gained,
    /// Those that have a last moment only before.
    deadlines_lost,
    /// Those that are listed only after.
    listed,
    /// Those that are listed only before.
    gone,
    /// How many have which other state.
    states,
}

answer! {
    /// How many rights have another state.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'right': [{'id': 'appeal', 'title': 'Appeal', 'to': 'the council', 'kind': 'letter',
    /// ...         'starts': 'letter.received', 'used': 'appeal.made', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.summary.rights.states
    /// (RightStatesMoved(from_='lapsed', to='open', instances=1),)
    RightStatesMoved, shown by from_, to, instances;
    /// The state before.
    from as from_,
    /// The state after.
    to,
    /// How many.
    instances,
}

answer! {
    /// A deadline.
    ///
    /// >>> rules = lambda within: dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'utc', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'reply', 'kind': 'letter', 'starts': 'letter.received',
    /// ...         'stops': 'letter.answered', 'within': within}]})
    /// >>> case = dueby.Case('L-1', 'letter', events=[('letter.received', date(2026, 1, 5))])
    /// >>> answer = rules('2 days').what_if(rules('3 days'), [case], datetime(2026, 1, 8, 12))
    /// >>> answer.moved[0].after.deadline.due_date, answer.moved[0].after.deadline.whole_day
    /// (datetime.date(2026, 1, 8), True)
    DeadlineAnswer, shown by due, whole_day;
    /// The last millisecond in time.
    due,
    /// Its date.
    due_date,
    /// Whether it is the end of that date, as people would say it.
    whole_day,
}
