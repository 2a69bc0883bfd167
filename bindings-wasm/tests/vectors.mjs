// The project's vectors asked of the package, in Node and in browsers: expected dates come from
// outside.

const LATE = "2030-01-01T00:00:00Z";
const DAY = 86_400_000;

function dayAfter(date) {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}

function ownCalendar(given) {
  const head = `[calendar]\nid = "own"\ntitle = "Own"\nzone = "${given.zone}"\nfrom = "${given.from}"\nto = "${given.to}"\n`;
  const hours = Object.entries(given.hours).map(([days, open]) => `${days} = "${open}"\n`);
  const holidays = given.holidays.map((day) => `${day} = "Holiday"\n`);
  const closures = (given.closures ?? []).map((closure) => {
    const fields = ["name", "from", "to", "priorities"].map((name) => `${name} = ${JSON.stringify(closure[name])}\n`);
    return `[[closure]]\n${fields.join("")}`;
  });
  return `${head}[hours]\n${hours.join("")}[holidays]\n${holidays.join("")}${closures.join("")}`;
}

function isAsExpected({ due, dueDate }, expected) {
  if ("due-date" in expected) {
    return dueDate === expected["due-date"];
  }
  return due !== null && Date.parse(due) === Date.parse(expected.due);
}

function law(dueby, row) {
  const own = typeof row.calendar !== "string";
  const calendars = own ? [{ file: "own", text: ownCalendar(row.calendar) }] : [];
  const calendar = own ? dueby.readCalendar(calendars[0]) : dueby.calendar(row.calendar);
  if (row.op === "add-working-days") {
    return calendar.addWorkingDays(row.start, row.days) === row.expected.date;
  }
  // What is due on a date is moved by nothing.
  const pauses = { from: "it.paused", until: "it.resumed" };
  const limit = row.due === undefined ? { within: row.within, pauses } : { due: row.due };
  const clock = { id: "it", kind: "it", starts: "it.started", stops: "it.stopped", ...limit };
  if (row.counting && Object.keys(row.counting).length > 0) {
    clock.counting = row.counting;
  }
  const pack = { pack: { id: "tried", title: "Tried", calendar: calendar.id, basis: "promise" }, clock: [clock] };
  const engine = dueby.engine({ calendars, texts: [{ file: "tried", text: JSON.stringify(pack) }] });
  const events = [{ event: "it.started", at: row.start }];
  for (const pause of row.pauses ?? []) {
    events.push({ event: "it.paused", at: pause.from }, { event: "it.resumed", at: pause.until });
  }
  const attributes = row.priority === undefined ? {} : { priority: row.priority };
  const answer = engine.assess({ case: row.id, kind: "it", attributes, events }, LATE, { accept: "all" });
  engine.free();
  return isAsExpected(answer.clocks[0], row.expected);
}

function ofPack(dueby, ask, row, readings) {
  const events = ask.start === undefined ? [] : [{ event: ask.start, at: row.start }];
  for (const pause of row.pauses ?? []) {
    const [paused, resumed] = ask.pause;
    events.push({ event: paused, at: pause.from }, { event: resumed, at: pause.until });
  }
  events.push(...(ask.events ?? []));
  const accept = [ask.accept, ask.reading && `${ask.clock}=${ask.reading}`].filter((word) => word !== undefined);
  const own = ask.pack === "examples/readings";
  const engine = dueby.engine(own ? { texts: [{ file: "readings.toml", text: readings }] } : { packs: [ask.pack] });
  const given = { case: row.id, kind: ask.kind ?? "example", attributes: ask.attributes ?? {}, events };
  const answer = engine.assess(given, LATE, { accept });
  engine.free();
  if (ask.right !== undefined) {
    const due = answer.rights.find(({ right }) => right === ask.right).openUntil;
    return isAsExpected({ due, dueDate: due && due.slice(0, 10) }, row.expected);
  }
  const found = answer.clocks.find(({ clock, instance }) => clock === ask.clock && instance === (ask.run ?? 1));
  switch (ask.gives) {
    case "early-from":
      return isAsExpected({ due: null, dueDate: found.earlyFrom }, row.expected);
    case "not-before":
      return isAsExpected({ due: null, dueDate: found.notBefore }, row.expected);
    case "window":
      return found.earlyFrom === row.start && isAsExpected(found, row.expected);
    default:
      return isAsExpected(found, row.expected);
  }
}

