-- The run log: what each room did in each build. It says how the record came about and stands apart
-- from the canonical dump, and a rebuild adds to it.
CREATE TABLE IF NOT EXISTS log_run (
  run INTEGER NOT NULL, made_at TEXT NOT NULL, position INTEGER NOT NULL, room TEXT NOT NULL,
  code TEXT NOT NULL, settings TEXT NOT NULL, articles INTEGER NOT NULL, worked INTEGER NOT NULL,
  left_out INTEGER NOT NULL, failed INTEGER NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (run, position));
DROP VIEW IF EXISTS runs;
CREATE VIEW runs AS
  SELECT run, made_at, room, code, settings, articles, worked, left_out, failed, seconds
  FROM log_run ORDER BY run DESC, position;
