"""Times `dueby report` over a million cases beside the same four figures, by patch, in DuckDB's SQL
from the same file: report.py FOLDER-OF-BINARIES [CASES]. The figures are compared first.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
YEAR = "day >= date '2025-04-01' and day < date '2026-04-01'"

# Times on the wall put in order; a date alone is the beginning of its day. No clock change lies
# in the seconds of a call.
SQL = f"""
with rows as (
  select "case", event, "at"::timestamp as moment, "at"::timestamp::date as day, patch
  from read_csv('{{file}}', all_varchar = true, header = true)
), cases as (
  select "case", max(patch) as patch from rows group by "case"
), steps as (
  select *, lead(moment) over (partition by "case", event order by moment) as following from rows
  where event in ('repair.completed', 'repair.reported')
), counted as (
  select 'calls' as target, stop."case", stop.day,
    stop.moment - start.moment <= interval 20 seconds as kept
  from rows start join rows stop on start."case" = stop."case"
  where start.event = 'call.transferred'
    and stop.event in ('call.answered', 'call.taken-by-voicemail')
  union all
  select 'reported', "case", day, true from steps where event = 'repair.reported'
  union all
  select 'asked', "case", day, exists (
    from rows asked where asked."case" = steps."case" and event = 'repair.satisfaction-asked'
      and asked.moment >= steps.moment
      and (steps.following is null or asked.moment < steps.following))
  from steps where event = 'repair.completed'
  union all
  select 'once', "case", min(day), count(*) = 1 from steps
  where event = 'repair.reported' group by "case"
)
select target, patch, count(*) filter (kept), count(*) filter (not kept)
from counted join cases using ("case") where {YEAR} group by all
"""


TURNS = 3


def timed(asks):
    """Turn by turn, the least processor time and the least time of each, in seconds."""
    best = [(float("inf"), float("inf"))] * len(asks)
    for _ in range(TURNS):
        for place, ask in enumerate(asks):
            began, spent = time.perf_counter(), sum(os.times()[:4])
            ask()
            took = (sum(os.times()[:4]) - spent, time.perf_counter() - began)
            best[place] = tuple(map(min, best[place], took))
    return best


def main(built, cases=1_000_000):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.csv"
        make = [f"{built}/generate-cases", "--format", "csv", "--shape", "events"]
        subprocess.run([*make, "--cases", str(cases), "--out", file], check=True, capture_output=True)
        asked = [f"{built}/dueby", "report", file, "--pack", HERE / "report.toml"]
        asked += ["--period", "2025-26", "--by", "patch", "--json"]

        def dueby():
            done = subprocess.run(asked, check=True, capture_output=True, text=True)
            return {
                (target["target"], group["value"]): (group["figure"]["kept"], group["figure"]["failed"])
                for target in json.loads(done.stdout)["targets"]
                for group in target["groups"]
                if group["figure"] is not None
            }

        def by_sql():
            rows = duckdb.sql(SQL.format(file=file)).fetchall()
            return {(target, patch): (kept, failed) for target, patch, kept, failed in rows}

        answer, expected = dueby(), by_sql()
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        wrong = {key for key in answer | expected if answer.get(key) != expected.get(key)}
        wrong = {key for key in wrong if sum(answer.get(key, ()) + expected.get(key, ())) > 0}
        if wrong:
            told = [(key, answer.get(key), expected.get(key)) for key in sorted(wrong)]
            sys.exit(f"{len(wrong)} figures differ: {told}")
        print(f"{cases} cases in {file.stat().st_size / 1e6:.0f} MB, {len(expected)} figures that agree")
        (own, own_wall), (theirs, their_wall) = timed([dueby, by_sql])
        print(f"dueby report: {own:.2f} s of processors, {own_wall:.2f} s, at most {most} MB")
        print(f"DuckDB: {theirs:.2f} s of processors, {their_wall:.2f} s; {theirs / own:.2f} of dueby's")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
