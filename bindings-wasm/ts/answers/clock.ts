// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Allowance, Limit } from "./amount.js";
import type { EscalationAnswer } from "./escalation.js";
import type { Entry } from "./explanation.js";

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

