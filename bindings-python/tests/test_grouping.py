"""Rows of events in every order, beside rows put to their cases by a dict."""

from datetime import datetime, timedelta

import polars
import pyarrow
from hypothesis import given, settings
from hypothesis import strategies as st

import dueby
from test_tables import AS_OF, ENGINE, expected, found, in_order

# Some in the order of letters, some as numbers are ordered, some in none; short and long ones that
# differ in the middle alone.
REFERENCES = [
    "", "R-1", "R-9", "R-10", "R-11", "R-100000001", "R-100000002", "a", "\u00e9", "ab12cd34ef56",
    "0123456789abcdef0123456789abcde", "0123456789abcdeF0123456789abcde", "x" * 40, "x" * 20 + "y" + "x" * 19,
]
ROWS = st.lists(st.tuples(st.sampled_from(REFERENCES), st.sampled_from(ENGINE.event_types)), min_size=1, max_size=20)
ORDERS = {
    "as they come": lambda rows: rows,
    "letters": sorted,
    "numbers": lambda rows: sorted(rows, key=lambda row: (len(row[0]), row[0])),
}


def as_column(names, layout):
    return {
        "numbers": lambda: pyarrow.array([REFERENCES.index(name) for name in names], pyarrow.int64()),
        "small numbers": lambda: pyarrow.array([REFERENCES.index(name) for name in names], pyarrow.uint8()),
        "string": lambda: pyarrow.array(names, pyarrow.string()),
        "large": lambda: pyarrow.array(names, pyarrow.large_string()),
        "view": lambda: pyarrow.array(names, pyarrow.string_view()),
        "dictionary": lambda: pyarrow.array(names, pyarrow.string()).dictionary_encode(),
    }[layout]()


@settings(max_examples=150, deadline=None)
@given(
    ROWS, st.lists(st.sampled_from(REFERENCES), unique=True, max_size=8), st.sampled_from(list(ORDERS)),
    st.sampled_from(["numbers", "small numbers", "string", "large", "view", "dictionary"]), st.integers(1, 4),
)
def test_rows_come_to_their_cases_whatever_their_order(rows, known, order, layout, parts):
    rows = ORDERS[order](rows)
    known = [name for name, _ in ORDERS[order]([(name, "") for name in known])]
    at = [datetime(2025, 12, 1, 9) + timedelta(hours=number) for number in range(len(rows))]
    events = pyarrow.table({
        "case": as_column([name for name, _ in rows], layout),
        "event": pyarrow.array([event for _, event in rows]),
        "at": at,
    })
    cut = -(-len(rows) // parts)
    events = pyarrow.concat_tables([events.slice(place, cut) for place in range(0, len(rows), cut)])
    by_case = {name: [] for name in known}
    for (name, event), when in zip(rows, at):
        by_case.setdefault(name, []).append((event, when))
    shown = (lambda name: str(REFERENCES.index(name))) if "numbers" in layout else (lambda name: name)
    cases = [dueby.Case(shown(name), "complaint", events=happened) for name, happened in by_case.items()]
    options = {}
    if known:
        options["cases"] = pyarrow.table({"case": as_column(known, layout)})
    table = ENGINE.assess_events(events, AS_OF, kind="complaint", accept="all", **options)
    answer = [{**row, "case": str(row["case"])} for row in found(table)]
    assert answer == expected(cases, accept="all") or in_order(answer) == in_order(expected(cases, accept="all"))
    assert list(dict.fromkeys(row["case"] for row in answer)) == [case.case for case in cases]


def test_many_references_in_no_order():
    numbers = [number * 7919 % 50_021 for number in range(50_000)]
    names = [f"R-{number}" for number in numbers]
    events = polars.DataFrame({
        "case": [name for name in names for _ in range(2)],
        "event": ["complaint.received", "complaint.acknowledged"] * len(names),
        "at": [datetime(2026, 1, 5, 9), datetime(2026, 1, 6, 9)] * len(names),
    })
    answer = ENGINE.assess_events(events, AS_OF, kind="complaint").to_polars()
    kept = answer.with_columns(polars.col("clock", "state").cast(polars.String)).filter(clock="complaint-acknowledgement")
    assert kept["case"].to_list() == names and set(kept["state"]) == {"met"}
