"""Where the project's files are, and the engine asked as its stories ask it."""

import json
import signal
import subprocess
import sys
import tomllib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import dueby
import pytest

# A shell that runs this in the background has interrupts ignored, and Python then leaves them so.
if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[2]

# The wheel is tested, never the source tree.
assert ROOT not in Path(dueby.__file__).resolve().parents or "site-packages" in dueby.__file__


def read_toml(path):
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def read_json(path):
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


def moment(text):
    """A time of a story as Python's: so every scenario goes through its datetimes."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def inline(value):
    """A TOML value as it would stand in a pack."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {inline(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


@lru_cache(maxsize=None)
def directory(given):
    if given.endswith((".json", ".toml")):
        # Named as Rust's tests name it: its name is no part of an answer.
        return dueby.Directory.from_file(ROOT / given)
    return dueby.Directory.from_toml(given, file="directory")


class Story:
    """A story as it is written, with its engine and its case."""

    def __init__(self, written):
        self.written = written
        calendars = []
        for text in written.get("calendars", []):
            calendars.append(dueby.Calendar.from_toml(text, file="calendars", others=calendars))
        packs = [name for name in [written.get("pack"), *written.get("also", [])] if name]
        own = []
        for text in [written.get("rules"), *written.get("more-rules", [])]:
            if text is not None:
                own.append(dueby.Pack.from_toml(text, file="rules", bases=own))
        parameters = {
            name: value if isinstance(value, str) else inline(value)
            for name, value in written.get("parameters", {}).items()
        }
        named = written.get("directory")
        self.engine = dueby.Engine(
            packs + own,
            calendars=calendars,
            parameters=parameters,
            directory=directory(named) if named else None,
        )
        self.case = dueby.Case(
            "S-1",
            written.get("kind"),
            attributes=written.get("attributes"),
            events=[
                dueby.Event(
                    event["event"],
                    moment(event["at"]),
                    id=event.get("id"),
                    set=event.get("set"),
                    recorded_at=moment(event["recorded-at"]) if "recorded-at" in event else None,
                    step=event.get("step"),
                    note=event.get("note"),
                )
                for event in written.get("event", [])
            ],
        )

    def options(self, expected):
        options = {}
        accept = self.written.get("accept")
        if accept and "=" in accept:
            clock, reading = accept.split("=")
            options["readings"] = {clock: reading}
        elif accept:
            options["accept"] = accept
        if "known-at" in expected:
            options["known_at"] = moment(expected["known-at"])
        return options

    def answers(self):
        for expected in self.written["expect"]:
            as_of = moment(expected["as-of"])
            yield self.engine.assess(self.case, as_of, **self.options(expected))


@lru_cache(maxsize=None)
def stories(path):
    written = read_toml(path)
    return [Story(one) for one in written.get("scenario", [written])]


@pytest.fixture(scope="session")
def rust_answers():
    """What Rust says of every story, by its file, its number and the moment's number."""
    made = subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "-p", "dueby-tests", "--example", "answers"],
        cwd=ROOT, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )
    answers = {}
    for line in made.stdout.splitlines():
        file, story, expect, answer = line.split("\t", 3)
        answers.setdefault(file, {})[int(story), int(expect)] = answer
    return answers


sys.path.insert(0, str(Path(__file__).parent))
