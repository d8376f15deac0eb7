"""The tables of a team's database, version by version, as Alembic runs them."""
