"""The first tables: people, sessions, sign-ins, decisions, searches, and what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "sourceline"
# Nothing in these is ever changed, deleted or emptied; the database itself refuses it, also to a
# session that has switched ordinary triggers off.
APPEND_ONLY = ("decision", "search", "audit")


def upgrade() -> None:
    """Make the tables."""
    _people()
    _kept("decision")
    _kept("search")
    op.create_table(
        "audit", *_position(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in
          ("who", "act", "about", "address", "detail")), schema=SCHEMA)
    op.execute(f"CREATE FUNCTION {SCHEMA}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
               "BEGIN RAISE EXCEPTION 'what stands in % is never changed', TG_TABLE_NAME "
               "USING ERRCODE = 'restrict_violation'; END $$")
    for table in APPEND_ONLY:
        op.execute(f"CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE "
                   f"ON {SCHEMA}.{table} FOR EACH STATEMENT "
                   f"EXECUTE FUNCTION {SCHEMA}.refuse_change()")
        op.execute(f"ALTER TABLE {SCHEMA}.{table} ENABLE ALWAYS TRIGGER never_changed")


def downgrade() -> None:
    """Refuse: the first version has nothing before it but an empty database."""
    raise NotImplementedError("people's work is not dropped by a command")


def _position() -> tuple[sa.Column[int]]:
    return (sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),)


def _people() -> None:
    op.create_table(
        "person", sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False, unique=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('reader', 'reviewer', 'editor', 'admin')", name="role_known"),
        schema=SCHEMA)
    op.create_table(
        "session", sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("person", sa.BigInteger, sa.ForeignKey(f"{SCHEMA}.person.id"), nullable=False,
                  index=True),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False)
          for name in ("made_at", "seen_at", "ends_at")),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("address", sa.Text, nullable=False), schema=SCHEMA)
    op.create_table(
        "sign_in", *_position(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("account", sa.Text, nullable=False, index=True),
        sa.Column("address", sa.Text, nullable=False, index=True),
        sa.Column("came_in", sa.Boolean, nullable=False), schema=SCHEMA)


def _kept(table: str) -> None:
    op.create_table(
        table, *_position(), sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("kept_by", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False), schema=SCHEMA)
