"""Every story of the project has the same answers as in Rust, to the byte."""

from conftest import ROOT, stories


def test_every_story_says_what_rust_says(rust_answers):
    there = {f"tests/scenarios/{path.name}" for path in (ROOT / "tests/scenarios").glob("*.toml")}
    assert there <= rust_answers.keys() and len(there) > 80
    different = []
    for file, expected in rust_answers.items():
        seen = 0
        for number, story in enumerate(stories(file)):
            for moment, answer in enumerate(story.answers()):
                seen += 1
                if answer.to_json() != expected[number, moment]:
                    different.append((file, number, moment))
        assert seen == len(expected), file
    assert different == []
