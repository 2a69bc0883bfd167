//! An instance of a clock and what hangs on it.

use pyo3::prelude::*;

use super::answer;

answer! {
    /// One instance of a clock: what it is, when it is due, who has to be told, and why.
    ///
    /// >>> engine = dueby.Engine(['landlords/customer-care-strategy'])
    /// >>> case = dueby.Case('C-1042', 'complaint', events=[
    /// ...     dueby.Event('complaint.received', datetime(2025, 12, 19, 16, 42))])
    /// >>> clock = engine.assess(case, datetime(2025, 12, 22, 9))['complaint-response']
    /// >>> clock.state, clock.due_date, str(clock.remaining)
    /// ('on-track', datetime.date(2026, 1, 7), '9 working days')
    /// >>> print(clock.text())
    /// rule complaint-response of landlords/customer-care-strategy: ...
    /// ...
    /// Thu 25 Dec 2025 skipped: Christmas Day
    /// ...
    ClockAnswer, shown by clock, instance, state, due_date;
    /// The clock's id.
    clock,
    /// Which run of it this is, from 1.
    instance,
    /// The pack's id.
    pack,
    /// The pack's version, where it has several.
    version,
    /// What is promised.
    promise,
    /// What it rests on: "statute", "code", "promise" or "derived".
    basis,
    /// How sure its rule is: "confirmed", "unconfirmed" or "contested".
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
    /// What it is at `as_of`.
    state,
    /// Why it is undetermined.
    reason,
    /// The instance of another clock that it follows.
    follows,
    /// The event that started it.
    trigger,
    /// When it started; for a date alone, the start of that day.
    started,
    /// The date it is counted from.
    counted_from,
    /// The time allowed, extensions included.
    within,
    /// The rule's own words, where it gives no number.
    open,
    /// The last millisecond in time; None while paused.
    due,
    /// The date of `due`.
    due_date,
    /// The first millisecond too late.
    overdue_from,
    /// When the clock's own warning is.
    at_risk_from,
    /// How much has been used.
    elapsed,
    /// How much is left; negative when overdue.
    remaining,
    /// When it was stopped.
    stopped,
    /// When it was cancelled.
    cancelled,
    /// The date that an early stop counts as.
    deemed_stopped,
    /// The first date on which a stop keeps the anniversary.
    early_from,
    /// The first date on which a stop counts.
    not_before,
    /// What `due` would be without the extensions granted.
    unextended_due,
    /// While paused: what `due` would be if it resumed at `as_of`.
    due_if_resumed,
    /// Before the start of one that follows another: what `due` would be.
    projected_due,
    /// The window, where it is an appointment's.
    appointment,
    /// Who has to be told, and when.
    escalations,
    /// How the deadline was reckoned, step by step.
    explanation,
    {
        /// The explanation as text, a line for each step.
        fn text(&self) -> String {
            let lines: Vec<String> = self.value.explanation.iter().map(dueby::Entry::text).collect();
            lines.join("\n")
        }
    }
}

answer! {
    /// The window that an appointment was made for.
    ///
    /// Both are moments, and both still count.
    ///
    /// >>> engine = dueby.Engine({
    /// ...     'pack': {'id': 'visits', 'title': 'Visits', 'calendar': 'england-and-wales', 'basis': 'promise'},
    /// ...     'appointment': [{'id': 'visit', 'promise': 'Keep appointments', 'kind': 'repair',
    /// ...         'made': 'visit.booked', 'window': {'from': 'from', 'until': 'until'}, 'kept': 'visit.made'}]})
    /// >>> case = dueby.Case('R-1', 'repair', events=[dueby.Event('visit.booked', date(2026, 3, 2),
    /// ...     set={'from': '2026-03-10T08:00', 'until': '2026-03-10T12:00'})])
    /// >>> visit = engine.assess(case, date(2026, 3, 3))['visit'].appointment
    /// >>> visit.until.hour, visit.outcome
    /// (12, 'made')
    AppointmentAnswer, shown by from_, until, outcome;
    /// Its first instant.
    from as from_,
    /// Its last instant.
    until,
    /// What became of it.
    outcome,
}

answer! {
    /// Why a clock is undetermined.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> reason = engine.assess(case, date(2025, 12, 22))['complaint-update'].reason
    /// >>> reason.code, reason.about
    /// ('missing-attribute', 'further-investigation')
    Reason, shown by code, message;
    /// What sort of reason it is.
    code,
    /// The attribute, parameter or status concerned.
    about,
    /// The same in words.
    message,
}

