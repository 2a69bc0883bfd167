// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Moment } from "./amount.js";
import type { Basis } from "./clock.js";

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

