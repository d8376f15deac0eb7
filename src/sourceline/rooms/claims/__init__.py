"""claims: who is reported to say what, and in which words.

In: `Text`, `Reading` and the article's mentions. Out: `Claim`s with speaker, cue, content and form.
By the sentence's tree, by word order where the reader gives none. Limits: a speaker stays open
where more than one fits; headings are left out. Measured: docs/rooms/claims.md.
"""
