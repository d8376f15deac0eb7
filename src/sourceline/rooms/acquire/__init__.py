"""Acquire: files and folders → captures, each named by its content.

In: paths that a person named. Out: a `Capture` per article, a `Dropped` with its reason and the
remedy for everything that gave none; the run always goes on. The door is `find.acquire`.

It reads .txt, .html and .jsonl (also gzipped lines), tells their encoding, notices duplicates by
bytes, and never opens a pipe or a device. It does not clean, and does not judge what is said.
"""
