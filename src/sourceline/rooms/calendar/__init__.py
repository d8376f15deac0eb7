"""Calendar: every time expression of a collection placed in time.

In: `Publication`s and `TimeExpression`s. Out: `PlacedTime`s (`place.place_times`), each with the
reason. First version: each article by its own publication; the joint solution over a collection
comes behind the same door. See docs/rooms/calendar.md.
"""
