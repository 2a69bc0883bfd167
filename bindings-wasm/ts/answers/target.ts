// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Allowance } from "./amount.js";
import type { Revisions } from "./assessment.js";
import type { Basis, Status } from "./clock.js";

/**
 * Every target at a moment.
 */
export type TargetsAnswer = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The moment it is for.
 */
asOf: string, 
/**
 * The zone of its months and times: that of the engine's first calendar.
 */
zone: string, 
/**
 * The first date of the report.
 */
from: string, 
/**
 * The last date of the report, which still belongs to it.
 */
until: string, 
/**
 * How many cases were counted.
 */
cases: number, 
/**
 * How many were given again under a reference that was there, and not counted.
 */
repeated: number, 
/**
 * Some of those references, the first twenty in order.
 */
repeatedCases: Array<string>, 
/**
 * The date of the first event of all cases.
 */
dataFrom: string | null, 
/**
 * The date of the last event that had happened.
 */
dataUntil: string | null, 
/**
 * The first dates of months of the report that had begun and that the events do not
 * reach: of these nothing is known.
 */
notCovered: Array<string>, 
/**
 * The attribute that figures are told by as well.
 */
by: string | null, 
/**
 * What it was made with.
 */
revisions: Revisions, 
/**
 * The targets, in the order of the packs.
 */
targets: Array<TargetAnswer>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * One target.
 */
export type TargetAnswer = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's version, where it has several.
 */
version: string | null, 
/**
 * The target's id.
 */
target: string, 
/**
 * What is promised.
 */
promise: string, 
/**
 * What sort of figure it is.
 */
measure: Measure, 
/**
 * What it is, in words: `at least 80%`. Nothing where it is a measure alone.
 */
bound: string | null, 
/**
 * Whether it is to be at least so much (`true`) or at most; nothing where there is no
 * bound.
 */
atLeast: boolean | null, 
/**
 * What its figure's value is held against; nothing for a time, a change, or no bound.
 */
boundValue: number | null, 
/**
 * What its figure's time is held against.
 */
boundTime: Allowance | null, 
/**
 * What is counted, in words.
 */
definition: string, 
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
 * The first date of its own period.
 */
from: string, 
/**
 * The last date of its own period, which still belongs to it.
 */
until: string, 
/**
 * What it is at the moment asked for; nothing where there is no bound.
 */
state: TargetState | null, 
/**
 * Why it cannot be said what it is.
 */
reason: TargetReason | null, 
/**
 * What that reason is about: the number, the parameter or the pack that is missing, the
 * rule that was not accepted.
 */
reasonAbout: string | null, 
/**
 * The figure; nothing where there is none.
 */
figure: FigureAnswer | null, 
/**
 * For a change: what the figure is compared with, as a figure's value.
 */
before: number | null, 
/**
 * For a change: how much more it is than that: in points of a share (0.05 is five) or in
 * numbers; in parts of what it was where the target is in percent (0.05 is 5% more).
 */
change: number | null, 
/**
 * While the period goes on: how many are expected in all, if they go on coming as they
 * have come.
 */
expected: number | null, 
/**
 * How many more may fail: of a share that is to be at least so much, of those expected;
 * of a count or a rate that is to be at most so much, how many more may come. Negative where it is
 * too many already.
 */
mayFail: number | null, 
/**
 * Of a share that is to be at least so much: the share that is needed of those still
 * expected; above 1 it cannot be reached by them.
 */
neededShare: number | null, 
/**
 * Of a count or a rate that is to be at least so much: how many are still needed.
 */
neededCount: number | null, 
/**
 * The next moment at which its period is over.
 */
next: string | null, 
/**
 * Who has to be told now.
 */
tell: Array<TargetTold>, 
/**
 * Every one of its periods that the report touches and that had begun.
 */
periods: Array<PeriodAnswer>, 
/**
 * The figure of each month: those of the report, and at least twelve.
 */
months: Array<MonthAnswer>, 
/**
 * The figure by the values of the attribute asked for.
 */
groups: Array<GroupAnswer>, 
/**
 * Those that failed in its period, the longest past due first, then by reference; at most
 * twenty.
 */
failed: Array<Failed>, 
/**
 * How many failed that are not named.
 */
moreFailed: number, };

/**
 * What sort of figure a target has.
 */
export type Measure = "share" | "count" | "rate" | "percentile";

/**
 * What a target is at a moment.
 */
export type TargetState = "on-track" | "at-risk" | "met" | "missed" | "undetermined";

/**
 * Why a figure or a state cannot be said.
 */
export type TargetReason = "nothing-counted" | "missing-number" | "missing-baseline" | "not-covered" | "undetermined-cases" | "mixed-kinds" | "missing-parameter" | "unknown-clock" | "not-accepted";

/**
 * A figure, with all that was counted for it.
 */
export type FigureAnswer = { 
/**
 * A share from 0 to 1, a number, or a number for each thousand; nothing for a time.
 */
value: number | null, 
/**
 * Of a percentile: the time, up to the next whole resolution.
 */
time: Allowance | null, 
/**
 * Of a percentile: how finely times were kept.
 */
resolution: Allowance | null, 
/**
 * What is kept, or counted.
 */
numerator: number, 
/**
 * Of how many; nothing for a count.
 */
denominator: number | null, 
/**
 * Completed in time, followed, or counted.
 */
kept: number, 
/**
 * Completed too late, or not followed.
 */
failed: number, 
/**
 * Open and overdue at the moment asked for.
 */
overdue: number, 
/**
 * Of which it cannot be said.
 */
undetermined: number, 
/**
 * Of a clock's share: of what was completed alone.
 */
ofCompleted: number | null, 
/**
 * Of a clock's share: with what is open and overdue.
 */
withOverdue: number | null, };

/**
 * One period of a target.
 */
export type PeriodAnswer = { 
/**
 * Its first date.
 */
from: string, 
/**
 * Its last date, which still belongs to it.
 */
until: string, 
/**
 * What it is; nothing where there is no bound.
 */
state: TargetState | null, 
/**
 * The figure; nothing where there is none.
 */
figure: FigureAnswer | null, };

/**
 * The figure of a month.
 */
export type MonthAnswer = { 
/**
 * Its first date.
 */
month: string, 
/**
 * The figure; nothing where there is none.
 */
figure: FigureAnswer | null, };

/**
 * The figure of the cases with a value of an attribute.
 */
export type GroupAnswer = { 
/**
 * The value; nothing for cases without one.
 */
value: string | null, 
/**
 * The figure; nothing where there is none.
 */
figure: FigureAnswer | null, };

/**
 * One that failed.
 */
export type Failed = { 
/**
 * The case's reference.
 */
case: string, 
/**
 * Which run of the clock, or which of the case's events, from 1.
 */
instance: number, 
/**
 * When it was due.
 */
due: string | null, 
/**
 * When it was done all the same, or the event that nothing followed. Of a clock, nothing
 * where it is still open.
 */
at: string | null, };

/**
 * Who has to be told of a target.
 */
export type TargetTold = { 
/**
 * The role.
 */
notify: string, 
/**
 * The state that it is told of.
 */
state: TargetState, };

