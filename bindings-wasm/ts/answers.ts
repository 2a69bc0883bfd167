// What answers are made of: one file a subject, each made from the Rust types.

export type * from "./answers/amount.js";
export type * from "./answers/assessment.js";
export type * from "./answers/case.js";
export type * from "./answers/clock.js";
export type * from "./answers/escalation.js";
export type * from "./answers/explanation.js";
export type * from "./answers/finding.js";
export type * from "./answers/report.js";
export type * from "./answers/right.js";
export type * from "./answers/target.js";
export type * from "./answers/timeline.js";
export type * from "./answers/what-if.js";
