"""The reading room: pages over one record, made on the server, readable without any script.

In: the path of a record file. Out: a Starlette app (`app.py: make_app`, `serve`). Each page is
one file in `pages/` (what to ask) and one in `templates/` (how it looks). It writes nothing and
opens no connection to anywhere.
"""
