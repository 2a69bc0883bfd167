"""Write bank-holidays-NATION.json from the Python package `holidays`.

Each file is a second, independent list of the non-working weekdays of a nation, to
be compared with rules/calendars/NATION.toml. It is made from the package alone:
never from the calendar that it checks.

Run it from the root of the repository, with the version named below:

    python -m venv .venv
    .venv/bin/pip install holidays==0.109
    .venv/bin/python tests/vectors/make_bank_holidays.py             # overwrites the files
    .venv/bin/python tests/vectors/make_bank_holidays.py --print scotland

"from" and "to" are the first and the last date of the list, both inclusive, and the
same as the calendar's. "differences" are dates on which the package is known to be
wrong, each with the reason.

The package lists a holiday at a weekend twice, on its own date and on the weekday
that is observed for it. Only weekdays are kept: a Saturday or Sunday is not a
working day whether it is a holiday or not.
"""

import datetime
import json
import pathlib
import sys

import holidays

VERSION = "0.109"
FIRST_YEAR, LAST_YEAR = 2007, 2035
PUBLISHED_TO = "2028-12-31"
SATURDAY = 5

NATIONS = {
    "england-and-wales": ["ENG", "WLS"],
    "scotland": ["SCT"],
    "northern-ireland": ["NIR"],
}

# Kept by hand. "package" and "calendar" are "holiday" or "open".
DIFFERENCES = {
    "scotland": [
        {
            "date": "2010-01-04",
            "package": "holiday",
            "calendar": "open",
            "reason": "2 January was a Saturday, for which only a proclamation gives a substitute. "
            "None was made: the Scottish Government's confirmation, as reported on "
            "dracos.co.uk, 21 January 2014.",
        },
        {
            "date": "2011-01-04",
            "package": "holiday",
            "calendar": "open",
            "reason": "1 January was a Saturday, for which only a proclamation gives a substitute; "
            "the Act gave 3 January for Sunday 2 January. None was made: the Scottish "
            "Government's confirmation, as reported on dracos.co.uk, 21 January 2014.",
        },
    ],
}


def weekday_holidays(subdivision: str) -> dict[str, str]:
    listed = holidays.country_holidays(
        "GB", subdiv=subdivision, years=range(FIRST_YEAR, LAST_YEAR + 1), observed=True
    )
    return {
        day.isoformat(): name
        for day, name in sorted(listed.items())
        if day.weekday() < SATURDAY
    }


def document(nation: str) -> str:
    subdivisions = NATIONS[nation]
    listed = weekday_holidays(subdivisions[0])
    for other in subdivisions[1:]:
        if weekday_holidays(other) != listed:
            raise SystemExit(f"{subdivisions[0]} and {other} are no longer the same")
    content = {
        "source": f"Python package holidays {VERSION}, country GB, subdivision "
        f"{' and '.join(subdivisions)}, weekdays only; written by make_bank_holidays.py",
        "from": datetime.date(FIRST_YEAR, 1, 1).isoformat(),
        "to": datetime.date(LAST_YEAR, 12, 31).isoformat(),
        "published-to": PUBLISHED_TO,
        "holidays": listed,
        "differences": DIFFERENCES.get(nation, []),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    if holidays.__version__ != VERSION:
        print(f"holidays {holidays.__version__} is installed, {VERSION} is wanted", file=sys.stderr)
        return 2
    if len(arguments) == 2 and arguments[0] == "--print" and arguments[1] in NATIONS:
        print(document(arguments[1]), end="")
        return 0
    if arguments:
        print(f"usage: make_bank_holidays.py [--print {'|'.join(NATIONS)}]", file=sys.stderr)
        return 2
    for nation in NATIONS:
        path = pathlib.Path(__file__).with_name(f"bank-holidays-{nation}.json")
        path.write_text(document(nation), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
