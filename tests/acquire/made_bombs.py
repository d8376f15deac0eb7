"""Files made to hang, to fill the memory or the disk, or to read what is not theirs."""

import io
import tarfile
import zlib

from tests.acquire.made_files import pdf_of_objects, pdf_of_pages, stream, zipped

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODF = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def laughs(body: str) -> bytes:
    """XML whose entity &a8; would grow a thousand million times."""
    grown = "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "ha") * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE r [{grown}]>{body}'.encode()


def outside(path: str, body: str) -> bytes:
    """XML whose entity &x; names a file of this machine."""
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]>{body}'.encode()


def feed(words: str) -> str:
    return (f"<rss version='2.0'><channel><item><description>{words}</description></item>"
            "</channel></rss>")


def odt_of(content: bytes) -> bytes:
    return zipped({"content.xml": content})


def looping_pdf() -> bytes:
    """A tree of pages that comes back to itself."""
    return pdf_of_objects(b"<< /Type /Catalog /Pages 2 0 R >>",
                          b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
                          b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 5 >>")


def looping_form_pdf() -> bytes:
    """A page without words whose form shows itself."""
    form = stream(b"/I1 Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
                  "/Resources << /XObject << /I1 4 0 R >> >>")
    return pdf_of_pages(stream(b"/I1 Do"), resources="/XObject << /I1 4 0 R >>", more=(form,))


def packed_pdf(layers: int, size: int = 100_000_000) -> bytes:
    """A page whose few bytes unpack to many, once or layer by layer."""
    content = b"(A) Tj " * (size // 7)
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return pdf_of_pages(stream(content, f"/Filter [{'/FlateDecode ' * layers}]"))


def object_stream_pdf() -> bytes:
    """A PDF whose only object stream is said to extend itself."""
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 5 0 R >>",
        stream(b"5 0 << /Type /Pages /Kids [] >>", "/Type /ObjStm /N 1000000 /First 4",
               "/Extends 2 0 R"))


def many_pages_pdf(count: int) -> bytes:
    kids = b"3 0 R " * count
    return pdf_of_objects(b"<< /Type /Catalog /Pages 2 0 R >>",
                          b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
                          b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")


def overlapping_zip(content: bytes, times: int) -> bytes:
    """A ZIP that names the same packed bytes many times."""
    whole = zipped({"a.txt": content})
    start, end = whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    names, last = whole[start:end], bytearray(whole[end:])
    last[8:10] = last[10:12] = times.to_bytes(2, "little")
    last[12:16] = (len(names) * times).to_bytes(4, "little")
    return whole[:start] + names * times + bytes(last)


def lying_zip(content: bytes, said: int) -> bytes:
    """A ZIP whose file is longer than it says."""
    whole = bytearray(zipped({"a.txt": content}))
    place = whole.index(b"PK\x01\x02") + 24
    for at in (22, place):
        whole[at:at + 4] = said.to_bytes(4, "little")
    return bytes(whole)


def nested_zips(content: bytes, wide: int, deep: int) -> bytes:
    """A ZIP of copies of a ZIP of copies …, each layer small, all of them together not."""
    for _ in range(deep):
        content = zipped({f"{n}.zip": content for n in range(wide)})
    return content


def linked_tar(target: str) -> bytes:
    """Links to a file outside, to each other in a circle, a device; and one true file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, to in (
                ("a.txt", tarfile.SYMTYPE, target), ("b.txt", tarfile.LNKTYPE, "c.txt"),
                ("c.txt", tarfile.LNKTYPE, "b.txt"), ("d.txt", tarfile.LNKTYPE, target),
                ("e.txt", tarfile.CHRTYPE, ""), ("f.txt", tarfile.FIFOTYPE, "")):
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, to
            archive.addfile(one)
    return out.getvalue()


def sparse_tar(real_bytes: int) -> bytes:
    """A sparse file of many bytes in an archive of few."""
    one = tarfile.TarInfo("a.txt")
    one.type = tarfile.GNUTYPE_SPARSE
    head = bytearray(one.tobuf(tarfile.GNU_FORMAT))
    head[386:410] = b"00000000000\0" * 2
    head[483:495] = b"\x80" + real_bytes.to_bytes(11, "big")
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head[:512])
    return bytes(head) + bytes(1024)


def workbook(rows: str, size: str) -> bytes:
    """A workbook of one sheet whose rows and size are written by hand."""
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override '
        f'PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/><Override '
        f'PartName="/xl/sheet.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'.encode(),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "sheet.xml"),
        "xl/sheet.xml": f'<worksheet xmlns="{SPREADSHEET}"><dimension ref="{size}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>".encode()})


def _relation(kind: str, target: str) -> bytes:
    return (f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>').encode()


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'
