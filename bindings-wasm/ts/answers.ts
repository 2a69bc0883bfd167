// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

/**
 * One case with its events.
 */
export type Case = { 
/**
 * The host's reference. It is part of every escalation step's id.
 */
case: string, 
/**
 * What the case is about: clocks of this kind are listed even before they start.
 */
kind?: string, 
/**
 * What is known of the case when it is opened.
 */
attributes?: { [key in string]: Value | null }, 
/**
 * What happened. The order of the list never matters.
 */
events: Array<Event>, };

/**
 * An event of a case.
 */
export type Event = { 
/**
 * Its type, as rules name it: `complaint.received`.
 */
event: string, 
/**
 * When it happened.
 */
at: EventTime, 
/**
 * The host's own reference for it.
 */
id?: string, 
/**
 * Attributes that it changed, from then on.
 */
set?: { [key in string]: Value | null }, 
/**
 * When it was recorded, where that is later than when it happened.
 */
recordedAt?: EventTime, 
/**
 * For a report of what was sent or acknowledged: the id of the step that it is
 * about, as an answer gave it.
 */
step?: string, 
/**
 * Anything for people.
 */
note?: string, };

/**
 * When an event happened, as precisely as it was recorded.
 *
 * Read from ISO 8601: `2025-12-19T16:42:00+00:00` or `…Z` is an instant,
 * `2025-12-19T16:42:00` (or with a space, or without the seconds) is local to the
 * clock's calendar, `2025-12-19` is some time on that day. Anything finer than a
 * millisecond is rounded down when a deadline is computed from it.
 */
export type EventTime = Date | string;

/**
 * An attribute's value: a text, a number, or true or false.
 */
export type Value = string | number | boolean;

/**
 * The state of every promise in a case at a moment.
 */
export type Assessment = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * The moment the answer is for.
 */
asOf: string, 
/**
 * The earliest instant after `asOf` at which, without a new event, anything
 * would differ but `asOf`, `elapsed`, `remaining` and `dueIfResumed`.
 * Null if never.
 */
nextChange: string | null, 
/**
 * What the answer was made with.
 */
revisions: Revisions, 
/**
 * The clocks, in the order of the packs.
 */
clocks: Array<ClockAnswer>, 
/**
 * What a resident may do beside that, and until when.
 */
rights: Array<RightAnswer>, 
/**
 * What is odd about the case.
 */
findings: Array<Finding>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * The editions of everything an answer rests on.
 */
export type Revisions = { 
/**
 * The engine's version.
 */
engine: string, 
/**
 * The edition of the time zone database.
 */
zones: string, 
/**
 * The packs given, by id.
 */
packs: { [key in string]: string }, 
/**
 * The calendars used, by id.
 */
calendars: { [key in string]: string }, 
/**
 * The directory, where one was given.
 */
directory: DirectoryRevision | null, };

/**
 * The edition of a directory.
 */
export type DirectoryRevision = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its revision.
 */
revision: string, };

/**
 * One instance of a clock.
 */
