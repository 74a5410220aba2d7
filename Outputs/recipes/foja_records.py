"""Reads Foja's records (schema foja-record/1, version 1.x) as typed objects: this one file, Python 3.10 or later, nothing else.

    from foja_records import read, records
    for record in records("Outputs/default"):
        for mention in record.mentions:
            if mention.type == "money" and mention.value:
                print(record.source.file, mention.page, mention.value["amount"], mention.value["currency"])

Made from Pipelines/schemas/record-1.schema.json by Tests/Exports/reader.py. Offsets count code points, as Python's strings do; boxes are
[x0, y0, x1, y1] in points from the top left of the page; decimals are strings: decimal.Decimal reads them exactly.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class With:
    """Of `table`: the place of the table that is one with it."""

    page: int  # Its page.
    box: list[float]  # Its box.
    text: str  # Its first words.


@dataclass(frozen=True, slots=True)
class Correction:
    kind: str  # What was corrected: `heading` (that it is one, or its level), `table` (that it goes on in another one), `header` (that a cell is the head of a column), `cell` and `value` (of a cell, of a mention), `name`, `mention` (that it is none), `title`.
    page: int  # The page on which it was marked.
    box: list[float]  # Where it was marked, on the page as shown.
    text: str  # The text that was marked.
    outcome: str  # `applied`: it changed the record; `agrees`: the rules say the same by themselves; `unfit`: what it speaks of is not there any more.
    target: str | None  # The table or mention that it changed, where it has an id.
    type: str | None = None  # Of `cell`, `value`, `name` and `mention`: the type of the cell or mention.
    says: str | None = None  # What is right: `no` or a level (heading), `yes` or `no` (header), `joined` (table), `no` (mention), the words (name, title).
    value: dict[str, Any] | None = None  # Of `cell` and `value`: the fields of the value; null where it has none.
    with_: With | None = None  # Of `table`: the place of the table that is one with it.


@dataclass(frozen=True, slots=True)
class Comment:
    kind: str  # As PDF calls it, in small letters: `text`, `highlight`, `freetext`, ….
    author: str | None  # Who left it, as the file says.
    text: str  # Its words.
    page: int  # Where it stands.
    box: list[float]  # [x0, y0, x1, y1]


@dataclass(frozen=True, slots=True)
class FormField:
    name: str  # With those above it.
    type: str  # What kind of field it is.
    value: str | None  # What was filled in; of a button its state; several choices on lines of their own.
    page: int  # Where it stands.
    box: list[float]  # [x0, y0, x1, y1]


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str  # The attached file's name.
    description: str | None  # What the file says of it.


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str  # As the file has it.
    level: int  # 1 for the top.
    page: int | None  # Where it leads, if to a page of the file.


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What read the document."""

    name: str  # Of the pipeline's file.
    version: str  # Of Foja.
    fingerprint: str  # Hash of all of Pipelines/.


@dataclass(frozen=True, slots=True)
class Finding:
    code: str  # Of a fixed list (README.md).
    severity: str  # How grave it is; errors make a document `partial`.
    message: str  # For people.
    page: int | None  # Where, if at one place.
    box: list[float] | None


@dataclass(frozen=True, slots=True)
class Mention:
    id: str
    type: str  # What it is.
    text: str  # As it stands in the text.
    block: str  # The block that it stands in.
    cell: list[int] | None  # In a table: the cell, [row, column].
    start: int  # Offset of its first character in the text of the block or cell.
    end: int  # Offset behind its last.
    value: dict[str, Any] | None  # What it means, by type; null where that is undecided.
    rule: str  # The rule that found it.
    page: int  # Where it stands.
    box: list[float] | None
    target: str | None = None  # Of a citation: the entry of a reference list, or the note, that it points to.
    flags: list[str] | None = None  # What the value rests on where it rests on little.


@dataclass(frozen=True, slots=True)
class Acronym:
    short: str  # The acronym.
    long: str  # What it stands for.
    block: str  # Where they are told.


@dataclass(frozen=True, slots=True)
class Term:
    term: str  # As printed.
    expansion: str  # What it stands for or means.
    block: str  # Where it was read.


@dataclass(frozen=True, slots=True)
class Anchor:
    block: str  # The block that calls it.
    cell: list[int] | None  # In a table: the cell.
    offset: int  # How many scalars of the text stand before the call.
    page: int  # Where the call stands.
    box: list[float]  # [x0, y0, x1, y1]


@dataclass(frozen=True, slots=True)
class Footnote:
    id: str
    block: str  # The note's block.
    marker: str  # As printed.
    text: str  # Without the marker.
    page: int  # Where it begins.
    box: list[float]  # [x0, y0, x1, y1]
    anchors: list[Anchor]  # Where the note is called.


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    block: str  # The figure's block, at its place in the reading order.
    kind: str  # What it shows.
    label: str | None  # As printed, with its number.
    caption: str | None  # Without the label.
    units: str | None  # As printed.
    source: str | None  # The source line below it.
    page: int  # Where it stands.
    box: list[float]  # [x0, y0, x1, y1]
    texts: list[str]  # Words inside the picture, line by line.


