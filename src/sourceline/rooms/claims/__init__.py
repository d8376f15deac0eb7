"""claims: who is reported to say what, and in which words.

In: `Text`, `Reading` and the article's mentions. Out: `Claim`s with speaker, cue, content and
form. Limits: plain rules on word order; a speaker stays open where more than one fits; belief and
judgement without a clause, a quotation or an object are left out. Measured: docs/rooms/claims.md.
"""
