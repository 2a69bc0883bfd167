"""Write zones.json from Python's zoneinfo and the Python package `tzdata`.

The file is a second, independent reading of the time zone database: every change
of offset of a few zones, to be compared with what dueby answers. It is made from
the package alone: never from the machine's own zone files, nor from dueby.

Run it from the root of the repository, with the version named below:

    python -m venv .venv
    .venv/bin/pip install tzdata==2026.5
    .venv/bin/python tests/vectors/make_zones.py            # overwrites the file
    .venv/bin/python tests/vectors/make_zones.py --print    # prints it instead

Every zone is asked for its offset at every hour of the years, and where two
answers differ the change is found to the second by halving.
"""

import json
import pathlib
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import groupby

import tzdata

# The package's version 2026.5 holds the database's edition 2026e.
VERSION = "2026.5"
FIRST_YEAR, LAST_YEAR = 1990, 2099

HOUR = timedelta(hours=1)
HALF_AN_HOUR = timedelta(minutes=30)
SECOND = timedelta(seconds=1)

# The zones that dueby always has, then some that try the arithmetic: west of
# UTC, a summer at the turn of the year, summer time given up, and a summer time
# of half an hour. Each with how often it is looked at.
ZONES = {
    "Europe/London": HOUR,
    "Europe/Dublin": HOUR,
    "Europe/Belfast": HOUR,
    "UTC": HOUR,
    "America/New_York": HOUR,
    "Australia/Sydney": HOUR,
    "America/Sao_Paulo": HOUR,
    "Australia/Lord_Howe": HALF_AN_HOUR,
}

ABOUT = (
    "Every change of offset from UTC, by the time zone database as Python reads it: "
    "the instant of the change, and the seconds to add to UTC from then on. "
    f"Made by make_zones.py from the package tzdata {VERSION}."
)

Change = tuple[datetime, int]


def offset(zone: zoneinfo.ZoneInfo, at: datetime) -> int:
    return round(at.astimezone(zone).utcoffset() / SECOND)


def changes(zone: zoneinfo.ZoneInfo, step: timedelta) -> Iterator[Change]:
    at = datetime(FIRST_YEAR, 1, 1, tzinfo=timezone.utc)
    end = datetime(LAST_YEAR + 1, 1, 1, tzinfo=timezone.utc)
    seen = offset(zone, at)
    while at + step < end:
        look = at + step
        now = offset(zone, look)
        if now != seen:
            before, after = at, look
            while after - before > SECOND:
                middle = before + (after - before) // SECOND // 2 * SECOND
                if offset(zone, middle) == seen:
                    before = middle
                else:
                    after = middle
            yield after, now
            seen = now
        at = look


def year_of(change: Change) -> int:
    return change[0].year


def entry(name: str, step: timedelta) -> str:
    """A zone, with the changes of one year on one line."""
    zone = zoneinfo.ZoneInfo(name)
    start = datetime(FIRST_YEAR, 1, 1, tzinfo=timezone.utc)
    lines = [
        ", ".join(
            json.dumps([at.strftime("%Y-%m-%dT%H:%M:%SZ"), seconds])
            for at, seconds in of_year
        )
        for _, of_year in groupby(changes(zone, step), key=year_of)
    ]
    listed = ",\n".join(f"        {line}" for line in lines)
    listed = f"[\n{listed}\n      ]" if lines else "[]"
    return (
        f"    {json.dumps(name)}: {{\n"
        f'      "first-offset": {offset(zone, start)},\n'
        f'      "changes": {listed}\n'
        "    }"
    )


def document() -> str:
    zones = ",\n".join(entry(name, step) for name, step in ZONES.items())
    return (
        "{\n"
        f'  "about": {json.dumps(ABOUT)},\n'
        f'  "edition": {json.dumps(tzdata.IANA_VERSION)},\n'
        f'  "from": {FIRST_YEAR},\n'
        f'  "to": {LAST_YEAR},\n'
        f'  "zones": {{\n{zones}\n  }}\n'
        "}\n"
    )


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--print"]):
        print("usage: make_zones.py [--print]", file=sys.stderr)
        return 2
    if tzdata.__version__ != VERSION:
        print(f"this needs tzdata=={VERSION}, found {tzdata.__version__}", file=sys.stderr)
        return 1
    # Nothing but the package: not the zone files of the machine.
    zoneinfo.reset_tzpath(to=())
    print(f"time zone database {tzdata.IANA_VERSION}", file=sys.stderr)
    if arguments:
        print(document(), end="")
    else:
        target = pathlib.Path(__file__).with_name("zones.json")
        target.write_text(document(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
