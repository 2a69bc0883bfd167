"""What stands on which line of the landlords' documents, without their text.

    python3 make_document_lines.py heartbeat=FILE respect=FILE … > document-lines.json

For each line of a document's plain-text copy, from 1: a number for every three words that
follow one another there, in lower case and without punctuation; of a line of one or two
words, one for these. The number is FNV-1a of 32 bits over the words with a space between.
Who has the documents can make the file anew; who has not can still tell whether the words
that a list quotes of a line stand on it.
"""

import json
import re
import sys


def words(text):
    text = text.lower().replace("\u2019", "").replace("'", "")
    return re.findall(r"[a-z0-9]+", text)


def fnv(text):
    number = 0x811C9DC5
    for byte in text.encode():
        number = (number ^ byte) * 0x01000193 % 2**32
    return number


def marks(text):
    found = words(text)
    threes = [" ".join(found[at : at + 3]) for at in range(max(1, len(found) - 2))]
    return sorted({fnv(three) for three in threes if three})


lines = {}
for given in sys.argv[1:]:
    name, path = given.split("=", 1)
    with open(path, encoding="utf-8") as file:
        lines[name] = [marks(line) for line in file.read().split("\n")]
print("{")
print(
    ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(one, separators=(",", ":")) for one in all_of) + "\n]"
        for name, all_of in lines.items()
    )
)
print("}")
