"""The documents: their Python is run as it stands, and prints what is shown below it."""

import contextlib
import io
import re

import pytest
from conftest import ROOT

FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def programs(document):
    """Each block of Python with the block of text after it, if that is the next."""
    blocks = FENCE.findall((ROOT / document).read_text(encoding="utf-8"))
    for at, (language, text) in enumerate(blocks):
        if language == "python":
            following = blocks[at + 1] if at + 1 < len(blocks) else ("", "")
            yield text, following[1] if following[0] == "text" else None


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_the_python_of_a_document_runs(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "document"}
    ran = 0
    for program, shown in programs(document):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(program, f"{document}, program {ran + 1}", "exec"), names)
        if shown is not None:
            assert printed.getvalue().rstrip() == shown.rstrip()
        ran += 1
    assert ran >= 1