export type ClockAnswer = { 
/**
 * The clock's id.
 */
clock: string, 
/**
 * Which run of it this is, from 1.
 */
instance: number, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's version, where it has several: the one that governs this instance.
 */
version: string | null, 
/**
 * What is promised.
 */
promise: string, 
/**
 * What it rests on.
 */
basis: Basis, 
/**
 * How sure its rule is.
 */
status: Status, 
/**
 * When the rule was last held against its source.
 */
checked: string | null, 
/**
 * The document it stands in.
 */
document: string | null, 
/**
 * Where in that document it stands.
 */
source: string | null, 
/**
 * Where to find that.
 */
link: string | null, 
/**
 * Anything else for people.
 */
notes: string | null, 
/**
 * The reading of contested words that this is the answer under.
 */
reading: string | null, 
/**
 * What each reading of contested words makes of it.
 */
readings: Array<ReadingAnswer>, 
/**
 * What it is at `asOf`.
 */
state: State, 
/**
 * Why it cannot be said what it is, when it is undetermined.
 */
reason: Reason | null, 
/**
 * The instance of another clock that it follows.
 */
follows: FollowsAnswer | null, 
/**
 * The event that started it; none where a due did.
 */
trigger: TriggerAnswer | null, 
/**
 * When it started: for a date alone, the start of that day.
 */
started: string | null, 
/**
 * The date it is counted from: that of its start, or of what the count began anew
 * from.
 */
countedFrom: string | null, 
/**
 * The time allowed, extensions included.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number: the clock has no deadline.
 */
open: string | null, 
/**
 * The last millisecond in time. Null while paused.
 */
due: string | null, 
/**
 * The date of `due`.
 */
dueDate: string | null, 
/**
 * The first millisecond too late.
 */
overdueFrom: string | null, 
/**
 * When the clock's own warning is, where it has one.
 */
atRiskFrom: string | null, 
/**
 * How much has been used; for dates, the day of `asOf` included. Null when the
 * calendar does not reach `asOf`.
 */
elapsed: Allowance | null, 
/**
 * How much is left; for dates, those after the day of `asOf`. Negative when
 * overdue, frozen while paused. Null when the calendar does not reach `asOf`.
 */
remaining: Allowance | null, 
/**
 * When it was stopped: for a date alone, the start of that day.
 */
stopped: string | null, 
/**
 * When it was cancelled, in time or late: for a date alone, the start of that day.
 */
cancelled: string | null, 
/**
 * The date that the stop counts as, where it came early and keeps the anniversary:
 * the next run is counted from it.
 */
deemedStopped: string | null, 
/**
 * The first date on which a stop keeps the anniversary, where the rule has one.
 */
earlyFrom: string | null, 
/**
 * The first date on which a stop counts, where it may not come sooner.
 */
notBefore: string | null, 
/**
 * What `due` would be without the extensions granted.
 */
unextendedDue: string | null, 
/**
 * While paused: what `due` would be if the clock resumed at `asOf`.
 */
dueIfResumed: string | null, 
/**
 * Before the start, where it follows another clock: what `due` would be if it
 * started when that is due, or projected to be.
 */
projectedDue: string | null, 
/**
 * The window, where it is an appointment's.
 */
appointment: AppointmentAnswer | null, 
/**
 * Who has to be told, and when.
 */
escalations: Array<EscalationAnswer>, 
/**
 * How the deadline was reckoned, step by step.
 */
explanation: Array<Entry>, };

/**
 * The window that an instance of an appointment was made for.
 */
export type AppointmentAnswer = { 
/**
 * Its first instant.
 */
from: string, 
/**
 * Its last instant.
 */
until: string, 
/**
 * What became of it; null for the notice and the reminder that are owed beforehand.
 */
outcome: Outcome | null, };

/**
 * What became of an appointment.
 */
export type Outcome = "made" | "kept" | "late" | "missed" | "no-access" | "rearranged" | "cancelled" | "undetermined";

/**
 * Why a clock is undetermined.
 */
export type Reason = { 
/**
 * What sort of reason it is.
 */
code: ReasonCode, 
/**
 * The attribute, parameter or status concerned.
 */
about: string | null, 
/**
 * The same in words.
 */
message: string, };

/**
 * What sort of reason leaves a clock undetermined.
 */
export type ReasonCode = "missing-parameter" | "not-accepted" | "missing-attribute" | "unfit-attribute" | "no-row" | "rows-overlap" | "bad-value" | "out-of-range" | "no-date" | "too-many-runs" | "time-needed";

/**
 * What one reading of contested words makes of an instance.
 */
export type ReadingAnswer = { 
/**
 * The name that a caller chooses it by.
 */
name: string, 
/**
 * How it reads the words.
 */
says: string, 
/**
 * The time allowed under it, extensions included.
 */
within: Limit | null, 
/**
 * The last millisecond in time under it. Null while paused.
 */
due: string | null, };

/**
 * The instance of another clock that an instance follows.
 */
export type FollowsAnswer = { 
/**
 * That clock's pack.
 */
pack: string, 
/**
 * That clock's id.
 */
clock: string, 
/**
 * Which run of it.
 */
instance: number, };

/**
 * The event that started an instance.
 */
export type TriggerAnswer = { 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * The host's reference for it.
 */
id: string | null, };

/**
 * One step of an instance's escalation path.
 */
