"""Acquire: files and folders → captures, each named by its content.

In: paths that a person named. Out: a `Capture` per article, a `Dropped` with its reason and the
remedy for everything that gave none; the run always goes on. The door is `find.acquire`.

It reads pages, documents, tables, feeds, messages, web archives and archives of all these
(docs/rooms/acquire.md), tells encodings, notices duplicates by bytes, unpacks nothing to disk, and
never opens a pipe, a device or a connection. It does not clean, and does not judge what is said.
"""
