"""The name of the site stands before its sections and behind its ©."""

import pytest

from sourceline.record.article import Capture
from sourceline.rooms.clean.text import clean_capture

BODY = ("The harbour of Velm was closed on Monday after a storm broke two of its cranes. "
        "Nobody was hurt, the harbour master said, and ships wait outside.\n\n"
        "The cranes were forty years old. A third one is to be taken down in spring.")


def _outlet(head: str, foot: str = "") -> str:
    page = f"{head}\n\nHarbour of Velm closed\n\n{BODY}\n\n{foot}\n"
    return clean_capture(Capture(id="a", path="p.txt", sha256="", media="text/plain",
                                 encoding="utf-8", content=page.encode())).outlet


@pytest.mark.parametrize(("head", "foot", "outlet"), [
    ("Velm Rights Watch Home Our Work Publications Contact", "", "Velm Rights Watch"),
    ("Oste News AgencyHomeWorldPoliticsSport", "", "Oste News Agency"),
    ("Home World Sport", "© 2031 The Velm Bell. All rights reserved", "The Velm Bell"),
    ("Home World Sport", "Copyright 2029-2031 Marsh Post", "Marsh Post"),
    ("Home Marsh News Now World Sport", "", ""),
    ("Home World Sport", "© private", ""),
    ("Home World Sport", "", ""),
])
def test_the_furniture_names_the_site(head, foot, outlet):
    assert _outlet(head, foot) == outlet