export type EscalationAnswer = { 
/**
 * Stable: the same step of the same instance has the same id in every answer.
 */
id: string, 
/**
 * Its number on the path, from 1.
 */
step: number, 
/**
 * Which time it comes, from 1: a step may be repeated.
 */
occurrence: number, 
/**
 * When it is, as the rule writes it.
 */
when: Moment, 
/**
 * The exact moment. Null while the clock is paused, or beyond the calendar.
 */
at: string | null, 
/**
 * The first time from then on at which a calendar is open: that of one of those who
 * are told, as the directory says, else the clock's.
 */
deliverFrom: string | null, 
/**
 * The role that has to be told.
 */
notify: string, 
/**
 * Who has that role at the moment of the step. Null without a directory, and for a
 * step that is skipped, withdrawn or undetermined.
 */
to: Array<RecipientAnswer> | null, 
/**
 * Why the role, or a part of it, leads to nobody.
 */
unresolved: Array<UnresolvedAnswer>, 
/**
 * Whether it has come.
 */
state: StepState, 
/**
 * Why it is so, where it is not just its moment.
 */
why: StepReason | null, 
/**
 * When the host sent it, as it reported.
 */
sent: string | null, 
/**
 * The first instant too late to acknowledge it: the next step comes then, if not at
 * its own moment before. Null where no step waits.
 */
acknowledgeBy: string | null, 
/**
 * When it was acknowledged.
 */
acknowledged: string | null, 
/**
 * What the path rests on.
 */
basis: Basis, };

/**
 * Whether an escalation step has come.
 */
export type StepState = "scheduled" | "fired" | "acknowledged" | "skipped" | "withdrawn" | "undetermined";

/**
 * Why a step is what it is.
 */
export type StepReason = "not-acknowledged" | "acknowledged" | "ended" | "paused" | "recorded-late" | "sent";

/**
 * Somebody who has to be told, as the directory found it.
 */
export type RecipientAnswer = { 
/**
 * The contact's name in the directory.
 */
contact: string, 
/**
 * The post or the team.
 */
title: string, 
/**
 * How the host reaches it.
 */
address: string | null, 
/**
 * The first time, from the step's moment on, at which the contact's calendar is open.
 */
deliverFrom: string | null, 
/**
 * How it was found, from the role on.
 */
via: Array<Via>, };

/**
 * A step on the way from a role to a contact. In JSON, `by` says which.
 */
export type Via = { "by": "role", 
/**
 * The role.
 */
role: string, 
/**
 * Which of the directory's `[[role]]` it is, from 1.
 */
rule: number, 
/**
 * The attribute whose value chose the contact.
 */
attribute: string | null, 
/**
 * That value.
 */
value: string | null, } | { "by": "out-of-hours", 
/**
 * The calendar that is closed.
 */
calendar: string, } | { "by": "manager", 
/**
 * That contact.
 */
of: string, } | { "by": "member", 
/**
 * The team.
 */
of: string, } | { "by": "deputy", 
/**
 * That contact.
 */
of: string, 
/**
 * The first date away.
 */
from: string, 
/**
 * The last date away.
 */
until: string, 
/**
 * Why it is away.
 */
reason: string | null, };

/**
 * Why a role, or a part of it, leads to nobody.
 */
export type UnresolvedAnswer = { 
/**
 * What sort of reason it is.
 */
code: UnresolvedCode, 
/**
 * The role, attribute or contact concerned.
 */
about: string, 
/**
 * The same in words.
 */
message: string, };

/**
 * What sort of reason leaves a role without anybody.
 */
export type UnresolvedCode = "unknown-role" | "missing-attribute" | "no-row" | "no-manager" | "away";

/**
 * A resident's right at a moment.
 */
export type RightAnswer = { 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
instance: number, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's version, where it has several.
 */
version: string | null, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Whom it leads to.
 */
to: string, 
/**
 * The nation whose residents have it.
 */
nation: string | null, 
/**
 * What it rests on.
 */
basis: Basis, 
/**
 * How sure its rule is.
 */
status: Status, 
/**
 * When the rule was last held against its source.
 */
checked: string | null, 
/**
 * The document it stands in.
 */
document: string | null, 
/**
 * Where in that document it stands.
 */
source: string | null, 
/**
 * Where to find that.
 */
link: string | null, 
/**
 * Anything else for people.
 */
notes: string | null, 
/**
 * The reading of contested words that this is the answer under.
 */
reading: string | null, 
/**
 * What each reading of contested words makes of it.
 */
readings: Array<ReadingAnswer>, 
/**
 * What it is at `asOf`.
 */
state: RightState, 
/**
 * Why it cannot be said what it is, when it is undetermined.
 */
reason: Reason | null, 
/**
 * How long it is open.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number: it stays open.
 */
open: string | null, 
/**
 * Since when it is open.
 */
openFrom: string | null, 
/**
 * The last millisecond at which it can be used in time.
 */
openUntil: string | null, 
/**
 * When it was used.
 */
used: string | null, 
/**
 * How the last moment was reckoned, step by step.
 */
explanation: Array<Entry>, };

