"""The demo collection: invented articles that show everything the tool is for.

In: nothing. Out: package data. `articles/` holds the collection as a user would have it (page
dumps, web pages, a file of JSON lines, an empty file, a duplicate); `outlets.toml` says who owns
each of the six outlets, `places.toml` where its places lie. Countries, people, bodies and words are
all invented. What a reader should find in it stands in `tests/golden/demo-gold.toml`; the story is
told in `docs/demo.md`.
"""
