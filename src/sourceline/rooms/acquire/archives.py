"""ZIP and TAR: the files inside, one after another, never more of them than is safe.

In: a `Source`. Out: a `Source` for each file inside, or `NoArticle`. Nothing is unpacked to disk,
so a name such as "../../x" is only a name. A file that grows too much while it is read ends there.
"""

import tarfile
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import NoArticle, Source

ZIP = (".zip", ".wacz")
TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
Part = Source | NoArticle


def read_zip(source: Source, settings: AcquireSettings) -> Iterator[Part]:
    """Give the files of a ZIP archive in the order of their names."""
    with source.open() as file, zipfile.ZipFile(file) as archive:
        inside = sorted((one for one in archive.infolist() if not one.is_dir()),
                        key=lambda one: one.filename)
        yield from _too_many(len(inside), settings)
        for one in inside[:settings.max_archive_files]:
            if one.flag_bits & 1:
                yield NoArticle("unreadable", f"{one.filename[:120]} is locked with a password: "
                                "unpack it yourself")
            elif one.file_size > _limit(one.compress_size, settings):
                yield NoArticle("too_large", f"{one.filename[:120]} unpacks to "
                                f"{one.file_size:,} bytes: unpack it yourself if you trust it")
            elif not source.spent.take(one.file_size):
                yield source.spent.refused()
                return
            else:
                yield source.inside(one.filename, one.file_size,
                                    partial(_opened_zip, archive, one))


def read_tar(source: Source, settings: AcquireSettings) -> Iterator[Part]:
    """Give the files of a TAR archive as they stand; links and devices are passed over."""
    number = 0
    with source.open() as file, tarfile.open(fileobj=file, mode="r|*") as archive:
        for one in archive:
            # A sparse file says how long it is, whatever stands in the archive.
            if not source.spent.take(one.size):
                yield source.spent.refused()
                return
            inside = archive.extractfile(one) if one.isfile() else None
            if inside is None:
                continue
            number += 1
            if number > settings.max_archive_files:
                yield from _too_many(number, settings)
                return
            # A stream cannot go back: the part is read by whoever takes it before the next.
            yield source.inside(one.name, one.size, partial(cast, BinaryIO, inside))


def _opened_zip(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(one))


def _limit(packed_bytes: int, settings: AcquireSettings) -> int:
    return max(settings.min_unpack_limit_bytes, settings.max_unpack_ratio * packed_bytes)


def _too_many(files: int, settings: AcquireSettings) -> Iterator[NoArticle]:
    if files > settings.max_archive_files:
        yield NoArticle("too_large", f"the archive holds more than {settings.max_archive_files:,} "
                        "files; the rest was left out: unpack it and name the folder")
