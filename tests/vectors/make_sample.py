"""Writes sample.json: which cases a sample chooses, worked out from docs/targets.md alone, with
Python's hashlib and nothing of the engine."""

import hashlib
import json
from pathlib import Path


def mark(seed, period, stratum, case):
    parts = [part.encode() for part in (seed, period, stratum, case)]
    return hashlib.sha1(b"".join(b"%d:%s," % (len(part), part) for part in parts)).hexdigest()


def chosen(seed, period, stratum, percent, cases):
    marked = sorted({(mark(seed, period, stratum, case), case) for case in cases})
    return [case for _, case in marked[: -(-len(marked) * percent // 100)]]


ROWS = [
    ("a tenth of 95, rounded up", "spring", "2025-26", "Norton", 10, [f"R-{number}" for number in range(95)]),
    ("another seed", "summer", "2025-26", "Norton", 10, [f"R-{number}" for number in range(95)]),
    ("another stratum", "spring", "2025-26", "Thornaby", 10, [f"R-{number}" for number in range(95)]),
    ("twice is once", "spring", "2025-Q4", "", 25, ["R-1", "R-2", "R-1", "R-3", "R-2", "R-4", "R-5"]),
    ("letters of any alphabet", "früh", "2025-11", "Æther Court", 50, ["Ĉ-1", "契-2", "🏠-3", "R 4", ""]),
    ("a line feed in the period", "spring", "2025-26\nNorton", "", 50, ["R-1", "R-2", "R-3"]),
    ("a line feed in the stratum", "spring", "2025-26", "Norton\n", 50, ["R-1", "R-2", "R-3"]),
    ("all of them", "spring", "2025-26", "Norton", 100, ["b", "a", "c"]),
    ("none of them", "spring", "2025-26", "Norton", 0, ["b", "a", "c"]),
    ("of nothing", "spring", "2025-26", "Norton", 10, []),
]

rows = [
    {
        "id": name, "seed": seed, "period": period, "stratum": stratum, "percent": percent, "cases": cases,
        "marks": {case: mark(seed, period, stratum, case) for case in cases[:3]},
        "chosen": chosen(seed, period, stratum, percent, cases),
    }
    for name, seed, period, stratum, percent, cases in ROWS
]
about = (
    "Which cases a sample chooses: those whose marks are the smallest, in the order of their marks; a mark is the "
    "SHA-1 of the seed, the period, the stratum and the reference, in UTF-8 and each as a netstring. Written by "
    "make_sample.py with Python's hashlib."
)
lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
text = f'{{\n "about": {json.dumps(about)},\n "rows": [\n{lines}\n ]\n}}\n'
Path(__file__).with_name("sample.json").write_text(text, encoding="utf-8")