/**
 * What a right is at a moment.
 */
export type RightState = "not-yet" | "open" | "used" | "lapsed" | "ended" | "undetermined";

/**
 * What a clock is at a moment. Decided in this order: cancelled; met or missed;
 * overdue; paused; at risk; on track, or open where the rule gives no number.
 */
export type State = "pending" | "on-track" | "open" | "at-risk" | "paused" | "overdue" | "met" | "missed" | "cancelled" | "undetermined";

/**
 * What a promise rests on.
 */
export type Basis = "statute" | "code" | "promise" | "derived";

/**
 * How sure its rule is.
 */
export type Status = "confirmed" | "unconfirmed" | "contested";

/**
 * Something odd about a case.
 */
export type Finding = { 
/**
 * The stable code.
 */
code: Code, 
/**
 * The index of the event in the case's list, from 0.
 */
event: number | null, 
/**
 * What is odd.
 */
message: string, 
/**
 * What would be right, where that can be said.
 */
hint: string | null, };

/**
 * The stable code of a problem or of a finding.
 *
 * A code never changes its meaning and is never used again for another.
 */
export type Code = "syntax" | "empty-text" | "too-large" | "not-utf8" | "unknown-field" | "missing-field" | "wrong-type" | "duplicate-name" | "bad-id" | "bad-allowance" | "bad-moment" | "bad-number" | "unknown-word" | "unknown-escalation" | "unknown-parameter" | "unknown-attribute" | "unknown-condition" | "not-filled-in" | "unknown-calendar" | "mixed-kinds" | "nothing-listed" | "pointless-option" | "unsafe-text" | "cycle" | "table-gap" | "table-overlap" | "row-never-matches" | "never-holds" | "never-stops" | "event-without-effect" | "steps-out-of-order" | "steps-at-one-moment" | "step-before-start" | "extension-beyond-cap" | "calendar-too-short" | "missing-source" | "unused-name" | "look-alike" | "not-decided" | "circular-start" | "looser-than-law" | "versions-overlap" | "bad-date" | "bad-hours" | "unknown-zone" | "calendar-range" | "unknown-contact" | "unknown-role" | "circular-role" | "circular-manager" | "nobody-stands-in" | "unknown-pack" | "unknown-clock" | "unknown-reading" | "bad-time" | "missing-time" | "time-range" | "unknown-event" | "no-version" | "unknown-kind" | "unknown-value" | "future-event" | "stop-without-start" | "reopen-without-stop" | "pause-without-start" | "resume-without-pause" | "pause-too-late" | "too-early" | "visit-too-early" | "reset-too-late" | "extension-refused" | "unresolved-role" | "unknown-step" | "step-reported-twice" | "step-not-due" | "projected-holiday" | "beyond-calendar";

/**
 * How bad a problem is.
 */
export type Severity = "note" | "warning" | "error";

/**
 * One step of a reckoning. In JSON, `step` says which.
 *
 * A deadline in days is the end of the last date of the last `counted`,
 * `counted-months` or `moved` entry, that of `dated`, or the date `rolled` to (of the day before it
 * where `due` says so); the dates of those
 * entries and of `not-counted`, `skipped` and `paused` follow one another without
 * a gap from the date of `received`, else that of `anew`, `deemed`, `started`, `started-at-due`
 * or `if-started`. A deadline in hours is the end of the last
 * `counted-time` entry. Of two limits each is told so, up to its `limit` entry.
 */
