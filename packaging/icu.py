"""Qt's ICU data for the bundle on Linux, with the languages that the program speaks instead of those of the world.

Apart from the spec, for it reads a format of its own (ICU's common data, `ucmndata.h`) and makes a library of what it
keeps, with the assembler and linker that PyInstaller needs anyway. Nothing of the program asks ICU for more than Qt
does in passing: no collation, no conversion of old encodings from East Asia, no names of the world's languages.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

_LANGUAGE = re.compile(r"[a-z]{2,3}(_\w+)?")
#: Trees of rules that nobody asks for: spelt-out numbers, transliteration; `unames` are names of characters.
_UNUSED_TREES = frozenset({"rbnf", "translit"})
#: Bytes; tables of single-byte encodings are smaller, those of East Asia larger.
_LARGEST_CONVERTER = 20_000
_ALIGNMENT = 16


class Strange(Exception):
    """The library isn't what is known here; it is better left as it is."""


def wanted(name: str, size: int, languages: Sequence[str]) -> bool:
    """Whether an item (`coll/pt.res`) is kept."""
    path = PurePosixPath(name)
    if path.suffix == ".cnv":
        return size <= _LARGEST_CONVERTER
    if path.suffix == ".dict" or path.parent.name in _UNUSED_TREES or path.name == "unames.icu":
        return False
    if path.suffix == ".res" and _LANGUAGE.fullmatch(path.stem):
        return path.stem.partition("_")[0] in languages
    return True


def reduced(data: bytes, languages: Sequence[str]) -> bytes:
    """Common data with the items that are wanted. Raises `Strange`."""
    header, magic = struct.unpack_from("<HH", data)
    if magic != 0x27DA or data[12:16] != b"CmnD":
        raise Strange("no common data of ICU")
    (count,) = struct.unpack_from("<I", data, header)
    entries = [struct.unpack_from("<II", data, header + 4 + 8 * place) for place in range(count)]
    starts = [*(start for _name, start in entries), len(data) - header]
    kept = []
    for place, (name_at, start) in enumerate(entries):
        name = data[header + name_at : data.index(b"\0", header + name_at)]
        item = data[header + start : header + starts[place + 1]]
        if wanted(name.decode("ascii").partition("/")[2], len(item), languages):
            kept.append((name + b"\0", item))
    names_at = 4 + 8 * len(kept)
    items_at = _aligned(header + names_at + sum(len(name) for name, _item in kept)) - header
    contents, names, items = [struct.pack("<I", len(kept))], b"", b""
    for name, item in kept:
        contents.append(struct.pack("<II", names_at + len(names), items_at + len(items)))
        names += name
        items += item.ljust(_aligned(len(item)), b"\0")
    head = data[:header] + b"".join(contents) + names
    return head.ljust(header + items_at, b"\0") + items


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def reduce_library(library: Path, place: Path, languages: Sequence[str]) -> Path:
    """A library of the same name in `place`, with less in it. Raises `Strange`, OSError, CalledProcessError."""
    look = ["objdump", "-hT", str(library)]
    told = subprocess.run(look, check=True, capture_output=True, text=True).stdout
    rodata = re.search(r"\.rodata\s+([0-9a-f]+)\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)", told)
    symbol = re.search(r"icudt\d+_dat", told)
    if rodata is None or symbol is None:
        raise Strange("not a library of ICU's data")
    size, offset = (int(part, 16) for part in rodata.groups())
    place.mkdir(parents=True, exist_ok=True)
    data, source, made = place / "icu.dat", place / "icu.s", place / library.name
    data.write_bytes(reduced(library.read_bytes()[offset : offset + size], languages))
    source.write_text(
        f'.section .rodata\n.balign 16\n.globl {symbol[0]}\n.type {symbol[0]}, %object\n{symbol[0]}: .incbin "{data}"\n'
        f'.size {symbol[0]}, {data.stat().st_size}\n.section .note.GNU-stack,"",%progbits\n',
        encoding="utf-8",
    )
    assemble = ["as", "-o", str(place / "icu.o"), str(source)]
    subprocess.run(assemble, check=True, capture_output=True)
    link = ["ld", "-shared", "-soname", library.name, "-z", "noexecstack", "-o", str(made), str(place / "icu.o")]
    subprocess.run(link, check=True, capture_output=True)
    return made
