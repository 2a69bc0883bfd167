"""Write bank-holidays-england-and-wales.json from the Python package `holidays`.

The file is a second, independent list of the non-working weekdays of England
and Wales, to be compared with rules/calendars/england-and-wales.toml. It is made
from the package alone: never from the calendar that it checks.

Run it from the root of the repository, with the version named below:

    python -m venv .venv
    .venv/bin/pip install holidays==0.109
    .venv/bin/python tests/vectors/make_bank_holidays.py            # overwrites the file
    .venv/bin/python tests/vectors/make_bank_holidays.py --print    # prints it instead

The package lists a holiday at a weekend twice, on its own date and on the
weekday that is observed for it. Only weekdays are kept: a Saturday or Sunday is
not a working day whether it is a holiday or not.
"""

import datetime
import json
import pathlib
import sys

import holidays

VERSION = "0.109"
FIRST_YEAR, LAST_YEAR = 2007, 2028
SATURDAY = 5

# Kept by hand: dates on which the package and the calendar disagree, each with
# the reason. Entries have "date", "package", "calendar" and "reason".
DIFFERENCES: list[dict[str, str]] = []


def weekday_holidays() -> dict[str, str]:
    listed = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1), observed=True
    )
    return {
        day.isoformat(): name
        for day, name in sorted(listed.items())
        if day.weekday() < SATURDAY
    }


def document() -> str:
    content = {
        "source": f"Python package holidays {VERSION}, country GB, subdivision ENG, "
        "weekdays only; written by make_bank_holidays.py",
        "from": datetime.date(FIRST_YEAR, 1, 1).isoformat(),
        "to": datetime.date(LAST_YEAR, 12, 31).isoformat(),
        "holidays": weekday_holidays(),
        "differences": DIFFERENCES,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--print"]):
        print("usage: make_bank_holidays.py [--print]", file=sys.stderr)
        return 2
    if holidays.__version__ != VERSION:
        print(
            f"this needs holidays=={VERSION}, found {holidays.__version__}",
            file=sys.stderr,
        )
        return 1
    if arguments:
        print(document(), end="")
    else:
        target = pathlib.Path(__file__).with_name("bank-holidays-england-and-wales.json")
        target.write_text(document(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
