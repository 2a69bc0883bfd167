"""Every docstring's example is run, and everything that can be called has one."""

import doctest
import inspect
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import dueby
import pytest

# What says no more than its name, and is the same on every answer.
WITHOUT_EXAMPLE = {"to_json", "to_dict", "text", "to_pandas", "to_polars", "to_pyarrow"}

FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


def documented():
    """Everything public with its docstring, by name."""
    yield "dueby", dueby.__doc__, True
    for name in dueby.__all__:
        thing = getattr(dueby, name)
        if isinstance(thing, str):
            continue
        yield f"dueby.{name}", thing.__doc__, True
        if not inspect.isclass(thing) or issubclass(thing, Exception):
            continue
        for member, value in vars(thing).items():
            if member.startswith("_"):
                continue
            is_call = callable(value) or isinstance(value, staticmethod)
            needs = is_call and member not in WITHOUT_EXAMPLE
            yield f"dueby.{name}.{member}", getattr(thing, member).__doc__, needs


CASES = list(documented())


@pytest.mark.parametrize("name,doc,needs", CASES, ids=[name for name, _, _ in CASES])
def test_docstring(name, doc, needs):
    assert doc and doc.strip(), f"{name} has no docstring"
    names = {"dueby": dueby, "date": date, "datetime": datetime, "timedelta": timedelta, "ZoneInfo": ZoneInfo}
    test = doctest.DocTestParser().get_doctest(doc, names, name, None, 0)
    if needs:
        assert test.examples, f"{name} has no example"
    if test.examples:
        said = []
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        runner.run(test, out=said.append)
        assert runner.failures == 0, "".join(said)
