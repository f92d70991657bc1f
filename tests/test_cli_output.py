"""What the command line writes: a bar for people, columns that stand under each other, streams that take every name."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.cli import output


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_a_person_sees_a_bar_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = output.Bar("Ordens")
    for done in (0, 1, 250_000, 500_000, 500_001, 1_000_000):
        bar.at(done, 1_000_000)
    bar.end()
    shown = terminal.getvalue().split("\r")[1:]
    assert len(shown) == 4  # only what changes a per cent is drawn
    assert "[" + "█" * 15 + "·" * 15 + "]" in shown[2]
    assert shown[2].endswith("50 % 500.000")
    assert shown[-1] == "Ordens [" + "█" * 30 + "] 100 % 1.000.000\n"


def test_a_script_sees_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    bar = output.Bar("Ordens")
    bar.at(1, 2)
    bar.end()
    assert stream.getvalue() == ""


def test_a_program_without_console_writes_to_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.prepare()
    output.say("Łódź 🙂")
    output.complain("nobody hears it")
    output.finish()
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_a_narrow_stream_is_made_to_take_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    output.prepare()
    output.say("Łódź 🙂 \ud800")
    output.finish()
    assert raw.getvalue().decode() == "Łódź 🙂 ?\n"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=3, max_size=3), max_size=6))
def test_columns_keep_every_cell(rows: list[list[str]]) -> None:
    lines = output.columns(rows, frozenset({2}))
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for cell in row:
            assert cell.rstrip() in line


def test_wide_and_combining_letters_count_as_a_terminal_counts_them() -> None:
    lines = output.columns([["日本", "1"], ["abcd", "22"], ["e\u0301e\u0301", "3"]], frozenset({1}))
    assert lines == ["日本   1", "abcd  22", "e\u0301e\u0301     3"]
