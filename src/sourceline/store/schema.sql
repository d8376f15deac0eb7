-- The record file: its tables. They are the project's own business and may change with
-- record_version; the views (derived.sql) are the promise made to other tools.
-- Offsets count Unicode code points, half-open. Dates are ISO YYYY-MM-DD. Lists are JSON.
-- `because` columns hold a Because as JSON: rule, version, sentence, score, cites.

CREATE TABLE made (
  one INTEGER PRIMARY KEY CHECK (one = 1), record_version INTEGER NOT NULL,
  made_at TEXT NOT NULL, sourceline_version TEXT NOT NULL, settings TEXT NOT NULL,
  inputs_key TEXT NOT NULL);

CREATE TABLE capture (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, place TEXT NOT NULL, sha256 TEXT NOT NULL,
  media TEXT NOT NULL, encoding TEXT NOT NULL, address TEXT NOT NULL, outlet TEXT NOT NULL,
  declared_title TEXT NOT NULL, declared_byline TEXT NOT NULL, declared_date TEXT NOT NULL,
  content BLOB NOT NULL);  -- zlib

CREATE TABLE article (
  id TEXT PRIMARY KEY REFERENCES capture (id), title TEXT NOT NULL, byline TEXT NOT NULL,
  outlet TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, captured TEXT NOT NULL,
  conditions TEXT NOT NULL, crawl_date TEXT, published_from TEXT, published_to TEXT,
  published_precision TEXT NOT NULL, published_basis TEXT NOT NULL, published_words TEXT NOT NULL,
  published_because TEXT NOT NULL);
CREATE TABLE edit (
  article TEXT NOT NULL REFERENCES article (id), position INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, becomes TEXT NOT NULL,
  reason TEXT NOT NULL, removal INTEGER NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE part (
  article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL, PRIMARY KEY (article, start));
CREATE TABLE candidate_date (
  article TEXT NOT NULL REFERENCES article (id), position INTEGER NOT NULL,
  from_date TEXT NOT NULL, to_date TEXT NOT NULL, basis TEXT NOT NULL, words TEXT NOT NULL,
  start INTEGER, "end" INTEGER, chosen INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (article, position));
CREATE TABLE sentence (
  article TEXT NOT NULL REFERENCES article (id), sentence INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (article, sentence));
CREATE TABLE time_expression (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
  from_date TEXT, to_date TEXT, precision TEXT NOT NULL, basis TEXT NOT NULL,
  because TEXT NOT NULL);

CREATE TABLE entity (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE alias (
  entity TEXT NOT NULL REFERENCES entity (id), words TEXT NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (entity, words));
CREATE TABLE mention (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, form TEXT NOT NULL, kind TEXT NOT NULL,
  entity TEXT REFERENCES entity (id), because TEXT NOT NULL);  -- because: of the link
CREATE TABLE description (
  id TEXT PRIMARY KEY, mention TEXT NOT NULL REFERENCES mention (id),
  article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  words TEXT NOT NULL, because TEXT NOT NULL);

CREATE TABLE event (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, status TEXT NOT NULL,
  time_from TEXT, time_to TEXT, precision TEXT NOT NULL, time_basis TEXT NOT NULL,
  place TEXT NOT NULL, country TEXT NOT NULL, latitude REAL, longitude REAL,
  because TEXT NOT NULL);
CREATE TABLE event_mention (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES event (id),
  article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  words TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  sentence TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, attributed_to TEXT NOT NULL,
  time TEXT REFERENCES time_expression (id), because TEXT NOT NULL);
CREATE TABLE role (
  event_mention TEXT NOT NULL REFERENCES event_mention (id), role TEXT NOT NULL,
  mention TEXT REFERENCES mention (id), article TEXT NOT NULL REFERENCES article (id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (event_mention, role, start, "end"));

CREATE TABLE claim (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, speaker_mention TEXT REFERENCES mention (id),
  speaker_start INTEGER, speaker_end INTEGER, speaker_words TEXT NOT NULL,
  cue_start INTEGER, cue_end INTEGER, cue_words TEXT NOT NULL,
  content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, content_words TEXT NOT NULL,
  form TEXT NOT NULL, hedge TEXT NOT NULL, event TEXT REFERENCES event (id),
  because TEXT NOT NULL);
CREATE TABLE figure (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, low REAL, high REAL, bound TEXT NOT NULL,
  unit TEXT NOT NULL, counted TEXT NOT NULL, counted_start INTEGER, counted_end INTEGER,
  event TEXT REFERENCES event (id), attributed_to TEXT NOT NULL, as_of TEXT,
  variant_group TEXT REFERENCES figure_group (id), because TEXT NOT NULL);
CREATE TABLE figure_group (id TEXT PRIMARY KEY, because TEXT NOT NULL);

CREATE TABLE copy (
  id TEXT PRIMARY KEY, a_article TEXT NOT NULL REFERENCES article (id), a_start INTEGER NOT NULL,
  a_end INTEGER NOT NULL, a_words TEXT NOT NULL, b_article TEXT NOT NULL REFERENCES article (id),
  b_start INTEGER NOT NULL, b_end INTEGER NOT NULL, b_words TEXT NOT NULL, form TEXT NOT NULL,
  similarity REAL NOT NULL, first TEXT NOT NULL);
CREATE TABLE origin (
  origin TEXT NOT NULL, article TEXT NOT NULL REFERENCES article (id), because TEXT NOT NULL,
  PRIMARY KEY (origin, article));

-- The smallest sets of sentences whose dates cannot all be true; nothing was narrowed by them.
CREATE TABLE conflict (position INTEGER PRIMARY KEY, because TEXT NOT NULL);

CREATE TABLE thread (id TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE thread_step (
  thread TEXT NOT NULL REFERENCES thread (id), position INTEGER NOT NULL, stage TEXT NOT NULL,
  event TEXT NOT NULL REFERENCES event (id), because TEXT NOT NULL,
  PRIMARY KEY (thread, position));
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, stage TEXT NOT NULL, due_from TEXT, due_to TEXT,
  state TEXT NOT NULL, answered_by TEXT REFERENCES event (id),
  thread TEXT REFERENCES thread (id), because TEXT NOT NULL);

CREATE TABLE outcome (
  article TEXT NOT NULL, path TEXT NOT NULL, room TEXT NOT NULL, outcome TEXT NOT NULL,
  reason TEXT NOT NULL, detail TEXT NOT NULL);