answer! {
    /// The instance of another clock that an instance follows.
    ///
    /// >>> common = {'kind': 'repair', 'within': '5 working days'}
    /// >>> engine = dueby.Engine({
    /// ...     'pack': {'id': 'p', 'title': 'P', 'calendar': 'england-and-wales', 'basis': 'promise'},
    /// ...     'clock': [
    /// ...         {'id': 'look', 'starts': 'repair.reported', 'stops': 'repair.looked-at', **common},
    /// ...         {'id': 'mend', 'starts': {'clock': 'look'}, 'stops': 'repair.done', **common}]})
    /// >>> case = dueby.Case('R-1', 'repair', events=[('repair.reported', date(2026, 3, 2))])
    /// >>> engine.assess(case, date(2026, 3, 3))['mend'].follows
    /// FollowsAnswer(pack='p', clock='look', instance=1)
    FollowsAnswer, shown by pack, clock, instance;
    /// That clock's pack.
    pack,
    /// That clock's id.
    clock,
    /// Which run of it.
    instance,
}

answer! {
    /// The event that started an instance.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> engine.assess(case, date(2025, 12, 22))['complaint-response'].trigger
    /// TriggerAnswer(event='complaint.received', index=0)
    TriggerAnswer, shown by event, index;
    /// Its type.
    event,
    /// Its place in the case's list, from 0.
    index,
    /// The host's reference for it.
    id,
}

answer! {
    /// What one reading of contested words makes of an instance.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('L-1', 'letter', attributes={'further-investigation': True},
    /// ...     events=[('letter.received', date(2026, 12, 18))])
    /// >>> readings = engine.assess(case, date(2026, 12, 21), accept='contested')['letter-update'].readings
    /// >>> [(reading.name, str(reading.within)) for reading in readings]
    /// [('days', '10 days'), ('working-days', '10 working days')]
    ReadingAnswer, shown by name, due;
    /// The name that it is chosen by.
    name,
    /// How it reads the words.
    says,
    /// The time allowed under it.
    within,
    /// The last millisecond in time under it.
    due,
}

answer! {
    /// One step of an instance's escalation path.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> step = engine.assess(case, datetime(2025, 12, 22, 9))['complaint-acknowledgement'].escalations[0]
    /// >>> step.notify, step.state, step.id
    /// ('complaint handler', 'fired', 'C-1/landlords/customer-care-strategy/complaint-acknowledgement/1/complaints/1')
    EscalationAnswer, shown by id, notify, at, state;
    /// The same step of the same instance has the same id in every answer.
    id,
    /// Its number on the path, from 1.
    step,
    /// Which time it comes, from 1.
    occurrence,
    /// When it is, as the rule writes it.
    when,
    /// The exact moment.
    at,
    /// The first time from then on at which one of those told can be reached.
    deliver_from,
    /// The role that has to be told.
    notify,
    /// Who has that role; None without a directory.
    to,
    /// Why the role, or a part of it, leads to nobody.
    unresolved,
    /// Whether it has come.
    state,
    /// Why it is so, where it is not just its moment.
    why,
    /// When the host sent it.
    sent,
    /// The first instant too late to acknowledge it.
    acknowledge_by,
    /// When it was acknowledged.
    acknowledged,
    /// What the path rests on.
    basis,
}

answer! {
    /// Somebody who has to be told.
    ///
    /// >>> north = {'directory': {'id': 'north', 'title': 'North Homes'},
    /// ...     'contact': {'ann': {'title': 'Complaints officer'}},
    /// ...     'role': [{'name': 'complaint handler', 'contact': 'ann'}]}
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy', directory=north)
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> step = engine.assess(case, datetime(2025, 12, 22, 9))['complaint-acknowledgement'].escalations[0]
    /// >>> step.to[0].title
    /// 'Complaints officer'
    RecipientAnswer, shown by contact, title;
    /// The contact's name in the directory.
    contact,
    /// The post or the team.
    title,
    /// How the host reaches it.
    address,
    /// The first time at which the contact can be reached.
    deliver_from,
    /// How it was found, from the role on.
    via,
}

answer! {
    /// Why a role, or a part of it, leads to nobody.
    ///
    /// >>> north = {'directory': {'id': 'north', 'title': 'North Homes'},
    /// ...     'contact': {'ann': {'title': 'Complaints officer'}},
    /// ...     'role': [{'name': 'complaint handler', 'contact': 'ann'}]}
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy', directory=north)
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> step = engine.assess(case, datetime(2025, 12, 22, 9))['complaint-acknowledgement'].escalations[1]
    /// >>> step.unresolved[0].code, step.unresolved[0].about
    /// ('unknown-role', 'complaints manager')
    UnresolvedAnswer, shown by code, about;
    /// What sort of reason it is.
    code,
    /// The role, attribute or contact concerned.
    about,
    /// The same in words.
    message,
}
