"""CSV files as people save them -> rows by column name: any delimiter, encoding, order and case of columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stories.catalogue.decoding import text_of
from stories.catalogue.report import UnreadableError
from stories.text.folding import clean

DELIMITERS: Final = ",;\t|"
MAX_ROWS: Final = 200_000
MAX_CELL: Final = 10_000
PROSE: Final = frozenset({"note", "notes", "comment", "comments", "description", "evidence", "licence", ""})  # of lines


class NotCsvError(UnreadableError):
    """The file is no table that can be used; the words say why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: cells by folded column name, stripped; line counts from 1 at the file's first."""

    line: int
    cells: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The first cell of these columns that holds something, else ''."""
        return next((cell for name in names if (cell := self.cells.get(name, ""))), "")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns' folded names in order, and the rows that hold anything."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.columns for name in names)


def fold_column(name: str) -> str:
    """A column's name made comparable: 'Feed URL' -> 'feed_url'."""
    return re.sub(r"[\s_\-.]+", "_", name.strip().casefold()).strip("_")


def guarded(cell: str) -> str:
    """The cell as an export writes it: an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if re.match(r"'*[=+\-@\t\r]", cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`, which every import undoes."""
    return cell[1:] if re.match(r"''*[=+\-@\t\r]", cell) else cell


def read_table(source: bytes) -> Table:
    """The table of a CSV file. Lines that begin with # before the header are comments.

    Raises NotCsvError for an empty, binary or too long file, a web page or JSON, and for one without a header.
    """
    try:
        text = text_of(source).replace("\0", "")
    except UnreadableError as error:
        raise NotCsvError(f"This is not a CSV file. {error}") from error
    if re.match(r"\s*(<[!?a-z]|[{\[])", text, re.IGNORECASE):
        raise NotCsvError("This is not a CSV file: it looks like a web page, XML or JSON.")
    skipped = _comment_lines(text)
    lines = io.StringIO("".join(text.splitlines(keepends=True)[skipped:]), newline="")
    header = text.splitlines()[skipped] if skipped < len(text.splitlines()) else ""
    delimiter = _delimiter(header)
    # strict: else a quotation mark that is never closed takes the next rows into its cell, and nobody is told
    return _table(_records(csv.reader(lines, delimiter=delimiter, strict=True), skipped), delimiter)


def _comment_lines(text: str) -> int:
    count = 0
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        count += 1
    return count


def _delimiter(header: str) -> str:
    outside_quotes = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=outside_quotes.count)


def _records(reader: Any, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The line that a row begins in, and its cells."""
    begins = skipped + 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise NotCsvError(
                f"This is not a CSV file that can be read: the row that begins in line {begins} has a quotation mark "
                f"that isn't closed, or one inside a cell that isn't doubled ({error}). Nothing was imported."
            ) from error
        if cells is None:
            return
        yield begins, cells
        begins = skipped + reader.line_num + 1


def _table(records: Iterable[tuple[int, list[str]]], delimiter: str) -> Table:
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for begins, cells in records:
        if not columns:
            columns = tuple(fold_column(cell) for cell in cells)
            continue
        _must_be_one_row(begins, zip(columns, cells, strict=False), delimiter)
        values = {
            name: unguarded(clean(cell, max_length=MAX_CELL))
            for name, cell in zip(columns, cells, strict=False)
            if name
        }
        if any(values.values()):
            rows.append(Row(begins, values))
        if len(rows) > MAX_ROWS:
            raise NotCsvError(f"The file has more than {MAX_ROWS:,} rows.")
    if not any(columns):
        raise NotCsvError("This is not a CSV file: its first line names no columns.")
    return Table(columns, tuple(rows))


def _must_be_one_row(begins: int, row: Iterable[tuple[str, str]], delimiter: str) -> None:
    """Raise where a cell holds the beginning of another row, whose quotation mark has closed its own."""
    broken = [name for name, cell in row if name not in PROSE and delimiter in cell.partition("\n")[2]]
    if broken:
        raise NotCsvError(
            f"The row that begins in line {begins} runs over into the next: the quotation mark in its column "
            f"{broken[0]} isn't closed. Nothing was imported."
        )
