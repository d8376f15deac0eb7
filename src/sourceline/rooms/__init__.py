"""The work. Each room is a function from record types to record types; no room imports another.

They meet in `pipeline.py`. Per article: acquire, clean, times, read, names, events, claims,
figures, threads. Per collection: entities, copies, events, figures, calendar, threads.
"""