function bankHolidays(dueby, nation, listed) {
  const calendar = dueby.calendar(nation);
  const wrong = [];
  const [first, last] = calendar.span;
  if (first !== listed.from || last !== listed.to) {
    wrong.push(`${nation}: from ${first} to ${last}`);
  }
  const holidays = new Set(Object.keys(listed.holidays));
  const known = new Map(listed.differences.map((row) => [row.date, row.calendar === "open"]));
  for (let day = first; day <= last; day = dayAfter(day)) {
    const weekday = new Date(Date.parse(day)).getUTCDay();
    const expected = known.get(day) ?? (weekday > 0 && weekday < 6 && !holidays.has(day));
    if (calendar.isWorkingDay(day) !== expected) {
      wrong.push(`${nation}: ${day}`);
    }
  }
  return wrong;
}

function offset(seconds) {
  const minutes = Math.abs(seconds) / 60;
  const two = (number) => String(number).padStart(2, "0");
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function zone(dueby, name, { "first-offset": first, changes }) {
  const calendar = dueby.readCalendar({
    file: "there",
    text: `[calendar]\nid = "there"\ntitle = "There"\nzone = "${name}"\nfrom = "1990-01-01"\nto = "2099-12-31"\n[hours]\nmon-sun = "00:00-24:00"\n`,
  });
  const wrong = [];
  let before = first;
  for (const [text, after] of changes) {
    const at = Date.parse(text);
    for (const [instant, seconds] of [[at - 1000, before], [at, after]]) {
      for (const found of [calendar.instant(new Date(instant)), calendar.nextOpen(new Date(instant))]) {
        if (Date.parse(found) !== instant || !found.endsWith(offset(seconds))) {
          wrong.push(`${name}: ${new Date(instant).toISOString()} was ${found}`);
        }
      }
    }
    before = after;
  }
  return wrong;
}

/** numpy's calendars and cases in the words of dueby; undefined where numpy alone refuses. */
function numpy(dueby, { op, calendar: given, inputs, expected }) {
  const hours = Object.entries(given.weekly).map(([day, windows]) => {
    return `${day} = "${windows.map((window) => window.join("-")).join(", ") || "closed"}"\n`;
  });
  const holidays = [...new Set(given.holidays)].sort().map((day) => `${day} = "Holiday"\n`);
  const calendar = dueby.readCalendar({
    file: "peer",
    text: `[calendar]\nid = "peer"\ntitle = "Peer"\nzone = "UTC"\nfrom = "2004-01-01"\nto = "2025-12-31"\n[hours]\n${hours.join("")}[holidays]\n${holidays.join("")}`,
  });
  if (op === "is_business_day") {
    return calendar.isWorkingDay(inputs.date) === expected;
  }
  if (op === "count_business_days") {
    const { start, end, inclusive } = inputs;
    if (start > end) {
      return calendar.workingDaysBetween(dayAfter(start), dayAfter(end)) === expected;
    }
    return calendar.workingDaysBetween(start, inclusive ? dayAfter(end) : end) === expected;
  }
  const { date, days, roll } = inputs;
  if (roll === "raise" && !calendar.isWorkingDay(date)) {
    return undefined;
  }
  const words = {
    forward: "next working day", following: "next working day", backward: "previous working day",
    preceding: "previous working day", modifiedfollowing: "next working day in the month", raise: "none",
  };
  let first;
  if (roll === "modifiedpreceding") {
    first = calendar.roll(date, "previous working day");
    first = first.slice(0, 7) === date.slice(0, 7) ? first : calendar.roll(date, "next working day");
  } else {
    first = calendar.roll(date, words[roll]);
  }
  return calendar.addWorkingDays(first, days) === expected;
}

/** What is not as expected, and how many questions were asked. `read` gives a file's text. */
export async function wrong(dueby, { questions, read }) {
  const json = async (name) => JSON.parse(await read(`tests/vectors/${name}.json`));
  const { rows } = await json("law");
  const readings = await read("tests/vectors/readings.toml");
  const found = [];
  let asked = 0;
  const ask = (what, isRight) => {
    asked += 1;
    if (isRight === false) {
      found.push(what);
    }
  };
  rows.forEach((row) => ask(row.id, law(dueby, row)));
  for (const question of questions["tests/vectors/packs.toml"].ask) {
    for (const id of question.rows) {
      ask(`${id} of ${question.pack}`, ofPack(dueby, question, rows.find((row) => row.id === id), readings));
    }
  }
  for (const nation of ["england-and-wales", "scotland", "northern-ireland"]) {
    found.push(...bankHolidays(dueby, nation, await json(`bank-holidays-${nation}`)));
  }
  for (const [name, changes] of Object.entries((await json("zones")).zones)) {
    found.push(...zone(dueby, name, changes));
  }
  for (const one of (await json("peers/numpy_busday")).cases) {
    if (one.op !== "validate_calendar") {
      ask(`numpy: ${one.id}`, numpy(dueby, one));
    }
  }
  return { found, asked };
}