@dataclass(frozen=True, slots=True)
class Check:
    """A total that the table states, computed again."""

    kind: str  # What was added up.
    column: int  # Of the total.
    row: int  # Of the total.
    stated: str  # The total as printed.
    computed: str  # What its parts come to.
    holds: bool  # Whether they agree, rounding allowed.


@dataclass(frozen=True, slots=True)
class TableNote:
    marker: str  # As printed.
    text: str  # Without the marker.
    cells: list[list[int]]  # The cells that call it.


@dataclass(frozen=True, slots=True)
class CellValue:
    type: str  # What it is.
    number: str | None = None  # Exact.
    unit: str | None = None  # Of the number: a currency (ISO 4217) or unit.
    scale: str | None = None  # What the number is multiplied with, as the table's units, heads or caption state it.
    amount: str | None = None  # Of money, and of numbers whose units are money: exact, the scale multiplied in.
    currency: str | None = None  # Of the amount: ISO 4217, where it is known.
    edtf: str | None = None  # Of a date.
    start: str | None = None  # Of a date: its first day.
    end: str | None = None  # Of a date: its last day.
    flags: list[str] | None = None  # What the number rests on where it rests on little.
    flag: str | None = None  # Why it is what it is, or is missing.


@dataclass(frozen=True, slots=True)
class Cell:
    row: int  # Its first row.
    column: int  # Its first column.
    rowSpan: int  # How many rows it covers.
    columnSpan: int  # How many columns it covers.
    text: str  # As printed, lines joined.
    header: bool  # Whether it names a column or row.
    value: CellValue | None  # Its number as printed, day or lack of one; `scale` says what the number is multiplied with.
    page: int  # Where it stands.
    box: list[float]  # [x0, y0, x1, y1]


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    block: str  # The table's block, at its place in the reading order.
    label: str | None  # As printed, with its number.
    caption: str | None  # Without the label.
    units: str | None  # What its numbers are in, as printed.
    pages: list[int]  # All on which it stands.
    rows: int  # How many, those of the head included.
    columns: int  # How many.
    headerRows: int  # How many rows at the top are its head.
    cells: list[Cell]  # By row, then column; each place of the grid is covered by one cell.
    notes: list[TableNote]  # Notes of the table, below it.
    source: str | None  # The source line below it.
    checks: list[Check]  # Totals, recomputed.
    confidence: float  # How sure it is a table, 0 to 1.


@dataclass(frozen=True, slots=True)
class Span:
    """The part of the text that one printed line holds."""

    page: int  # Counted from 1.
    box: list[float]  # [x0, y0, x1, y1]
    start: int  # Offset in the text where the line begins.
    end: int  # Offset behind its last character.


@dataclass(frozen=True, slots=True)
class Block:
    id: str
    type: str  # What part the block plays.
    text: str  # Whole: lines joined, hyphens of line ends undone, calls of notes taken out. Empty for tables and figures.
    section: str | None  # The section that it stands in.
    page: int  # Where it begins.
    marker: str | None  # Of an item, note or reference: its bullet, number or letter as printed.
    level: int | None  # Of a heading: 1 for the highest; of an item: 1 for the outermost list.
    spans: list[Span]  # Where it was read, line by line.
    language: str | None  # Where it differs from the document's.
    confidence: float  # How sure its type is, 0 to 1.
    target: str | None = None  # Of an entry of a printed table of contents: the section or block that it names, where found.


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    parent: str | None  # The section that it stands in.
    level: int  # 1 for the highest.
    number: str | None  # As printed, without closing punctuation.
    title: str  # The heading's text.
    page: int  # Where the heading stands.
    block: str  # The heading.


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Where every glyph went that the page paints; the others add up to the total."""

    total: int  # All.
    body: int  # In running text.
    table: int  # In tables.
    note: int  # In notes.
    figure: int  # In figures.
    furniture: int  # In running heads, folios, watermarks.
    duplicate: int  # Painted twice at one place.
    hidden: int  # Not to be seen.
    unplaced: int  # Lost: more than none is a finding.


@dataclass(frozen=True, slots=True)
class Page:
    number: int  # Counted from 1.
    label: str | None  # The page's own name (`xii`, `4`), where the file has one.
    width: float  # As shown, in points.
    height: float  # As shown, in points.
    rotation: int  # Degrees by which the file turns the page.
    glyphs: Glyphs  # Where every glyph went that the page paints; the others add up to the total.


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself on its pages and in its properties."""

    title: str | None  # As printed.
    subtitle: str | None  # As printed.
    authors: list[str]  # Persons and bodies, one each.
    publisher: str | None  # Who published it.
    issued: str | None  # EDTF
    keywords: list[str]  # As printed or stated.
    identifiers: dict[str, Any]  # By scheme: isbn, issn, doi, …


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    file: str  # The file's name, without folders.
    sha256: str  # Hash of the file's bytes.
    bytes: int  # The file's size.
    mediaType: str  # What kind of file it is, by its contents.
    pages: int  # How many pages the file has.
    pdfVersion: str | None  # As the PDF states it.
    producer: str | None  # The program that made the PDF, as it states it.
    tagged: bool  # Whether the PDF states its own structure.
    encrypted: bool  # Whether a password was needed.