export type Entry = { "step": "waiting", 
/**
 * Any of these events starts it.
 */
events: Array<string>, } | { "step": "follows", 
/**
 * That clock's pack.
 */
pack: string, 
/**
 * That clock's id.
 */
clock: string, 
/**
 * Which run of it.
 */
instance: number, 
/**
 * When it starts.
 */
at: StartsAt, } | { "step": "started-at-due", 
/**
 * The pack of the clock that fell due.
 */
pack: string, 
/**
 * That clock's id.
 */
clock: string, 
/**
 * Which run of it.
 */
instance: number, 
/**
 * When: the midnight that ends a whole-day deadline.
 */
at: string, 
/**
 * The date of that due, which is counted from.
 */
date: string, } | { "step": "deemed", 
/**
 * The date that it counts as.
 */
date: string, } | { "step": "dated", 
/**
 * That date.
 */
date: string, } | { "step": "open", 
/**
 * The rule's own words.
 */
says: string, } | { "step": "if-started", 
/**
 * From then: the midnight that ends a whole-day deadline.
 */
at: string, 
/**
 * The date that is counted from.
 */
date: string, } | { "step": "projected", 
/**
 * The last millisecond in time.
 */
at: string, 
/**
 * Its date.
 */
date: string, 
/**
 * What on that date it is; null for a deadline in hours.
 */
ends: Ends | null, } | { "step": "rule", 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's version, where it has several.
 */
version: string | null, 
/**
 * The clock's id.
 */
clock: string, 
/**
 * The time it allows, before extensions; null where its due is a date, or it
 * gives no number.
 */
within: Limit | null, 
/**
 * The date that it is due on, before any roll, where the rule says one.
 */
due: string | null, 
/**
 * The attribute whose value chose the allowance.
 */
attribute: string | null, 
/**
 * That value.
 */
value: string | null, 
/**
 * The parameter that the allowance was filled in by.
 */
parameter: string | null, 
/**
 * The row of a table over several attributes that is for the case, from 1.
 */
row: number | null, 
/**
 * The attributes by which that row was chosen.
 */
given: Array<Given>, 
/**
 * Where in the pack's source it stands.
 */
source: string | null, 
/**
 * The calendar it counts with.
 */
calendar: string, 
/**
 * That calendar's zone, in which all dates and times are.
 */
zone: string, } | { "step": "started", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * When it happened; null when only the date is known.
 */
at: string | null, 
/**
 * Its date.
 */
date: string, } | { "step": "received", 
/**
 * The date it counts as received on.
 */
date: string, 
/**
 * The rule that says so.
 */
why: string, 
/**
 * Whether that rests on a holiday expected but not yet proclaimed.
 */
projected: boolean, } | { "step": "changed", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * When it happened; null when only the date is known.
 */
at: string | null, 
/**
 * Its date.
 */
date: string, 
/**
 * The limit before; null where none could be chosen.
 */
from: Limit | null, 
/**
 * The limit that the event called for.
 */
to: Limit | null, 
/**
 * The date that it was due on before, where it is due on one.
 */
fromDate: string | null, 
/**
 * The date that the event called for.
 */
toDate: string | null, 
/**
 * From when that counts, or that it does not.
 */
counts: OnChange, 
/**
 * The deadline before; null where there was none, or it still holds.
 */
dueBefore: string | null, } | { "step": "window", 
/**
 * Its first instant.
 */
from: string, 
/**
 * Its last instant.
 */
until: string, 
/**
 * How long before it the promise falls due; null where it is due in the window.
 */
lead: Allowance | null, } | { "step": "reopened", 
/**
 * The type of the event that reopened it.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * When it happened; null when only the date is known.
 */
at: string | null, 
/**
 * Its date.
 */
date: string, 
/**
 * The date on which it had ended.
 */
ended: string, 
/**
 * What it had become then.
 */
state: State, } | { "step": "anew", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * When it happened; null when only the date is known.
 */
at: string | null, 
/**
 * Its date.
 */
date: string, } | { "step": "not-counted", 
/**
 * The first of them.
 */
from: string, 
/**
 * The last of them.
 */
to: string, 
/**
 * The rule that says so.
 */
why: string, } | { "step": "counted", 
/**
 * The first of them.
 */
from: string, 
/**
 * The last of them.
 */
to: string, 
/**
 * How many.
 */
days: number, 
/**
 * How many with those before.
 */
total: number, 
/**
 * Which sort of dates is counted.
 */
unit: Unit, } | { "step": "skipped", 
/**
 * The first of them.
 */
from: string, 
/**
 * The last of them.
 */
to: string, 
/**
 * How many.
 */
days: number, 
/**
 * The holiday's name, or the weekdays.
 */
why: string, 
/**
 * Whether the holiday is expected but not yet proclaimed.
 */
projected: boolean, } | { "step": "paused", 
/**
 * The first of them.
 */
from: string, 
/**
 * The last of them; null while the pause lasts.
 */
to: string | null, 
/**
 * How many dates that would have counted.
 */
days: number | null, } | { "step": "counted-months", 
/**
 * The date they are counted from.
 */
from: string, 
/**
 * The last date of the span.
 */
to: string, 
/**
 * How many.
 */
months: number, } | { "step": "moved", 
/**
 * The date before.
 */
from: string, 
/**
 * The date after.
 */
to: string, 
/**
 * By how many days.
 */
days: number, } | { "step": "counted-time", 
/**
 * From this instant.
 */
from: string, 
/**
 * Until this instant.
 */
to: string, 
/**
 * How much.
 */
time: Allowance, 
/**
 * How much with that before.
 */
total: Allowance, } | { "step": "paused-time", 
/**
 * From this instant.
 */
from: string, 
/**
 * Until this instant; null while the pause lasts.
 */
to: string | null, } | { "step": "extended", 
/**
 * The event that asked for it.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * By how much.
 */
by: Allowance, 
/**
 * How much was asked for, where that is more than the cap left.
 */
of: Allowance | null, 
/**
 * The time allowed from then on.
 */
within: Allowance, } | { "step": "limit", 
/**
 * The limit, extensions included.
 */
within: Allowance, 
/**
 * The last millisecond in time; null while a pause holds it.
 */
at: string | null, 
/**
 * Its date.
 */
date: string | null, 
/**
 * What on that date it is; null for a limit in hours.
 */
ends: Ends | null, 
/**
 * Whether it governs: whether its end is the deadline.
 */
governs: boolean, } | { "step": "rolled", 
/**
 * The date before.
 */
from: string, 
/**
 * The date after.
 */
to: string, 
/**
 * Why the date before is not a working day.
 */
why: string, 
/**
 * Whether that is a holiday expected but not yet proclaimed.
 */
projected: boolean, } | { "step": "due", 
/**
 * The last millisecond in time.
 */
at: string, 
/**
 * Its date.
 */
date: string, 
/**
 * What on that date it is; null for a deadline in hours.
 */
ends: Ends | null, } | { "step": "ended", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * When it happened; null when only the date is known.
 */
at: string | null, 
/**
 * Its date.
 */
date: string, 
/**
 * Whether it took the promise away; it did not keep it then.
 */
cancelled: boolean, 
/**
 * What the clock became.
 */
state: State, };

