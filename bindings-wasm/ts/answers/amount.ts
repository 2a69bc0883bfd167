// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

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
 * Which dates a count counts.
 */
export type Unit = "days" | "working-days";

