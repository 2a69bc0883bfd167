// One way of timing for all: the answers are compared first, then everybody's turn comes again and
// again, so that what else the machine does meets all alike. What is told is processor time, and
// of it the median: of the times, and of the ratios within a turn.

const TURNS = 9;

/** The processor time of this process so far, in nanoseconds. */
function used() {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

/**
 * One library's way to answer one question: `run` answers for all rows, and `plain` makes whole
 * numbers of that, which have to be `expected`.
 */
export function isRight({ name, run, plain, expected }) {
  const found = plain(run());
  if (found.length !== expected.length) {
    throw new Error(`${name}: ${found.length} answers to ${expected.length} rows`);
  }
  const wrong = expected.findIndex((right, row) => found[row] !== right);
  if (wrong >= 0) {
    const all = expected.filter((right, row) => found[row] !== right).length;
    throw new Error(`${name}: ${all} answers differ, the first in row ${wrong}: ${found[wrong]} instead of ${expected[wrong]}`);
  }
}

/** What a row takes each of them, turn by turn, once every answer is right. */
export function nanoseconds(rivals) {
  rivals.forEach(isRight);
  const took = new Map(rivals.map(({ name }) => [name, []]));
  // In the first turns the machine's own compiler is still at it.
  for (let turn = -2; turn < TURNS; turn += 1) {
    for (const { name, run, expected, answers = 1 } of rivals) {
      globalThis.gc?.();
      const begun = used();
      run();
      const nanoseconds = ((used() - begun) * answers) / expected.length;
      if (turn >= 0) {
        took.get(name).push(nanoseconds);
      }
    }
  }
  return took;
}

/** The median. */
export function middle(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** How many times as long as another's, turn by turn. */
export const beside = (took, own) => middle(took.map((one, turn) => one / own[turn]));
