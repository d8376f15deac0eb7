"""Tables: one article a row, in CSV or a workbook.

In: a `Source`. Out: the place of each row and its article. Column names are the keys of JSON lines
(`lines.KEYS`), in any case of letters; a setting maps others.
"""

import csv
import importlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sourceline.rooms.acquire.auto_archiver import is_its_row, read_row
from sourceline.rooms.acquire.encoding import detect_encoding
from sourceline.rooms.acquire.lines import read_fields
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source

CSV = (".csv", ".tsv")
WORKBOOK = (".xlsx",)
_SAMPLE_BYTES = 100_000
Row = tuple[str, Carried | NoArticle]


def read_csv(source: Source, settings: AcquireSettings) -> Iterator[Row]:
    """Give the rows of a CSV file; the first line names the columns."""
    with source.open() as file:
        sample = file.read(_SAMPLE_BYTES)
    encoding = detect_encoding(sample)
    csv.field_size_limit(settings.max_article_bytes)
    with source.open() as file, io.TextIOWrapper(file, encoding=encoding, errors="replace",
                                                 newline="") as words:
        yield from _rows(csv.reader(words, _dialect(sample, encoding)), "row", settings)


def _dialect(sample: bytes, encoding: str) -> type[csv.Dialect] | csv.Dialect:
    head = sample.decode(encoding, errors="replace").split("\n", 1)[0]
    try:
        return csv.Sniffer().sniff(head, ",;\t|")
    except csv.Error:
        return csv.excel


def read_workbook(source: Source, settings: AcquireSettings) -> Iterator[Row]:
    """Give the rows of every sheet of a workbook; needs openpyxl (extra `export`)."""
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ImportError:
        yield "", NoArticle("unsupported", "a workbook needs openpyxl: pip install "
                            "'sourceline[export]', or save the sheet as CSV")
        return
    with source.open() as file:
        content = io.BytesIO(file.read(settings.max_article_bytes * 5))
    with zipfile.ZipFile(content) as packed:
        size_bytes = sum(one.file_size for one in packed.infolist())
    if not source.spent.take(size_bytes):
        yield "", source.spent.refused()
        return
    book = openpyxl.load_workbook(content, read_only=True, data_only=True)
    for sheet in book.worksheets:
        # A sheet that says it is a million rows by 16,384 columns would be filled up to them.
        sheet.reset_dimensions()
        yield from _rows(sheet.iter_rows(values_only=True), f"{sheet.title} row", settings)


def _rows(rows: Iterable[Sequence[object]], where: str, settings: AcquireSettings) -> Iterator[Row]:
    left = iter(rows)
    head = next(left, None)
    if head is None:
        return
    mapped = dict(pair.split("=", 1)[::-1] for pair in settings.columns if "=" in pair)
    names = [mapped.get(str(name), str(name)).strip().lower() for name in head]
    read = read_row if is_its_row(set(names)) else read_fields
    for number, row in enumerate(islice(left, settings.max_rows), start=2):
        fields = dict(zip(names, ("" if cell is None else cell for cell in row), strict=False))
        if any(str(cell).strip() for cell in fields.values()):
            yield f"{where} {number}", read(fields)
    if next(left, None) is not None:
        yield "", NoArticle("too_large", f"the table has more than {settings.max_rows:,} rows; "
                            "the rest was left out: cut it into several files")
