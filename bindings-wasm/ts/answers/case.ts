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

