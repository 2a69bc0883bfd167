// Sums of working time: Monday to Friday from 09:00 to 17:00 in London. What ends exactly at a
// closing stays there.

import dayjs from "dayjs";
import moment from "moment-business-time";

import { calendar } from "./working-days.mjs";

const SLOW = 100;
// Looks for patterns in every holiday, for every date.
const SLOWEST = 10;
const MINUTE = 60_000;
const open = { start: "09:00:00", end: "17:00:00" };
dayjs.setBusinessTime({
  sunday: null, monday: [open], tuesday: [open], wednesday: [open], thursday: [open], friday: [open], saturday: null,
});
const hours = ["09:00:00", "17:00:00"];
moment.updateLocale("en", { workinghours: { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null } });

const whole = (numbers) => BigInt64Array.from(numbers, BigInt);
const first = (list) => list.slice(0, SLOW);
const few = (list) => list.slice(0, SLOWEST);

export function add({ start, amount, end }) {
  const dates = start.map((millis) => new Date(millis));
  const limits = amount.map((millis) => `${millis / MINUTE} working minutes`);
  const [starts, amounts] = [whole(start), whole(amount)];
  return [
    { name: "dueby, one call, addWorkingTime", run: () => dates.map((one, row) => calendar.addWorkingTime(one, amount[row])), plain: (found) => found.map(Date.parse), expected: end },
    { name: "dueby, column", run: () => calendar.addWorkingTimeEach(starts, amounts), plain: (found) => Array.from(found, Number), expected: end },
    {
      name: "dayjs-business-time addBusinessMinutes",
      run: () => first(dates).map((one, row) => dayjs(one).addBusinessMinutes(amount[row] / MINUTE)),
      plain: (found) => found.map((one) => one.valueOf()), expected: first(end),
    },
    {
      name: "moment-business-time addWorkingTime",
      run: () => few(dates).map((one, row) => moment(one).addWorkingTime(amount[row] / MINUTE, "minutes")),
      plain: (found) => found.map((one) => one.valueOf()), expected: few(end),
    },
  ];
}

export function between({ start, amount, end }) {
  const [from, until] = [start, end].map((times) => times.map((millis) => new Date(millis)));
  const [starts, ends] = [whole(start), whole(end)];
  return [
    { name: "dueby, one call", run: () => from.map((one, row) => calendar.workingTimeBetween(one, until[row])), plain: (found) => found, expected: amount },
    { name: "dueby, column", run: () => calendar.workingTimeBetweenEach(starts, ends), plain: (found) => Array.from(found, Number), expected: amount },
    {
      name: "dayjs-business-time businessMinutesDiff",
      run: () => first(from).map((one, row) => dayjs(one).businessMinutesDiff(dayjs(until[row]))),
      plain: (found) => found.map((minutes) => minutes * MINUTE), expected: first(amount),
    },
    {
      name: "moment-business-time workingDiff",
      run: () => few(from).map((one, row) => moment(until[row]).workingDiff(moment(one), "minutes")),
      plain: (found) => found.map((minutes) => minutes * MINUTE), expected: few(amount),
    },
  ];
}
