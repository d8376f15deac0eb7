"""A team's work on one record, in PostgreSQL: decisions, accounts, saved searches, what was done.

In: the address of a database (`sourceline[team]` brings what is needed to reach it). Out:
`open.py` (reach it, bring its tables up), `keep.py` (the keeper of decisions), `people.py`
(accounts), `logins.py` (signing in, slowed down where it is tried too often), `sessions.py`,
`audit.py`, `roles.py` (who may do what). It knows nothing of pages.
"""
