// Compiled, never run. Each expected error is one that a caller would make.

import { Calendar, type Case, type Code, DuebyError, Engine, load, type State } from "dueby";
import { type Dueby, type DuebyAuthoring, load as loadAuthoring, type Report } from "dueby/authoring";
import { type DuebyFull, type FullEngine, load as loadFull } from "dueby/full";

export async function uses(): Promise<void> {
  const dueby: Dueby = await load();
  const engine: Engine = dueby.engine({ packs: ["landlords/customer-care-strategy"] });
  const given: Case = {
    case: "C-1",
    kind: "complaint",
    attributes: { patch: "Stockton", pets: 2, "further-investigation": true, unknown: null },
    events: [{ event: "complaint.received", at: new Date(), recordedAt: "2025-12-20" }],
  };
  const answer = engine.assess(given, new Date(), { accept: ["all"], strict: true, knownAt: "2026-01-01" });
  const clock = answer.clocks[0];
  if (clock !== undefined) {
    const state: State = clock.state;
    const due: string | null = clock.due;
    const texts: readonly string[] = clock.texts;
    const told: boolean = clock.escalations.some((step) => step.state === "fired" && step.why !== "sent");
    for (const step of clock.explanation) {
      if (step.step === "counted") {
        const unit: "days" | "working-days" = step.unit;
        void unit;
      }
    }
    void [state, due, texts, told];
    // @ts-expect-error there is no such state
    void (clock.state === "late");
    // @ts-expect-error fields are in camelCase
    void clock.due_date;
    // @ts-expect-error an answer is not written to
    clock.texts.push("");
  }
  const full: DuebyFull = await loadFull();
  const asked: FullEngine = full.engine({ packs: ["landlords/customer-care-strategy"] });
  for (const change of asked.timeline(given, "2025-12-01", "2026-01-01").changes) {
    if (change.what === "state") {
      const states: (State | null)[] = [change.from, change.to];
      void states;
    }
  }
  const calendar = dueby.calendar("scotland");
  const day: string = calendar.add("2025-12-19", "5 working days", { begins: "with the day", roll: "none" });
  const code = (error: unknown): Code | undefined => (error instanceof DuebyError ? error.code : undefined);
  const authoring: DuebyAuthoring = await loadAuthoring();
  const report: Report = authoring.check([{ file: "ours.toml", text: "" }]);
  const rows = asked.batch(
    { firstEvent: Uint32Array.of(0), events: { types: { names: [], codes: new Uint32Array() }, times: new Float64Array() } },
    "2026-01-01",
  );
  const state: State | undefined = rows.state.names[rows.state.codes[0] ?? 0];
  void [day, code, report, state];

  // @ts-expect-error a number is no time
  engine.assess(given, 1766000000000);
  // @ts-expect-error an event has a time
  engine.assess({ case: "C-1", events: [{ event: "complaint.received" }] }, new Date());
  // @ts-expect-error an attribute is no list
  engine.assess({ case: "C-1", attributes: { patch: ["Stockton"] }, events: [] }, new Date());
  // @ts-expect-error a slip in an option
  engine.assess(given, new Date(), { acept: "all" });
  // @ts-expect-error there is no such roll
  calendar.add("2025-12-19", "5 days", { roll: "next day" });
  // @ts-expect-error pictures are drawn by dueby/full
  engine.picture(given, "2026-01-01");
  // @ts-expect-error rule texts are read by dueby/authoring
  dueby.engine({ packs: [], texts: [{ file: "ours.toml", text: "" }] });
  // @ts-expect-error there is no such code
  void (code(undefined) === "bad-tiem");
  // @ts-expect-error an engine is made by `dueby.engine`
  void new Engine();
  // @ts-expect-error a calendar is found by `dueby.calendar`
  void new Calendar();
}
