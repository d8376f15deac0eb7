"""Numbers said of something: how many, bounded how, of what, in which event, who says so.

In: a text, its reading, event mentions, claims and times. Out: `Figure` (find.py); over the
collection `FigureGroup` (group.py): figures that answer one question, side by side with those that
contradict one another, never summed. By the sentence's tree, by the words beside the number where
there is none. Limits: English; a number whose counted words are not found is left out, as are
years, dates, ages, times, plain durations and names with numbers. Measured: docs/rooms/figures.md.
"""