/**
 * An attribute with its value as it was.
 */
export type Given = { 
/**
 * The attribute's name.
 */
attribute: string, 
/**
 * Its value; null where there was none.
 */
value: Value | null, };

/**
 * Which dates a count counts.
 */
export type Unit = "days" | "working-days";

/**
 * What the end of a deadline counted in days is.
 */
export type Ends = "end of day" | "closing" | "same time" | "day before";

/**
 * When a clock starts that follows another: it counts from that moment or date.
 */
export type StartsAt = "stop" | "stop or due" | "due";

/**
 * From when a limit counts that an event changed, as one that raises a priority.
 */
export type OnChange = "from the start" | "from the change" | "kept";

/**
 * How much time a promise allows, in one kind of time.
 *
 * Written as a number and a unit, or several of the same kind: `2 working days`,
 * `24 hours`, `1 hour 30 minutes`, `8 working hours`, `10 days`, `12 weeks`,
 * `1 month`, `5 years`. Numbers are whole.
 */
export type Allowance = string;

/**
 * How long a promise has: one allowance, or the earlier or the later of two, each
 * counted for itself from the same start.
 *
 * Written as the allowance, or as `10 working days or 3 weeks, whichever is earlier`
 * (or `later`).
 */
export type Limit = string;

/**
 * When an escalation step or a warning is, relative to a clock.
 *
 * Written `1 working day before due`, `due`, `2 working days after due`, `start`,
 * `2 hours after start`, or as the share of the allowance that is used, `75%`.
 */
