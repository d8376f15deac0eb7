"""Files of every kind acquire reads, made small; all words are invented."""

import io
import tarfile
import zipfile
import zlib
from email.message import EmailMessage

from docx import Document
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = "The port of Velm was closed on Monday after a storm, the harbour master said."
PAGE = f"<html><head><title>Port closed</title></head><body><p>{WORDS}</p></body></html>"


def pdf(*lines: str) -> bytes:
    """Write a PDF of one page with these lines, nothing but what the format asks for."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    return pdf_of_pages(stream(f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")))


def stream(content: bytes, *entries: str) -> bytes:
    head = " ".join(("/Length", str(len(content)), *entries))
    return b"<< %s >>\nstream\n%s\nendstream" % (head.encode(), content)


def pdf_of_pages(*drawn: bytes, resources: str = "/Font << /F1 3 0 R >>",
                 more: tuple[bytes, ...] = ()) -> bytes:
    """Write a PDF with a page for each stream; object 3 is a font, `more` follows from 4."""
    first = 4 + len(more)
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
             b"/Resources << %s >> >>" % (first + len(drawn) + n, resources.encode())
             for n in range(len(drawn))]
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(len(drawn)))
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(drawn)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *more, *pages, *drawn)


def pdf_of_objects(*objects: bytes) -> bytes:
    """Write a PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
                  b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(out)))


def scanned(*lines: str, pages: int = 1, speckles: float = 0.0) -> bytes:
    """Write a PDF whose pages are pictures of these lines, as a scanner makes them."""
    import numpy as np
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf(*lines))[0]
    shades = page.render(scale=3, grayscale=True).to_numpy().squeeze().astype(float)
    noise = np.random.default_rng(31).normal(0.0, 60.0, shades.shape) * speckles
    dots = np.clip(shades + noise, 0, 255).astype(np.uint8)
    height, width = dots.shape
    picture = stream(zlib.compress(dots.tobytes()), "/Type /XObject /Subtype /Image",
                     f"/Width {width} /Height {height} /BitsPerComponent 8",
                     "/ColorSpace /DeviceGray /Filter /FlateDecode")
    return pdf_of_pages(*[stream(b"612 0 0 792 0 0 cm /I1 Do")] * pages,
                        resources="/XObject << /I1 4 0 R >>", more=(picture,))


def docx(*paragraphs: str, title: str = "") -> bytes:
    document, out = Document(), io.BytesIO()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def odt(*paragraphs: str) -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    return zipped({"content.xml": f'<office xmlns:text="{text}">{body}</office>'.encode()})


def zipped(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(held: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in held.items():
            one = tarfile.TarInfo(name)
            one.size = len(content)
            archive.addfile(one, io.BytesIO(content))
    return out.getvalue()


def message(words: str, subject: str = "Port closed", attached: dict[str, bytes] | None = None
            ) -> bytes:
    made = EmailMessage()
    made["From"] = "Mara Dovik <mara@velm.example>"
    made["Subject"], made["Date"] = subject, "Mon, 03 Mar 2031 10:00:00 +0000"
    made.set_content(words)
    for name, content in (attached or {}).items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def warc(*answers: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Write a web archive of answers: address, status, media type, content."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, status, media, content in answers:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(content),
                                                      http_headers=headers))
    return out.getvalue()
