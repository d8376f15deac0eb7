"""A small invented collection and what a careful reader finds in it."""
