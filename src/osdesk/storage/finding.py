"""Finding clients by a name with one letter wrong, and those that may be one client twice.

Apart from `client_listing`, whose questions are exact. One wrong letter is looked for by asking the index of words for
everything the word may have meant, some four hundred beginnings: that costs a few hundredths of a second, however many
clients there are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from osdesk.domain import alike
from osdesk.domain.text import fold
from osdesk.storage import search
from osdesk.storage.clients import client, contact, name_key

#: More clients than so many for one word that may be wrong help nobody.
_MOST = 400
#: Of so many that share a number or the rest of a name, only neighbours are compared.
_CROWD = 40


class Held(NamedTuple):
    """What of a client its duplicates are told by."""

    id: int
    name: str
    legal_name: str
    tax_id: str


def misspelt_questions(typed: str) -> tuple[tuple[str, str], ...]:
    """For each word that may have a wrong letter: the word, and the question to the index of words with all that it may
    have meant in its place; the other words as typed.
    """
    words = fold(typed).split()
    found = []
    for place, word in enumerate(words):
        if alike.may_be_misspelt(word):
            rest = [f'"{other}"*' for at, other in enumerate(words) if at != place]
            found.append((word, " AND ".join([_either(word), *rest])))
    return tuple(found)


def _either(word: str) -> str:
    """What a word may have meant; of a long one the beginning is enough."""
    meant = (f'"{each}"*' if len(each) >= alike.SHORTEST else f'"{each}"' for each in sorted(alike.misspelt(word)))
    return f"({' OR '.join(meant)})"


def held_statement() -> Select[Any]:
    """The names of some living, active clients, those dealt with last first."""
    return (
        select(client.c.id, client.c.name, client.c.legal_name, client.c.responsible_name)
        .where(
            client.c.id.in_(bindparam("ids", expanding=True)),
            client.c.deleted_at.is_(None),
            client.c.active.is_(True),
        )
        .order_by(client.c.touched_at.desc().nulls_last(), client.c.id.desc())
    )


def misspelt(session: Connection, typed: str, limit: int) -> tuple[int, ...]:
    """Active clients in whose name one word has one letter other than was typed; whole words first, then the latest."""
    wrong: dict[int, list[str]] = {}
    for word, question in misspelt_questions(typed):
        for (client_id,) in session.execute(search.CLIENT_WORDS.found(question).limit(_MOST)):
            wrong.setdefault(client_id, []).append(word)
    whole: list[int] = []
    begun: list[int] = []
    for row in session.execute(_HELD, {"ids": list(wrong)}) if wrong else ():
        # The index knows numbers and addresses too: a slip in those would be another number.
        named = f"{fold(row.name)} {fold(row.legal_name)} {fold(row.responsible_name)}".split()
        if any(alike.one_off(word, own) for word in wrong[row.id] for own in named):
            whole.append(row.id)
        elif any(alike.meant(word, own) for word in wrong[row.id] for own in named):
            begun.append(row.id)
    return (*whole, *begun)[:limit]


def all_statement() -> Select[Any]:
    """What the duplicates of all living clients are told by."""
    return (
        select(client.c.id, client.c.name, client.c.legal_name, client.c.tax_id)
        .where(client.c.deleted_at.is_(None))
        .order_by(client.c.id)
    )


def shared_statement() -> Select[Any]:
    """All numbers and addresses of living clients, by value."""
    return (
        select(contact.c.value, contact.c.client_id)
        .join_from(contact, client, client.c.id == contact.c.client_id)
        .where(contact.c.value != "", client.c.deleted_at.is_(None))
        .distinct()
        .order_by(contact.c.value, contact.c.client_id)
    )


def pairs(session: Connection, limit: int) -> dict[tuple[int, int], set[str]]:
    """Clients that may be one, by ids (the smaller first), with what they share: `tax_id`, `contact`, `name`.

    At most about so many; those that share most first. Each client is looked at once for each letter of its name.
    """
    everyone = [Held(*row) for row in session.execute(all_statement())]
    found: dict[tuple[int, int], set[str]] = {}
    _gather(found, "tax_id", ((held.tax_id, held.id) for held in everyone if held.tax_id))
    _gather(found, "contact", ((row[0].casefold(), row[1]) for row in session.execute(shared_statement())))
    _alike(found, everyone)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), "tax_id" not in item[1], item[0]))
    return dict(ranked[:limit])


def _gather(found: dict[tuple[int, int], set[str]], what: str, values: Iterable[tuple[Any, int]]) -> None:
    holders: dict[Any, list[int]] = {}
    for value, client_id in values:
        holders.setdefault(value, []).append(client_id)
    for held in holders.values():
        if len(held) > 1:
            for pair in _compared(held):
                found.setdefault(pair, set()).add(what)


def _compared(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs to look at: each with each, or neighbours alone where that would never end."""
    ids = sorted(set(ids))
    if len(ids) > _CROWD:
        yield from itertools.pairwise(ids)
        return
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            yield one, other


