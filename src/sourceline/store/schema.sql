-- The record file. Tables (singular) are the project's own business and may change with
-- record_version; the views (plural) at the end are the promise made to other tools.
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

CREATE TABLE decision (
  id TEXT PRIMARY KEY, question TEXT NOT NULL, verdict TEXT NOT NULL, answer TEXT NOT NULL,
  person TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL, article TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, withdraws TEXT);
CREATE TABLE outcome (
  article TEXT NOT NULL, path TEXT NOT NULL, room TEXT NOT NULL, outcome TEXT NOT NULL,
  reason TEXT NOT NULL, detail TEXT NOT NULL);

CREATE INDEX mention_by_entity ON mention (entity);
CREATE INDEX mention_by_article ON mention (article, start);
CREATE INDEX event_mention_by_event ON event_mention (event);
CREATE INDEX event_mention_by_article ON event_mention (article, start);
CREATE INDEX event_by_time ON event (time_from);
CREATE INDEX role_by_mention ON role (mention);
CREATE INDEX claim_by_article ON claim (article, start);
CREATE INDEX figure_by_article ON figure (article, start);
CREATE INDEX figure_by_event ON figure (event);
CREATE INDEX description_by_mention ON description (mention);
CREATE INDEX time_by_article ON time_expression (article, start);
CREATE INDEX origin_by_article ON origin (article);
CREATE INDEX copy_by_b ON copy (b_article);

-- The promise (see docs/record.md).
CREATE VIEW record AS
  SELECT record_version, made_at, sourceline_version, settings FROM made;
CREATE VIEW articles AS
  SELECT a.id AS article, c.path, c.place, c.address, a.title, a.outlet, a.byline, a.language,
    c.sha256, a.text, a.crawl_date, a.published_from, a.published_to, a.published_basis,
    a.published_words, a.published_precision, a.conditions
  FROM article a JOIN capture c ON c.id = a.id;
CREATE VIEW candidate_dates AS
  SELECT article, from_date, to_date, basis, words, chosen, reason, start, "end"
  FROM candidate_date;
CREATE VIEW sentences AS SELECT article, sentence, start, "end", words FROM sentence;
CREATE VIEW entities AS
  SELECT e.id AS entity, e.name, e.kind,
    (SELECT json_group_array(words) FROM
      (SELECT words FROM alias WHERE entity = e.id ORDER BY words)) AS aliases,
    (SELECT count(DISTINCT article) FROM mention WHERE entity = e.id) AS article_count,
    (SELECT count(*) FROM mention WHERE entity = e.id) AS mention_count
  FROM entity e;
CREATE VIEW mentions AS
  SELECT id AS mention, entity, article, start, "end", words, form FROM mention;
CREATE VIEW descriptions AS
  SELECT m.entity, d.article, d.start, d."end", d.words, d.mention
  FROM description d JOIN mention m ON m.id = d.mention;
CREATE VIEW events AS
  SELECT e.id AS event, e.kind, e.label, e.status, e.time_from, e.time_to, e.precision,
    e.time_basis, e.place, e.country, e.latitude, e.longitude,
    (SELECT count(DISTINCT article) FROM event_mention WHERE event = e.id) AS article_count,
    (SELECT count(DISTINCT coalesce(o.origin, m.article)) FROM event_mention m
      LEFT JOIN origin o ON o.article = m.article WHERE m.event = e.id) AS origin_count
  FROM event e;
CREATE VIEW event_mentions AS
  SELECT event, article, start, "end", words, sentence, kind, status, attributed_to,
    id AS event_mention, sentence_start, sentence_end
  FROM event_mention;
CREATE VIEW roles AS
  SELECT em.event, r.role, m.entity, r.article, r.start, r."end", r.words, r.event_mention
  FROM role r JOIN event_mention em ON em.id = r.event_mention
    LEFT JOIN mention m ON m.id = r.mention;
CREATE VIEW claims AS
  SELECT c.id AS claim, c.article, c.start, c."end", c.words, m.entity AS speaker_entity,
    c.speaker_words, c.cue_words, c.content_words, c.form, c.hedge, c.event,
    c.speaker_start, c.speaker_end, c.cue_start, c.cue_end, c.content_start, c.content_end
  FROM claim c LEFT JOIN mention m ON m.id = c.speaker_mention;
CREATE VIEW figures AS
  SELECT id AS figure, article, start, "end", words, low, high, bound, unit, counted, event,
    attributed_to, as_of, variant_group, counted_start, counted_end
  FROM figure;
CREATE VIEW copies AS
  SELECT a_article, a_start, a_end, b_article, b_start, b_end, form, similarity, first,
    id AS copy, a_words, b_words
  FROM copy;
CREATE VIEW origins AS
  SELECT origin, article, json_extract(because, '$.sentence') AS reason,
    json_extract(because, '$.cites') AS evidence FROM origin;
CREATE VIEW threads AS
  SELECT t.id AS thread, t.label,
    (SELECT count(DISTINCT m.article) FROM thread_step s
      JOIN event_mention m ON m.event = s.event WHERE s.thread = t.id) AS article_count
  FROM thread t;
CREATE VIEW thread_steps AS SELECT thread, position, stage, event FROM thread_step;
CREATE VIEW follow_ups AS
  SELECT id AS follow_up, article, start, "end", words, stage, due_from, due_to, state,
    answered_by, thread FROM follow_up;
CREATE VIEW removed AS
  SELECT article, start, "end", words, reason FROM edit WHERE removal = 1;
CREATE VIEW decisions AS
  SELECT d.id AS decision, d.question, d.verdict, d.person, d.decided_at, d.reason, d.article,
    d.start, d."end", d.words, (SELECT w.id FROM decision w WHERE w.withdraws = d.id) AS withdrawn_by
  FROM decision d WHERE d.verdict <> 'withdraw';
CREATE VIEW outcomes AS
  SELECT article, path, room, outcome, reason, detail FROM outcome;