export type Moment = string;

/**
 * What a case is at one moment, and every change from then until another.
 */
export type Timeline = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * Changes at this moment are the first that are not listed.
 */
from: string, 
/**
 * Changes at this moment are the last that are listed.
 */
until: string, 
/**
 * What the case is at `from`.
 */
start: Assessment, 
/**
 * What changes, in order.
 */
changes: Array<Change>, 
/**
 * When there are more changes than [`Timeline::MOST`]: the last moment whose
 * changes are listed. To have the others, ask again from it.
 */
cutAt: string | null, 
/**
 * The first change that is not listed, after `until` or after `cutAt`. Null if
 * there is none.
 */
nextChange: string | null, };

/**
 * One thing that changes.
 */
export type Change = { at: string } & (InstanceName | { [name in keyof InstanceName]?: never }) & What;

/**
 * What changes.
 */
export type What = { "what": "event", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * The host's reference for it.
 */
id: string | null, } | { "what": "listed", 
/**
 * What it is.
 */
answer: ClockAnswer, } | { "what": "gone", 
/**
 * What it was.
 */
state: State, } | { "what": "state", 
/**
 * The state before.
 */
from: State, 
/**
 * The state from then on.
 */
to: State, 
/**
 * Why it is undetermined from then on, where it is.
 */
reason: Reason | null, } | { "what": "deadline", 
/**
 * The deadline before: none before the start and while paused.
 */
from: DeadlineAnswer | null, 
/**
 * The deadline from then on.
 */
to: DeadlineAnswer | null, } | { "what": "step", 
/**
 * Its id.
 */
id: string, 
/**
 * Its number on the path, from 1.
 */
step: number, 
/**
 * Who has to be told.
 */
notify: string, 
/**
 * Its state before; none before the clock has started.
 */
from: StepState | null, 
/**
 * Its state from then on.
 */
to: StepState | null, 
/**
 * Its moment before.
 */
momentBefore: string | null, 
/**
 * Its moment from then on.
 */
moment: string | null, 
/**
 * The first time the calendar is open from then on.
 */
deliverFrom: string | null, } | { "what": "right", 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
number: number, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Its state before; none where it was not listed.
 */
from: RightState | null, 
/**
 * Its state from then on; none where it is no longer listed.
 */
to: RightState | null, 
/**
 * The last millisecond at which it can be used in time, from then on.
 */
openUntil: string | null, } | { "what": "details", 
/**
 * The fields of the answer.
 */
fields: Array<string>, } | { "what": "noted", 
/**
 * What is odd.
 */
finding: Finding, } | { "what": "settled", 
/**
 * What was odd.
 */
finding: Finding, };

/**
 * Which deadlines, states and rights of some cases differ under other rules.
 */
export type WhatIf = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The moment both answers are for.
 */
asOf: string, 
/**
 * What the answers before were made with.
 */
before: Revisions, 
/**
 * What the answers after were made with.
 */
after: Revisions, 
/**
 * How many, in all.
 */
summary: Summary, 
/**
 * Each instance that differs, in the order of the cases, then of the packs.
 */
moved: Array<Moved>, 
/**
 * Each resident's right that differs, in the same order.
 */
rights: Array<RightMoved>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * How many cases and instances were compared, and how they differ.
 */
export type Summary = { 
/**
 * The cases compared.
 */
cases: number, 
/**
 * Those of them with an instance or a right that differs.
 */
casesMoved: number, 
/**
 * The instances compared, listed before or after.
 */
instances: number, 
/**
 * Those of them that differ.
 */
moved: number, 
/**
 * Those whose deadline is earlier.
 */
earlier: number, 
/**
 * Those whose deadline is later.
 */
later: number, 
/**
 * Those that have a deadline only after.
 */
deadlinesGained: number, 
/**
 * Those that have a deadline only before.
 */
deadlinesLost: number, 
/**
 * Those that are listed only after.
 */
listed: number, 
/**
 * Those that are listed only before.
 */
gone: number, 
/**
 * Those of which the appointment's window differs, or what became of it.
 */
appointments: number, 
/**
 * How many have which other state, in the order of their names.
 */
states: Array<StatesMoved>, 
/**
 * The residents' rights, which are no promises and counted apart.
 */
rights: RightsSummary, };

