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
    UnresolvedAnswer, shown by code, about;
    /// What sort of reason it is.
    code,
    /// The role, attribute or contact concerned.
    about,
    /// The same in words.
    message,
}
