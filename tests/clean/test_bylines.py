from sourceline.record.article import Capture, Text
from sourceline.rooms.clean.mastheads import cut_date, is_outlet, read_masthead
from sourceline.rooms.clean.text import clean_capture

BODY = ("The council of Velm agreed on Monday to rebuild the bridge, which had fallen in spring."
        "\n\nThe mayor said that work would begin in May, and that it would cost a lot.")
PROSE = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))


def cleaned(words, media="text/plain"):
    text = clean_capture(Capture(id="a1", path="p", sha256="", media=media, encoding="utf-8",
                                 content=words.encode()))
    assert isinstance(text, Text)
    return text


def test_a_dated_line_with_an_agency_says_the_outlet():
    text = cleaned(f"Bridge of Velm to be rebuilt\n\nOste Wire | Oct. 12, 2031\n\n{BODY}")
    assert (text.outlet, text.byline, text.words) == ("Oste Wire", "", BODY)


def test_a_dated_line_with_a_person_says_no_outlet():
    assert read_masthead("Ana Orr | Oct. 12, 2031").outlet == ""


def test_a_byline_may_end_with_its_outlet():
    text = cleaned(f"Bridge of Velm rebuilt\n\nBy Ana Orr and Jo Lee, The Velm Bell\n\n{BODY}")
    assert (text.byline, text.outlet) == ("Ana Orr and Jo Lee", "The Velm Bell")


def test_a_posted_line_says_the_writer():
    line = "Posted on March 3, 2031 by Ana Orr"
    assert cleaned(f"Bridge of Velm to be rebuilt\n\n{line}\n\n{BODY}").byline == "Ana Orr"


def test_linked_data_say_writers_and_publisher():
    page = ('<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"author": [{"name": "Ana Orr"}, {"name": "Jo Lee"}], "publisher": {"name": "Bell"}}]}'
            f"</script></head><body><article><h1>Velm bridge</h1>{PROSE}</article></body></html>")
    text = cleaned(page, "text/html")
    assert (text.byline, text.outlet) == ("Ana Orr and Jo Lee", "Bell")


def test_an_outlet_that_signs_its_own_article_is_no_byline():
    page = ('<html><head><meta name="author" content="The Velm Bell"><meta property="og:site_name" '
            f'content="The Velm Bell"></head><body><article>{PROSE}</article></body></html>')
    text = cleaned(page, "text/html")
    assert (text.byline, text.outlet) == ("", "The Velm Bell")


def test_the_sites_name_before_the_title_is_the_outlet():
    page = ("<html><head><title>OBA - Bridge of Velm to be rebuilt</title></head><body><article>"
            f"<h2>Bridge of Velm to be rebuilt</h2>{PROSE}</article></body></html>")
    text = cleaned(page, "text/html")
    assert (text.title, text.outlet) == ("Bridge of Velm to be rebuilt", "OBA")


def test_a_name_is_told_from_its_date():
    assert cut_date("Ana Orr 3 May 2031") == "Ana Orr"
    assert cut_date("Ana Mayer") == "Ana Mayer"
    assert is_outlet("The Velm Bell")
    assert not is_outlet("Ana Orr")