_BITS = 24
_OWNER = (1 << _BITS) - 1


def _alike(found: dict[tuple[int, int], set[str]], everyone: Sequence[Held]) -> None:
    """Names alike: sums of what their words come to, whole and with each letter left out, sorted so that equal ones
    stand together. Sums, so that the order of the words doesn't matter.
    """
    names = [alike.bare_words(held.name) for held in everyone]
    keys: list[int] = []
    for place, words in enumerate(names):
        keys += [(key << _BITS) | place for key in _keys(words)]
    keys.sort()
    start = 0
    for end in range(1, len(keys) + 1):
        if end < len(keys) and keys[end] >> _BITS == keys[start] >> _BITS:
            continue
        if end - start > 1:
            for one, other in _compared([key & _OWNER for key in keys[start:end]]):
                pair = (everyone[one].id, everyone[other].id)
                if "name" not in found.get(pair, ()) and alike.alike(names[one], names[other]):
                    found.setdefault(pair, set()).add("name")
        start = end


def _keys(words: tuple[str, ...]) -> set[int]:
    whole = sum(map(_sum, words))
    found = {whole & _MASK, _sum("".join(words)) & _MASK}
    for word in set(words):
        rest = whole - _sum(word)
        found.update((rest + _sum(short)) & _MASK for short in alike.shortened(word))
    return found


_MASK = (1 << 60) - 1


def _sum(word: str) -> int:
    return hash(("word", word))


def named_alike(session: Connection, name: str, except_id: int | None, limit: int) -> tuple[int, ...]:
    """Living clients whose name is alike, but for one, by id."""
    words = alike.bare_words(name)
    if not words:
        return ()
    ids: dict[int, None] = dict.fromkeys(session.execute(_NAMED, {"name_key": name_key(name)}).scalars())
    for question in _alike_questions(words):
        found = session.execute(search.CLIENT_WORDS.found(question).limit(_MOST))
        ids.update(dict.fromkeys(row[0] for row in found))
    ids.pop(except_id or 0, None)
    rows = session.execute(_NAMES, {"ids": list(ids)}) if ids else ()
    return tuple(sorted(row.id for row in rows if alike.alike(words, alike.bare_words(row.name))))[:limit]


def _alike_questions(words: tuple[str, ...]) -> Iterator[str]:
    """All words, put together as one or taken apart, and each in turn as it may have been meant."""
    exact = [f'"{word}"' for word in words]
    yield " AND ".join(exact)
    if len(words) > 1:
        yield f'"{"".join(words)}"'
    else:
        (word,) = words
        parts = [f'("{word[:place]}" AND "{word[place:]}")' for place in range(1, len(word))]
        if parts:
            yield " OR ".join(parts)
    for place, word in enumerate(words):
        if alike.may_be_misspelt(word):
            meant = " OR ".join(f'"{other}"' for other in sorted(alike.misspelt(word)))
            yield " AND ".join([f"({meant})", *exact[:place], *exact[place + 1 :]])


def names_statement() -> Select[Any]:
    """The names of some living clients."""
    return select(client.c.id, client.c.name).where(
        client.c.id.in_(bindparam("ids", expanding=True)), client.c.deleted_at.is_(None)
    )


def named_statement() -> Select[int]:
    """The living clients of a folded name."""
    return select(client.c.id).where(client.c.name_key == bindparam("name_key"), client.c.deleted_at.is_(None))


_HELD = held_statement()
_NAMES = names_statement()
_NAMED = named_statement()
