"""Numbers said of something: how many, bounded how, of what, in which event, who says so.

In: a text, its reading, event mentions and claims. Out: `Figure` (find.py); over the collection
`FigureGroup` (group.py): figures that answer one question, side by side, never summed.
Limits: English; plain rules, no syntax; a number whose counted words are not found is left out,
as are years, dates, ages, times, plain durations and names with numbers.
"""
