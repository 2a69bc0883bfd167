// Compiled, never run. Each expected error is one that a caller would make.

import { Calendar, type Case, type Code, DuebyError, Engine, load, type PackId, type State } from "dueby";
import { type Dueby, type DuebyAuthoring, load as loadAuthoring, type Report } from "dueby/authoring";
import { type BatchRows, type DuebyFull, type FullEngine, load as loadFull } from "dueby/full";
import { type DuebyReport, type FileCount, Fold, load as loadReport, type ReportAnswer } from "dueby/report";

export async function uses(): Promise<void> {
  const dueby: Dueby = await load();
  const [gas]: PackId[] = ["uk/gas-safety"];
  void load({ packs: [gas ?? "uk/subject-access", "uk/subject-access@2018-05-25"] });
  // @ts-expect-error there is no such pack
  void load({ packs: ["uk/gas-saftey"] });
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
  const again: BatchRows = asked.batch(
    { firstEvent: Uint32Array.of(0), events: { types: { names: [], codes: new Uint32Array() }, times: new Float64Array() } },
    "2026-01-01", { into: rows },
  );
  void [day, code, report, state, again];

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

export async function counts(): Promise<void> {
  const dueby: DuebyReport = await loadReport();
  const engine = dueby.engine({ packs: ["england/tenant-satisfaction-measures"] });
  const fold: Fold = dueby.fold(engine, { period: "2025-26", by: "patch", numbers: { homes: 20390 } });
  const isNew: boolean = fold.add({ case: "R-1", kind: "repair", events: [] });
  for (const { measure, state, figure, groups } of fold.answer().targets) {
    const share: number | null | undefined = measure === "share" ? figure?.value : null;
    const isLate: boolean = state === "missed";
    void [share, isLate, groups.map(({ value }) => value?.length)];
    // @ts-expect-error there is no such state of a target
    void (state === "overdue");
  }
  const count: FileCount = dueby.fileCount(engine, { period: "2025-Q4", asOf: new Date(), dates: "uk", encoding: "windows-1252" });
  await count.add(new File([], "cases.csv"), { signal: AbortSignal.timeout(1000), onProgress: ({ read }) => void read });
  const told: ReportAnswer = count.report();
  const wrong: number | undefined = told.read.byCode["bad-time"];
  const chosen: string[] = dueby.sample({ seed: "spring", period: "2025-26", percent: 10 }).choose(new Set(["R-1"]));
  void [isNew, wrong, chosen];

  // @ts-expect-error a report is about a period
  dueby.fold(engine, { by: "patch" });
  // @ts-expect-error there is no such way to write dates
  dueby.fileCount(engine, { period: "2025-26", dates: "us" });
  // @ts-expect-error numbers are numbers
  dueby.fold(engine, { period: "2025-26", numbers: { homes: "20390" } });
  // @ts-expect-error a count is made by `dueby.fold`
  void new Fold();
}
