// Sums of working days.
//
// dueby, dayjs-business-time and moment-business-time count the working days after a date, whether
// that is worked or not. date-fns knows no bank holidays, and counts from its own: from a weekend
// a whole number of weeks ends on the Friday before, as with everybody here. It is asked for the
// rows in which no bank holiday lies.

import { addBusinessDays, differenceInBusinessDays } from "date-fns";
import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import moment from "moment-business-time";

import { loadSync } from "../../target/wasm/package/dist/node/index.mjs";
import { bankHolidays, DAY, date, day } from "./rows.mjs";

const SLOW = 100;
// Looks for patterns in every holiday, for every date.
const SLOWEST = 10;
const holidays = bankHolidays();
const off = holidays.map(day);
dayjs.extend(businessTime);
dayjs.setHolidays(holidays);
moment.updateLocale("en", { holidays });

export const calendar = loadSync().calendar("england-and-wales");

/** The rows in which no bank holiday lies, the first and the last date included. */
const withoutHolidays = ({ start, end }) => start.flatMap((from, row) => {
  return off.some((one) => one >= from && one <= end[row]) ? [] : [row];
});
/** Days since 1970-01-01 of a local midnight. */
const ofLocal = (time) => Math.round((time.getTime() - time.getTimezoneOffset() * 60_000) / DAY);
const local = (number) => new Date(`${date(number)}T00:00`);
const first = (list, rows) => list.slice(0, rows);

export function add({ start, days, end }) {
  const dates = start.map(date);
  const limits = days.map((number) => `${number} working days`);
  const instants = dates.map((text) => new Date(`${text}T12:00Z`));
  const [starts, amounts] = [Int32Array.from(start), Int32Array.from(days)];
  const plain = withoutHolidays({ start, end });
  const locals = start.map(local);
  return [
    { name: "dueby, one call, add", run: () => dates.map((one, row) => calendar.add(one, limits[row])), plain: (found) => found.map(day), expected: end },
    { name: "dueby, one call, add to a Date", run: () => instants.map((one, row) => calendar.add(one, limits[row])), plain: (found) => found.map(day), expected: end },
    { name: "dueby, one call, addWorkingDays", run: () => dates.map((one, row) => calendar.addWorkingDays(one, days[row])), plain: (found) => found.map(day), expected: end },
    { name: "dueby, column", run: () => calendar.addWorkingDaysEach(starts, amounts), plain: (found) => [...found], expected: end },
    {
      name: "date-fns addBusinessDays", run: () => plain.map((row) => addBusinessDays(locals[row], days[row])),
      plain: (found) => found.map(ofLocal), expected: plain.map((row) => end[row]),
    },
    {
      name: "dayjs-business-time addBusinessDays",
      run: () => first(locals, SLOW).map((one, row) => dayjs(one).addBusinessDays(days[row])),
      plain: (found) => found.map((one) => ofLocal(one.toDate())), expected: first(end, SLOW),
    },
    {
      name: "moment-business-time addWorkingTime",
      run: () => first(locals, SLOWEST).map((one, row) => moment(one).addWorkingTime(days[row], "days")),
      plain: (found) => found.map((one) => ofLocal(one.toDate())), expected: first(end, SLOWEST),
    },
  ];
}

export function between({ start, end, between }) {
  const [from, until] = [start.map(date), end.map(date)];
  const [starts, ends] = [Int32Array.from(start), Int32Array.from(end)];
  // Theirs are of another convention where a side is not worked.
  const worked = start.flatMap((_, row) => (calendar.isWorkingDay(from[row]) ? [row] : []));
  const plain = withoutHolidays({ start, end }).filter((row) => calendar.isWorkingDay(from[row]));
  const locals = start.map((one, row) => [local(one), local(end[row])]);
  // While it is open: from any other time it goes to the closing before.
  const noons = locals.map((both) => both.map((midnight) => new Date(midnight.getTime() + DAY / 2)));
  const slow = worked.slice(0, SLOW);
  return [
    { name: "dueby, one call", run: () => from.map((one, row) => calendar.workingDaysBetween(one, until[row])), plain: (found) => found, expected: between },
    { name: "dueby, column", run: () => calendar.workingDaysBetweenEach(starts, ends), plain: (found) => [...found], expected: between },
    {
      name: "date-fns differenceInBusinessDays",
      run: () => plain.map((row) => differenceInBusinessDays(locals[row][1], locals[row][0])),
      plain: (found) => found, expected: plain.map((row) => between[row]),
    },
    {
      name: "dayjs-business-time businessDaysDiff",
      run: () => slow.map((row) => dayjs(noons[row][0]).businessDaysDiff(dayjs(noons[row][1]))),
      plain: (found) => found, expected: slow.map((row) => between[row]),
    },
  ];
}
