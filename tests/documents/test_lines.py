"""Breaking lines: words whole where they fit, numbers with their units, endless words where they may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.documents import faces, lines
from osdesk.documents.lines import Piece
from osdesk.documents.page import Entry, even
from osdesk.documents.styles import Weight

WORDS = st.text("abcde-/_.@ ÁÇ0123", max_size=120)


@given(WORDS, st.floats(4, 80))
def test_lines_fit_their_room_and_lose_nothing_but_spaces(text: str, room: float) -> None:
    broken = lines.broken(text, Weight.MEDIUM, 8, room)
    assert all(faces.width(line, Weight.MEDIUM, 8) <= room + 1e-6 for line in broken)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


def test_a_word_that_fits_is_never_broken() -> None:
    assert lines.broken("segue por e-mail.", Weight.MEDIUM, 8, 16) == ["segue por", "e-mail."]


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("manutencao.predial@hotelpedrabranca.example", ["manutencao.predial", "@hotelpedrabranca.", "example"]),
        ("0B8I5-OL12/2026_A", ["0B8I5-OL12/", "2026_A"]),
    ],
)
def test_an_endless_word_breaks_after_its_marks_or_before_an_at(word: str, ends: list[str]) -> None:
    room = max(faces.width(part, Weight.MEDIUM, 8) for part in ends) + 0.1
    assert lines.broken(word, Weight.MEDIUM, 8, room) == ends


def test_else_between_letters() -> None:
    broken = lines.broken("x" * 100, Weight.MEDIUM, 8, 20)
    assert len(broken) > 5
    assert set("".join(broken)) == {"x"}


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("carga de 35 µF e 11 °C", "carga de 35\u00a0µF e 11\u00a0°C"),
        ("cabo 4 × 2,5 mm² novo", "cabo 4 × 2,5\u00a0mm² novo"),
        ("em 30 dias", "em 30 dias"),
        ("R$ 10 por 2 mesas", "R$\u00a010 por 2 mesas"),
        ("12 m/s", "12\u00a0m/s"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, tied: str) -> None:
    assert lines.tied(text) == tied


def test_pieces_follow_each_other_and_wrap_as_one_text() -> None:
    pieces = (Piece("Hotel Pedra Branca", Weight.BOLD), Piece("Hotelaria do Vale do Taquari S.A.", Weight.MEDIUM))
    first, second = lines.set_pieces(pieces, 9, 60)
    assert [span.weight for span in first] == [Weight.BOLD, Weight.MEDIUM]
    assert [span.weight for span in second] == [Weight.MEDIUM]
    assert second[0].x == 0


@given(st.lists(st.tuples(st.sampled_from([3.3, 6.0, 8.7]), st.booleans()), min_size=1, max_size=24), st.integers(2, 4))
def test_columns_hold_every_entry_and_no_heading_ends_one(drawn: list[tuple[float, bool]], count: int) -> None:
    entries = [Entry(height, (), glue) for height, glue in drawn]
    ends = even(entries, count)
    assert ends[-1] == len(entries)
    assert ends == sorted(ends)
    assert all(not entries[end - 1].glue for end in ends if 0 < end < len(entries))


@pytest.mark.parametrize(
    ("count", "columns", "expected"),
    [(4, 3, [2, 3, 4]), (9, 4, [3, 5, 7, 9]), (2, 3, [1, 2, 2]), (14, 2, [7, 14]), (8, 3, [3, 6, 8])],
)
def test_columns_are_as_even_as_can_be_and_the_first_fuller(count: int, columns: int, expected: list[int]) -> None:
    assert even([Entry(3.3, ())] * count, columns) == expected
