"""The tables of a team's database as the program asks them; `migrations/` makes them.

In: nothing. Out: SQLAlchemy Core tables. A test holds that both say the same.
"""

import sqlalchemy as sa

# Everything of ours stands in a schema of its own, beside whatever else the database holds.
SCHEMA = "sourceline"
METADATA = sa.MetaData(schema=SCHEMA)
_MOMENT = sa.DateTime(timezone=True)


def _position() -> sa.Column[int]:
    return sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


# One row an account. `name` stands on decisions for ever, so nobody is ever deleted; `name_key` is
# what must differ between two names.
PERSON = sa.Table(
    "person", METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    _text("name"), sa.Column("name_key", sa.Text, nullable=False, unique=True), _text("role"),
    _text("password"),
    sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("added_at", _MOMENT, nullable=False),
    sa.CheckConstraint("role IN ('reader', 'reviewer', 'editor', 'admin')", name="role_known"))

# `mark` is a hash of what the browser's cookie holds, so the table opens no door to its reader.
SESSION = sa.Table(
    "session", METADATA, sa.Column("mark", sa.Text, primary_key=True),
    sa.Column("person", sa.BigInteger, sa.ForeignKey(PERSON.c.id), nullable=False, index=True),
    sa.Column("made_at", _MOMENT, nullable=False), sa.Column("seen_at", _MOMENT, nullable=False),
    sa.Column("ends_at", _MOMENT, nullable=False), sa.Column("revoked_at", _MOMENT),
    _text("address"))

# `account` is a hash of the name that was typed: people type passwords there by mistake.
SIGN_IN = sa.Table(
    "sign_in", METADATA, _position(), sa.Column("at", _MOMENT, nullable=False, index=True),
    sa.Column("account", sa.Text, nullable=False, index=True),
    sa.Column("address", sa.Text, nullable=False, index=True),
    sa.Column("came_in", sa.Boolean, nullable=False))


def _kept(table: str) -> sa.Table:
    return sa.Table(table, METADATA, _position(),
                    sa.Column("id", sa.Text, nullable=False, unique=True), _text("written"),
                    _text("kept_by"), sa.Column("kept_at", _MOMENT, nullable=False))


DECISION = _kept("decision")
SEARCH = _kept("search")
AUDIT = sa.Table(
    "audit", METADATA, _position(), sa.Column("at", _MOMENT, nullable=False, index=True),
    _text("who"), _text("act"), _text("about"), _text("address"), _text("detail"))
