"""The words: every message is extractable, translated whole, and means the same with the same figures in it."""

from __future__ import annotations

import ast
import re
import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from hypothesis import given
from hypothesis import strategies as st

import catalogues
from osdesk import assets, texts

SOURCE = Path(__file__).resolve().parent.parent / "src" / "osdesk"
#: How many of the leading arguments are words, by function.
WORDS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
TRANSLATES = set(WORDS) - {"N_"}
#: Not written out, but marked elsewhere with `N_`: a name, a field, an item of a table.
_LOOKED_UP = ast.Name | ast.Attribute | ast.Subscript


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in WORDS:
                yield name, node


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What of a module's tree runs when it is imported: everything but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for early in [*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults)]:
                yield early
                yield from run_at_import(early)
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from run_at_import(child)


def sources() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "texts.py"]


def test_every_message_is_written_out_where_it_is_marked() -> None:
    """The extractor skips f-strings and variables without a word."""
    for path in sources():
        for name, call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            words = call.args[: WORDS[name]]
            plain = [isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words]
            translates_marked = name in {"_", "gettext"} and words and isinstance(words[0], _LOOKED_UP)
            assert all(plain) or translates_marked, f"{path.name}:{call.lineno}: {ast.unparse(call)}"


def test_nothing_is_translated_while_a_module_is_imported() -> None:
    for path in sources():
        early = run_at_import(ast.parse(path.read_text(encoding="utf-8")))
        called = [node for node in early if isinstance(node, ast.Call)]
        names = {getattr(call.func, "id", getattr(call.func, "attr", "")) for call in called}
        assert not names & TRANSLATES, f"{path.name} freezes its language"


# --- the catalogues --------------------------------------------------------------------------------------------------


def messages(language: str) -> dict[tuple[str | None, str], Message]:
    read = catalogues.read(catalogues.source_of(language), language)
    return {(message.context, first(message.id)): message for message in read if message.id}


def first(words: object) -> str:
    return words if isinstance(words, str) else str(next(iter(words)))  # type: ignore[call-overload]  # Babel: object


def forms(words: object) -> list[str]:
    return [words] if isinstance(words, str) else [str(word) for word in words]  # type: ignore[attr-defined]


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def each(language: str) -> Iterator[tuple[list[str], list[str]]]:
    """Every translated message's forms in English and in the language."""
    for message in messages(language).values():
        if all(forms(message.string)):
            yield forms(message.id), forms(message.string)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_holds_exactly_the_messages_of_the_source(language: str) -> None:
    """After `python3 dev.py texts` they are the same."""
    source = {(message.context, first(message.id)) for message in catalogues.extract() if message.id}
    template = {(m.context, first(m.id)) for m in catalogues.read(catalogues.LOCALE / "osdesk.pot") if m.id}
    for kept in (set(messages(language)), template):
        assert source - kept == set()
        assert kept - source == set()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_message_is_missing_or_in_doubt(language: str) -> None:
    lacking = [message.id for message in messages(language).values() if not all(forms(message.string))]
    doubtful = [message.id for message in messages(language).values() if message.fuzzy]
    assert lacking == []
    assert doubtful == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_translation_shows_the_same_figures(language: str) -> None:
    for english, translated in each(language):
        wanted = placeholders(english[-1])
        assert placeholders(translated[-1]) == wanted, translated
        # "one order" may leave its count out, "{count} orders" may not.
        assert all(placeholders(form) <= wanted for form in translated), translated


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_translation_keeps_mnemonic_ellipsis_and_outer_blanks(language: str) -> None:
    def shape(sentence: str) -> tuple[object, ...]:
        mnemonic = bool(re.search(r"(?<!&)&(?!&)\w", sentence))
        return mnemonic, sentence.endswith("…"), sentence[:1].isspace(), sentence[-1:].isspace()

    for english, translated in each(language):
        for form in translated:
            assert shape(form) == shape(english[0]), (english, form)


@pytest.mark.parametrize(("language", "word"), [("pt_BR", "Cliente"), ("es", "Cliente"), ("en", "Client")])
def test_every_language_offered_can_be_spoken(language: str, word: str) -> None:
    assert language in texts.LANGUAGES
    assert texts.catalogue(language).gettext("Client") == word


# --- the module ------------------------------------------------------------------------------------------------------


def test_changing_the_screen_s_language_leaves_a_sheet_s_alone() -> None:
    sheet = texts.catalogue("pt_BR")
    texts.use("en")
    assert texts.language() == "en"
    assert (texts._("Client"), sheet.gettext("Client")) == ("Client", "Cliente")


def test_a_marked_message_is_translated_only_when_shown() -> None:
    marked = texts.N_("Client")
    assert (marked, texts._(marked)) == ("Client", "Cliente")


@given(st.integers(min_value=0, max_value=10**9))
def test_english_counts_one_as_one_and_everything_else_as_many(count: int) -> None:
    english = texts.catalogue("en")
    assert english.ngettext("one", "many", count) == ("one" if count == 1 else "many")
    assert english.npgettext("context", "one", "many", count) == english.ngettext("one", "many", count)


def test_a_language_nobody_translated_is_refused() -> None:
    with pytest.raises(ValueError, match="de_DE"):
        texts.use("de_DE")


def test_a_missing_catalogue_is_said_and_never_falls_back_to_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    with pytest.raises(FileNotFoundError, match=r"osdesk\.mo"):
        texts.Catalogue("pt_BR")
    assert texts.Catalogue("en").gettext("Client") == "Client"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["pt-PT"], "pt_BR"),
        (["es_AR", "en"], "es"),
        (["de-DE", "en-GB"], "en"),
        (["zh_CN"], "pt_BR"),
        ([], "pt_BR"),
        (["C"], "pt_BR"),
    ],
)
def test_the_first_of_the_system_s_languages_that_is_known_is_taken(wanted: list[str], spoken: str) -> None:
    assert texts.closest(wanted) == spoken


def test_a_catalogue_is_compiled_when_its_source_is_newer_and_only_then(tmp_path: Path) -> None:
    for language in catalogues.LANGUAGES:
        target = catalogues.source_of(language, tmp_path)
        target.parent.mkdir(parents=True)
        shutil.copy(catalogues.source_of(language), target)
    assert {path.parts[-3] for path in catalogues.compile_all(tmp_path)} == set(catalogues.LANGUAGES)
    assert catalogues.compile_all(tmp_path) == []
