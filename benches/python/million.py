"""A million cases with six events each: the memory of a process that assesses them, and its
speed beside the core's own on the same columns, turn by turn.

    million.py FOLDER            both; FOLDER has what the example `rows` wrote
    million.py FOLDER SHAPE      assesses once and says how much memory that took at most
"""

import statistics
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import dueby
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

CASES = 1_000_000
TURNS = 7
SIX = ("reported", "refused", "given", "ordered", "arrived", "done")
TYPES = ("job.reported", "access.refused", "access.given", "part.ordered", "part.arrived", "job.done")
PRIORITIES = ("emergency", "urgent", "routine", "planned")
AS_OF = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
CORE = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "dueby-benches", "--example", "asked", "--"]


def dictionary(codes, words):
    return pa.DictionaryArray.from_arrays(np.ascontiguousarray(codes, "int32"), pa.array(words))


def of_events(times):
    """A row for each event: numbers of cases, types as words of a dictionary, instants."""
    return pa.table({
        "case": np.repeat(np.arange(CASES), 6),
        "event": dictionary(np.tile(np.arange(6), CASES), TYPES),
        "at": pa.array(times, pa.timestamp("ms", "UTC")),
    })


def of_texts(times):
    """The same as texts, with references as texts too."""
    names = pc.binary_join_element_wise("R-", pa.array(np.arange(CASES)).cast(pa.string()), "")
    return pa.table({
        "case": names.take(pa.array(np.repeat(np.arange(CASES, dtype="int32"), 6))),
        "event": dictionary(np.tile(np.arange(6), CASES), TYPES).cast(pa.string()),
        "at": pa.array(times, pa.timestamp("ms", "UTC")),
    })


def of_cases(times):
    """A row for each case, with a column for each event."""
    by_column = np.ascontiguousarray(times.reshape(CASES, 6).T)
    columns = {name: pa.array(column, pa.timestamp("ms", "UTC")) for name, column in zip(SIX, by_column)}
    return pa.table({"case": np.arange(CASES), **columns})


def by_events(engine, table, cases=None):
    return engine.assess_events(table, AS_OF, kind="job", attributes=[], cases=cases)


def by_cases(engine, table, cases=None):
    return engine.assess_cases(table, AS_OF, events=dict(zip(SIX, TYPES)), kind="job", attributes=[])


SHAPES = {
    "rows of events": (of_events, by_events),
    "rows of events, all texts": (of_texts, by_events),
    "a row for each case": (of_cases, by_cases),
}


def engine_of(folder, which):
    return dueby.Engine(dueby.Pack.from_file(folder / f"{which}.toml"))


def times_of(folder, which):
    return np.fromfile(folder / f"{which}.times", "int64")


def peak():
    """The most memory that this process has had so far, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise SystemExit("this system does not tell peak memory")


def memory(folder, shape):
    make, ask = SHAPES[shape]
    table = make(times_of(folder, "clock"))
    engine, columns = engine_of(folder, "clock"), peak()
    answer = ask(engine, table)
    assert len(answer) == CASES
    print(f"{columns:.0f} {peak():.0f}")


def turns(folder, which, shapes):
    """What a case takes, turn by turn: the core, and the wheel in each shape."""
    file = folder / f"{which}.times"
    with subprocess.Popen([*CORE, which, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as core:
        # The clock of the processor time of another process, as Linux numbers it.
        clock = ~int(core.stdout.readline()) << 3 | 2
        engine, times = engine_of(folder, which), times_of(folder, which)
        cases = None
        if which == "whole":
            codes = np.fromfile(f"{file}.priorities", "uint8")
            cases = pa.table({"case": np.arange(CASES), "priority": dictionary(codes, PRIORITIES)})
        tables = {shape: SHAPES[shape][0](times) for shape in shapes}
        took = {name: [] for name in ("core", *shapes)}
        for turn in range(TURNS + 1):
            begun = time.clock_gettime_ns(clock)
            core.stdin.write("\n")
            core.stdin.flush()
            assert int(core.stdout.readline()) == CASES
            found = {"core": (time.clock_gettime_ns(clock) - begun) / CASES}
            for shape, table in tables.items():
                begun = time.process_time_ns()
                answer = SHAPES[shape][1](engine, table, cases)
                found[shape] = (time.process_time_ns() - begun) / CASES
                assert len(answer) == CASES
                del answer
            # The first turn is for everybody's memory to be there.
            if turn > 0:
                for name, nanoseconds in found.items():
                    took[name].append(nanoseconds)
        core.stdin.close()
    return took


def main(folder):
    print("\n| a million cases with six events each | ns a case | of the core's speed |")
    print("|---|---:|---:|")
    for which, words, shapes in [
        ("clock", "a clock", list(SHAPES)),
        ("whole", "a whole assessment", ["rows of events"]),
    ]:
        took = turns(folder, which, shapes)
        for name, each in took.items():
            share = statistics.median(core / own for core, own in zip(took["core"], each))
            share = "" if name == "core" else f"{share:.0%}"
            print(f"| {words}: {name} | {statistics.median(each):.0f} | {share} |", flush=True)
    print("\n| the process at its largest, MiB | with the columns | with the answer |")
    print("|---|---:|---:|")
    for shape in SHAPES:
        made = subprocess.run([sys.executable, __file__, str(folder), shape], check=True, capture_output=True, text=True)
        columns, all_of_it = made.stdout.split()
        print(f"| {shape} | {columns} | {all_of_it} |", flush=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:
        memory(folder, sys.argv[2])
    else:
        main(folder)
