"""Writes samples.json: which cases are chosen, by Python's own SHA-1. Run in this folder."""

import hashlib
import json


def mark(*parts: str) -> str:
    """The SHA-1 of the parts, each as a netstring."""
    text = b"".join(b"%d:%s," % (len(part), part) for part in (part.encode() for part in parts))
    return hashlib.sha1(text).hexdigest()


def vector(seed: str, period: str, stratum: str, percent: int, cases: list[str]) -> dict:
    of = {case: mark(seed, period, stratum, case) for case in cases}
    chosen = sorted(of, key=of.get)[: -(-len(of) * percent // 100)]
    return {
        "seed": seed,
        "period": period,
        "stratum": stratum,
        "percent": percent,
        "cases": cases,
        "marks": [of[case] for case in cases],
        "chosen": chosen,
    }


MANY = [f"R-{number}" for number in range(1, 25)]
VECTORS = [
    vector("spring", "2025-26", "Norton", 10, MANY),
    vector("spring", "2025-26", "Stockton", 10, MANY),
    vector("spring", "2025-Q4", "Norton", 10, ["R-1"]),
    # Bytes are counted, not letters; twice is once.
    vector("Frühling", "2025-26", "Größe & Æther", 34, ["R-1", "R-2", "Ω-3", "R-2"]),
    # What would be one text with line feeds between the parts.
    vector("spring", "2025-26\nNorton", "", 50, ["R-1", "R-2"]),
    vector("spring", "2025-26", "Norton\n", 50, ["R-1", "R-2"]),
    vector("", "", "", 100, ["", "R-1"]),
    vector("spring", "2025-26", "Norton", 0, ["R-1", "R-2"]),
    vector("spring", "2025-26", "Norton", 10, []),
]

if __name__ == "__main__":
    with open("samples.json", "w", encoding="utf-8") as file:
        json.dump(VECTORS, file, indent=1, ensure_ascii=False)
        file.write("\n")