/**
 * How many instances have another state.
 */
export type StatesMoved = { 
/**
 * The state before.
 */
from: State, 
/**
 * The state after.
 */
to: State, 
/**
 * How many.
 */
instances: number, };

/**
 * An instance that differs.
 */
export type Moved = { 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * What it is before. Null when it is not listed.
 */
before: Standing | null, 
/**
 * What it is after. Null when it is not listed.
 */
after: Standing | null, 
/**
 * By how much time the deadline is later; negative when it is earlier. Null without
 * two deadlines. While the clock is paused both before and after, that of the
 * deadlines if it resumed.
 */
by: Allowance | null, 
/**
 * The same in calendar days, where both are the end of a day.
 */
days: number | null, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The clock's id.
 */
clock: string, 
/**
 * Which run of it, from 1.
 */
instance: number, 
/**
 * What is promised.
 */
promise: string, };

/**
 * What an instance is under some rules.
 */
export type Standing = { 
/**
 * Its state.
 */
state: State, 
/**
 * Why it is undetermined, where it is.
 */
reason: Reason | null, 
/**
 * The time allowed, extensions included.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number.
 */
open: string | null, 
/**
 * Its deadline. Null while paused.
 */
deadline: DeadlineAnswer | null, 
/**
 * While paused: its deadline if it resumed at the moment of the answer.
 */
deadlineIfResumed: DeadlineAnswer | null, 
/**
 * The window, and what became of it, where it is an appointment's.
 */
appointment: AppointmentAnswer | null, };

/**
 * A deadline.
 */
export type DeadlineAnswer = { 
/**
 * The last millisecond in time.
 */
due: string, 
/**
 * Its date.
 */
dueDate: string, 
/**
 * Whether it is the end of that date, as people would say it.
 */
wholeDay: boolean, };

/**
 * Which instance of which clock.
 */
export type InstanceName = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The clock's id.
 */
clock: string, 
/**
 * Which run of it, from 1.
 */
instance: number, 
/**
 * What is promised.
 */
promise: string, };

/**
 * A right that differs.
 */
export type RightMoved = { 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * What it is before. Null when it is not listed.
 */
before: RightStanding | null, 
/**
 * What it is after. Null when it is not listed.
 */
after: RightStanding | null, 
/**
 * By how much time its last moment is later; negative when it is earlier. Null
 * without two of them.
 */
by: Allowance | null, 
/**
 * The same in calendar days, where both are the end of a day.
 */
days: number | null, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
instance: number, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Whom it leads to.
 */
to: string, 
/**
 * The nation whose residents have it.
 */
nation: string | null, };

/**
 * Which time a resident has which right.
 */
export type RightName = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
instance: number, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Whom it leads to.
 */
to: string, 
/**
 * The nation whose residents have it.
 */
nation: string | null, };

/**
 * What a right is under some rules.
 */
export type RightStanding = { 
/**
 * Its state.
 */
state: RightState, 
/**
 * Why it is undetermined, where it is.
 */
reason: Reason | null, 
/**
 * How long it is open.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number.
 */
open: string | null, 
/**
 * Since when it is open.
 */
openFrom: string | null, 
/**
 * The last moment at which it can be used in time.
 */
deadline: DeadlineAnswer | null, };

/**
 * How many rights were compared, and how they differ.
 */
export type RightsSummary = { 
/**
 * The rights compared, listed before or after: each time that one arises counts.
 */
instances: number, 
/**
 * Those of them that differ.
 */
moved: number, 
/**
 * Those whose last moment is earlier.
 */
earlier: number, 
/**
 * Those whose last moment is later.
 */
later: number, 
/**
 * Those that have a last moment only after.
 */
deadlinesGained: number, 
/**
 * Those that have a last moment only before.
 */
deadlinesLost: number, 
/**
 * Those that are listed only after.
 */
listed: number, 
/**
 * Those that are listed only before.
 */
gone: number, 
/**
 * How many have which other state, in the order of their names.
 */
states: Array<RightStatesMoved>, };

/**
 * How many rights have another state.
 */
export type RightStatesMoved = { 
/**
 * The state before.
 */
from: RightState, 
/**
 * The state after.
 */
to: RightState, 
/**
 * How many.
 */
instances: number, };

