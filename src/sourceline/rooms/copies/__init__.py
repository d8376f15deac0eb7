"""The same words in two articles, and which articles count as one voice.

In: the texts of a collection (and publications). Out: `Copy` (find.py), `Origin` (origins.py).
Limits: words only, no translation; a paraphrase is found sentence by sentence and only when dense;
a statement printed without quotation marks counts as the article's own words.
"""
