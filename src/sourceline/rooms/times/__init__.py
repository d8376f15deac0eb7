"""Times: what the words of an article say about when, and when the article was published.

In: `Text` and `Reading` (expressions), `Capture` and `Text` (publication).
Out: `TimeExpression`s (`expressions.find_times`), a `Publication` with every candidate
(`publication.date_article`), and a `When` for one expression (`resolve.resolve_time`).
Limits: English of the Gregorian calendar; see docs/rooms/times.md, with the measured quality.
"""