@dataclass(frozen=True, slots=True)
class Record:
    """One document as Foja read it."""

    schema: str  # What this is.
    version: str  # The minor version that this record keeps to: fields, types and codes are only added.
    id: str  # Of the document: the hash of its bytes.
    source: Source  # The file that was read.
    profile: str  # The kind of document: a file of Pipelines/profiles/.
    language: str  # ISO 639; `und` where none could be told.
    metadata: Metadata  # What the document says of itself on its pages and in its properties.
    pages: list[Page]  # One entry a page, in order.
    sections: list[Section]  # The tree of headings, in order.
    blocks: list[Block]  # The body in reading order; furniture is kept and typed.
    tables: list[Table]  # One entry a logical table, over as many pages as it takes; rows and columns count from 0.
    figures: list[Figure]  # Charts, photographs, maps.
    footnotes: list[Footnote]  # Notes at the foot of a page or the end of a part.
    glossary: list[Term]  # Entries of printed lists of terms.
    acronyms: list[Acronym]  # Acronyms with what they stand for in this document.
    mentions: list[Mention]  # Dates, amounts, names and the like in the text, in its order.
    findings: list[Finding]  # What was odd, for a person to look at.
    pipeline: Pipeline  # What read the document.
    bookmarks: list[Bookmark] | None = None  # The file's own outline; left out where there are none.
    attachments: list[Attachment] | None = None  # Files inside of the file, which are not read; left out where there are none.
    formFields: list[FormField] | None = None  # Fields of a form (AcroForm) with what was filled in; left out where there are none.
    comments: list[Comment] | None = None  # Remarks that people left on pages; left out where there are none.
    corrections: list[Correction] | None = None  # What people said of the document where it was read wrong, with what became of that; left out where nobody said anything.


# Fields that hold objects or lists of them.
_inner: dict[type, dict[str, type]] = {
    Record: {'source': Source, 'metadata': Metadata, 'pages': Page, 'sections': Section, 'blocks': Block, 'tables': Table, 'figures': Figure, 'footnotes': Footnote, 'glossary': Term, 'acronyms': Acronym, 'mentions': Mention, 'findings': Finding, 'pipeline': Pipeline, 'bookmarks': Bookmark, 'attachments': Attachment, 'formFields': FormField, 'comments': Comment, 'corrections': Correction},
    Page: {'glyphs': Glyphs},
    Block: {'spans': Span},
    Table: {'cells': Cell, 'notes': TableNote, 'checks': Check},
    Cell: {'value': CellValue},
    Footnote: {'anchors': Anchor},
    Correction: {'with': With},
}
_names: dict[type, set[str]] = {}


def _made(kind: type, value: Any) -> Any:
    """The value as an object of the kind, or a list of them; fields that are not known are passed over."""
    if isinstance(value, list):
        return [_made(kind, item) for item in value]
    if value is None:
        return None
    known = _names.setdefault(kind, {field.name for field in fields(kind)})
    inner = _inner.get(kind, {})
    out = {}
    for key, item in value.items():
        name = key if key in known else key + "_"
        if name in known:
            out[name] = _made(inner[key], item) if key in inner else item
    return kind(**out)


def from_json(value: dict[str, Any]) -> Record:
    """A record of what `json` read."""
    if value.get("schema") != "foja-record/1":
        raise ValueError(f"not a record of version 1: {value.get('schema')!r}")
    return _made(Record, value)


def read(path: str | Path) -> Record:
    """The record in a file."""
    return from_json(json.loads(Path(path).read_text("utf-8")))


def records(folder: str | Path) -> Iterator[Record]:
    """All records below a folder (`Outputs/default`), by path."""
    for path in sorted(Path(folder).rglob("record.json")):
        yield read(path)


def lines(folder: str | Path, resource: str) -> Iterator[dict[str, Any]]:
    """All rows of a resource of the set in a folder: `for row in lines("Outputs/default", "mentions")`, as Outputs/README.md describes them."""
    package = json.loads((Path(folder) / "datapackage.json").read_text("utf-8"))
    for entry in package["resources"]:
        paths = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
        for path in paths if entry["name"] == resource else []:
            with open(Path(folder) / path, encoding="utf-8") as file:
                yield from map(json.loads, file)
