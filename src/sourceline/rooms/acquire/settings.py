"""Settings of acquire. In: nothing. Out: `AcquireSettings`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AcquireSettings:
    """How much acquire takes in.

    >>> AcquireSettings(max_article_bytes=1_000).max_article_bytes
    1000
    """

    # The longest news texts (court documents, live blogs) stay under 2 MB; ten times that is a
    # data dump or an attack. Lines of a .jsonl file are held to it one by one, the file is not.
    max_article_bytes: int = 20_000_000
    # A folder deeper than this is a mistake of some program, not someone's archive.
    max_depth: int = 64
    # What one file may take: so many seconds of work, and its length at this pace (a web archive
    # goes by a hundred times as fast). Pages and documents are read later, by guarded workers.
    max_file_s: float = 60.0
    min_bytes_per_s: int = 100_000
    # What a packed file may grow to, with everything inside it at every depth: text packs 3 to
    # 10 times, a file made to fill a disk 1,000 times. Small files may whatever their ratio.
    max_unpack_ratio: int = 100
    min_unpack_limit_bytes: int = 100_000_000
    # A site's whole crawl has tens of thousands of pages; beyond this someone should look first.
    max_archive_files: int = 1_000_000
    # An archive in an archive in a message: what people send. More is a bomb.
    max_nesting: int = 4
    # Rows of one sheet or CSV file.
    max_rows: int = 5_000_000
    # What a table calls its columns, as "text=Body of article", where the usual names do not do.
    columns: tuple[str, ...] = ()
