// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Value } from "./case.js";
import type { Allowance, Limit, Unit } from "./amount.js";
import type { State } from "./clock.js";

/**
 * One step of a reckoning. In JSON, `step` says which.
 *
 * A deadline in days is the end of the last date of the last `counted`,
 * `counted-months` or `moved` entry, that of `dated`, or the date `rolled` to (of the day before it
 * where `due` says so); the dates of those
 * entries and of `not-counted`, `skipped` and `paused` follow one another without
 * a gap from the date of `received`, else that of `anew`, `deemed`, `started`, `started-at-due`
 * or `if-started`. A deadline in hours is the end of the last
 * `counted-time` entry. What follows a `lead` follows from its date, back or on: counted back,
 * the deadline is the end of the first date of the last `counted`. Of two limits each is told so, up to its `limit` entry.
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
date: string, } | { "step": "lead", 
/**
 * The attribute that says it.
 */
attribute: string, 
/**
 * That date.
 */
date: string, 
/**
 * Whether the end lies before it or after it.
 */
side: Side, 
/**
 * How long.
 */
by: Allowance, } | { "step": "open", 
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
 * That value; of a due on a date, only where it lies before or after that date.
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
state: State, } | { "step": "excused", 
/**
 * The type of the event that gave it.
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
 * What was noted with it.
 */
note: string | null, };

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
 * What the end of a deadline counted in days is.
 */
export type Ends = "end of day" | "closing" | "same time" | "day before";

/**
 * Where a due lies, counted from the date that an attribute gives.
 */
export type Side = "before" | "after";

/**
 * When a clock starts that follows another: it counts from that moment or date.
 */
export type StartsAt = "stop" | "stop or due" | "due";

/**
 * From when a limit counts that an event changed, as one that raises a priority.
 */
export type OnChange = "from the start" | "from the change" | "kept";

