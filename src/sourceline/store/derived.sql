-- What the tables of schema.sql give of themselves: indexes, what decisions changed, counts and
-- words kept for fast pages (cache_, search_: may be deleted and made again), and the views that
-- are the promise to other tools.

-- Every decision whose words stand in the texts; `standing` is 0 where a later one took its place.
DROP TABLE IF EXISTS decision;
CREATE TABLE decision (
  id TEXT PRIMARY KEY, question TEXT NOT NULL, verdict TEXT NOT NULL, answer TEXT NOT NULL,
  person TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL, article TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, withdraws TEXT,
  read_as TEXT NOT NULL, other_article TEXT, other_start INTEGER, other_end INTEGER,
  other_words TEXT, withdrawn_by TEXT, standing INTEGER NOT NULL);
-- Decisions that were applied, in order, and what each row was before (store/ledger.py).
CREATE TABLE IF NOT EXISTS settled (
  position INTEGER PRIMARY KEY, decision TEXT NOT NULL, written TEXT NOT NULL,
  found INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS before (
  position INTEGER PRIMARY KEY AUTOINCREMENT, settled INTEGER NOT NULL, thing TEXT NOT NULL,
  was TEXT, became TEXT);
CREATE TABLE IF NOT EXISTS decided (
  thing TEXT NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY (thing, settled));
CREATE INDEX IF NOT EXISTS before_by_settled ON before (settled);

CREATE INDEX IF NOT EXISTS mention_by_entity ON mention (entity);
CREATE INDEX IF NOT EXISTS mention_by_article ON mention (article, start);
CREATE INDEX IF NOT EXISTS event_mention_by_event ON event_mention (event);
-- Contradictions: events some telling denies.
CREATE INDEX IF NOT EXISTS event_mention_of_status ON event_mention (status, event);
CREATE INDEX IF NOT EXISTS event_mention_by_article ON event_mention (article, start);
CREATE INDEX IF NOT EXISTS event_by_time ON event (time_from);
CREATE INDEX IF NOT EXISTS role_by_mention ON role (mention);
CREATE INDEX IF NOT EXISTS claim_by_article ON claim (article, start);
CREATE INDEX IF NOT EXISTS figure_by_article ON figure (article, start);
CREATE INDEX IF NOT EXISTS figure_by_event ON figure (event);
CREATE INDEX IF NOT EXISTS description_by_mention ON description (mention);
CREATE INDEX IF NOT EXISTS time_by_article ON time_expression (article, start);
CREATE INDEX IF NOT EXISTS origin_by_article ON origin (article);
CREATE INDEX IF NOT EXISTS copy_by_b ON copy (b_article);

-- The orders in which pages list things, so that no page sorts a whole record.
-- Each holds all an event can be narrowed by: what is wanted is found in one of them alone.
CREATE INDEX IF NOT EXISTS event_in_order ON event (
  (coalesce(time_from, time_to) IS NULL), coalesce(time_from, time_to), time_to, id, time_from,
  kind, status, place, country);
CREATE INDEX IF NOT EXISTS event_of_kind ON event (
  kind, (coalesce(time_from, time_to) IS NULL), coalesce(time_from, time_to), time_to, id,
  time_from, status, place, country);
CREATE INDEX IF NOT EXISTS event_of_status ON event (
  status, (coalesce(time_from, time_to) IS NULL), coalesce(time_from, time_to), time_to, id,
  time_from, kind, place, country);
CREATE INDEX IF NOT EXISTS event_at_place ON event (
  place, (coalesce(time_from, time_to) IS NULL), coalesce(time_from, time_to), time_to, id,
  time_from, kind, status, country);
CREATE INDEX IF NOT EXISTS event_in_country ON event (
  country, (coalesce(time_from, time_to) IS NULL), coalesce(time_from, time_to), time_to, id,
  time_from, kind, status, place);
-- Those that may have begun long before a day and touch it still; all others lie near it.
CREATE INDEX IF NOT EXISTS event_long ON event (coalesce(time_from, time_to), time_to, id,
  time_from) WHERE time_from IS NULL OR time_to IS NULL OR time_to > date(time_from, '+32 days');
CREATE INDEX IF NOT EXISTS event_on_map ON event (
  latitude, longitude, place, country, kind, status, time_from, time_to)
  WHERE latitude IS NOT NULL;
CREATE INDEX IF NOT EXISTS article_in_order ON article (
  (coalesce(published_from, published_to) IS NULL), coalesce(published_from, published_to), title,
  id);
CREATE INDEX IF NOT EXISTS article_of_outlet ON article (
  outlet, (coalesce(published_from, published_to) IS NULL),
  coalesce(published_from, published_to), title, id);
CREATE INDEX IF NOT EXISTS article_first_day ON article (published_from);
-- Those that may have come out long before a day, or after it; all others lie near their first day.
CREATE INDEX IF NOT EXISTS article_long ON article (coalesce(published_from, published_to))
  WHERE published_from IS NULL OR published_to IS NULL
  OR published_to > date(published_from, '+32 days');
-- Rows are written article by article in the order of time, so rowids are in that order.
CREATE INDEX IF NOT EXISTS figure_in_order ON figure ((variant_group IS NULL), variant_group);
CREATE INDEX IF NOT EXISTS figure_of_group ON figure (variant_group);
CREATE INDEX IF NOT EXISTS claim_of_form ON claim (form);
CREATE INDEX IF NOT EXISTS claim_by_event ON claim (event);
CREATE INDEX IF NOT EXISTS claim_by_speaker ON claim (speaker_mention);
CREATE INDEX IF NOT EXISTS copy_by_length ON copy (a_end - a_start DESC, id);
CREATE INDEX IF NOT EXISTS copy_by_a ON copy (a_article);
CREATE INDEX IF NOT EXISTS step_by_event ON thread_step (event);
CREATE INDEX IF NOT EXISTS follow_up_in_order ON follow_up (
  (coalesce(due_to, due_from) IS NULL), coalesce(due_to, due_from), id);
CREATE INDEX IF NOT EXISTS follow_up_of_state ON follow_up (
  state, (coalesce(due_to, due_from) IS NULL), coalesce(due_to, due_from), id);
CREATE INDEX IF NOT EXISTS follow_up_by_article ON follow_up (article);
CREATE INDEX IF NOT EXISTS follow_up_by_answer ON follow_up (answered_by);
CREATE INDEX IF NOT EXISTS follow_up_by_thread ON follow_up (thread);
CREATE INDEX IF NOT EXISTS outcome_by_reason ON outcome (reason, path, room);

CREATE INDEX IF NOT EXISTS figure_by_group ON figure (variant_group);

-- Articles that speak for a side of what they report.
CREATE TABLE IF NOT EXISTS interested (
  article TEXT NOT NULL REFERENCES article (id), party TEXT NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (article, party));

-- Counts that pages show, made by store/remember.py.
-- What narrows a figure (a place, a period, a part), and the figures that cannot be right beside it.
CREATE TABLE IF NOT EXISTS narrowed (
  figure TEXT NOT NULL REFERENCES figure (id), position INTEGER NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (figure, position));
CREATE TABLE IF NOT EXISTS rival (
  figure TEXT NOT NULL REFERENCES figure (id), other TEXT NOT NULL REFERENCES figure (id),
  PRIMARY KEY (figure, other));
CREATE TABLE IF NOT EXISTS cache_count (name TEXT PRIMARY KEY, count INTEGER NOT NULL);
-- `number` counts events in the order of time; words to search (below) stand at the same places.
CREATE TABLE IF NOT EXISTS cache_event (
  number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, status TEXT NOT NULL,
  place TEXT NOT NULL, country TEXT NOT NULL, time_from TEXT, time_to TEXT,
  article_count INTEGER NOT NULL, origin_count INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS cache_event_by_origins ON cache_event (
  origin_count DESC, article_count DESC, event, kind, status, place, country, time_from, time_to);
CREATE TABLE IF NOT EXISTS cache_entity (
  entity TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, article_count INTEGER NOT NULL,
  mention_count INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS cache_entity_in_order ON cache_entity (
  mention_count DESC, name, entity);
CREATE INDEX IF NOT EXISTS cache_entity_of_kind ON cache_entity (
  kind, mention_count DESC, name, entity);
CREATE TABLE IF NOT EXISTS cache_actor (entity TEXT PRIMARY KEY, article_count INTEGER NOT NULL,
  event_count INTEGER NOT NULL);
-- Which part an entity takes in which event, in the order of the chronology.
CREATE TABLE IF NOT EXISTS cache_part (
  entity TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (entity, day, event, role)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_part_by_event ON cache_part (event);
-- The events an entity takes part in, and those an outlet tells, in the order of the chronology,
-- with all they can be narrowed by.
CREATE TABLE IF NOT EXISTS cache_taken (
  entity TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL,
  status TEXT NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL, time_from TEXT, time_to TEXT,
  PRIMARY KEY (entity, day, event)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_taken_by_event ON cache_taken (event);
CREATE TABLE IF NOT EXISTS cache_told (
  outlet TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL,
  status TEXT NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL, time_from TEXT, time_to TEXT,
  PRIMARY KEY (outlet, day, event)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_told_by_event ON cache_told (event);
-- What an entity is reported to have said: places of claims among the words to search.
CREATE TABLE IF NOT EXISTS cache_spoken (
  entity TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (entity, place)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_spoken_by_place ON cache_spoken (place);
-- What texts say an entity is: rows of `description`.
CREATE TABLE IF NOT EXISTS cache_description (
  entity TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (entity, place)) WITHOUT ROWID;
-- Sums for the map and the network, and the events told both ways (store/sums.py).
CREATE TABLE IF NOT EXISTS cache_point (
  event TEXT PRIMARY KEY, latitude REAL NOT NULL, longitude REAL NOT NULL, place TEXT NOT NULL,
  country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cache_place (
  latitude REAL NOT NULL, longitude REAL NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL,
  kind TEXT NOT NULL, status TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (latitude, longitude, place, country, kind, status)) WITHOUT ROWID;
-- Kind "" is any kind. Without parts: the events of the two; with them: how often which part met
-- which.
CREATE TABLE IF NOT EXISTS cache_tie (
  status TEXT NOT NULL, kind TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
  one_part TEXT NOT NULL, other_part TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (status, kind, one, other, one_part, other_part)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_tie_weights ON cache_tie (
  status, kind, one_part, one, other, count);
CREATE TABLE IF NOT EXISTS cache_clash (event TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cache_clash_in_order ON cache_clash (day, event);
CREATE TABLE IF NOT EXISTS cache_tally (
  what TEXT NOT NULL, name TEXT NOT NULL, from_date TEXT, to_date TEXT, count INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS cache_tally_by_what ON cache_tally (what, name, from_date, to_date);

-- What a person could be asked, made by store/questions.py; worth = lines * doubt.
CREATE TABLE IF NOT EXISTS cache_question (
  question TEXT NOT NULL, thing TEXT NOT NULL, other TEXT, lines INTEGER NOT NULL,
  doubt REAL NOT NULL, why TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS cache_question_by_worth ON cache_question (lines * doubt DESC, thing);

-- Words to search. `words` stands here only where no other table has it as it is searched; `who`
-- are the words of who says it.
CREATE TABLE IF NOT EXISTS cache_search (
  place INTEGER PRIMARY KEY, scope TEXT NOT NULL, thing TEXT NOT NULL, article TEXT,
  sentence INTEGER, words TEXT);
CREATE INDEX IF NOT EXISTS cache_search_by_thing ON cache_search (thing);
DROP VIEW IF EXISTS search_words;
CREATE VIEW search_words AS
  SELECT c.place, coalesce(c.words, CASE c.scope
      WHEN 'sentence' THEN (SELECT s.words FROM sentence s
        WHERE s.article = c.article AND s.sentence = c.sentence)
      WHEN 'claim' THEN (SELECT m.content_words FROM claim m WHERE m.id = c.thing) END, '') AS words,
    coalesce(CASE c.scope
      WHEN 'claim' THEN (SELECT m.speaker_words FROM claim m WHERE m.id = c.thing) END, '') AS who
  FROM cache_search c;
CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(
  words, who, content='search_words', content_rowid='place', prefix='3 4',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");

-- The promise (see docs/record.md).
DROP VIEW IF EXISTS record;
CREATE VIEW record AS
  SELECT record_version, made_at, sourceline_version, settings FROM made;
DROP VIEW IF EXISTS articles;
CREATE VIEW articles AS
  SELECT a.id AS article, c.path, c.place, c.address, a.title, a.outlet, a.byline, a.language,
    c.sha256, a.text, a.crawl_date, a.published_from, a.published_to, a.published_basis,
    a.published_words, a.published_precision, a.conditions
  FROM article a JOIN capture c ON c.id = a.id;
DROP VIEW IF EXISTS candidate_dates;
CREATE VIEW candidate_dates AS
  SELECT article, from_date, to_date, basis, words, chosen, reason, start, "end"
  FROM candidate_date;
DROP VIEW IF EXISTS sentences;
CREATE VIEW sentences AS SELECT article, sentence, start, "end", words FROM sentence;
DROP VIEW IF EXISTS entities;
CREATE VIEW entities AS
  SELECT e.id AS entity, e.name, e.kind,
    (SELECT json_group_array(words) FROM
      (SELECT words FROM alias WHERE entity = e.id ORDER BY words)) AS aliases,
    coalesce((SELECT c.article_count FROM cache_entity c WHERE c.entity = e.id),
      (SELECT count(DISTINCT article) FROM mention WHERE entity = e.id)) AS article_count,
    (SELECT count(*) FROM mention WHERE entity = e.id) AS mention_count,
    (SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x
      JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision
      WHERE x.thing = e.id ORDER BY d.person)) AS decided_by
  FROM entity e;
DROP VIEW IF EXISTS mentions;
CREATE VIEW mentions AS
  SELECT id AS mention, entity, article, start, "end", words, form FROM mention;
DROP VIEW IF EXISTS descriptions;
CREATE VIEW descriptions AS
  SELECT m.entity, d.article, d.start, d."end", d.words, d.mention
  FROM description d JOIN mention m ON m.id = d.mention;
DROP VIEW IF EXISTS events;
CREATE VIEW events AS
  SELECT e.id AS event, e.kind, e.label, e.status, e.time_from, e.time_to, e.precision,
    e.time_basis, e.place, e.country, e.latitude, e.longitude,
    coalesce((SELECT c.article_count FROM cache_event c WHERE c.event = e.id),
      (SELECT count(DISTINCT article) FROM event_mention WHERE event = e.id)) AS article_count,
    coalesce((SELECT c.origin_count FROM cache_event c WHERE c.event = e.id),
      (SELECT count(DISTINCT coalesce(o.origin, m.article)) FROM event_mention m
      LEFT JOIN origin o ON o.article = m.article WHERE m.event = e.id)) AS origin_count,
    (SELECT count(DISTINCT a.outlet) FROM event_mention m JOIN article a ON a.id = m.article
      WHERE m.event = e.id AND a.outlet <> '') AS outlet_count,
    (SELECT count(*) FROM (SELECT 1 FROM event_mention m
      LEFT JOIN origin o ON o.article = m.article WHERE m.event = e.id
      GROUP BY coalesce(o.origin, m.article)
      HAVING min(m.article IN (SELECT article FROM interested)))) AS interested_count,
    (SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x
      JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision
      WHERE x.thing = e.id ORDER BY d.person)) AS decided_by,
    -- A side's word alone is an allegation, in whatever voice it is told.
    CASE WHEN e.status = 'happened'
      AND EXISTS (SELECT 1 FROM event_mention WHERE event = e.id)
      AND NOT EXISTS (SELECT 1 FROM event_mention WHERE event = e.id
        AND article NOT IN (SELECT article FROM interested))
      THEN 'alleged' ELSE e.status END AS neutral_status
  FROM event e;
DROP VIEW IF EXISTS event_mentions;
CREATE VIEW event_mentions AS
  SELECT event, article, start, "end", words, sentence, kind, status, attributed_to,
    id AS event_mention, sentence_start, sentence_end
  FROM event_mention;
DROP VIEW IF EXISTS roles;
CREATE VIEW roles AS
  SELECT em.event, r.role, m.entity, r.article, r.start, r."end", r.words, r.event_mention
  FROM role r JOIN event_mention em ON em.id = r.event_mention
    LEFT JOIN mention m ON m.id = r.mention;
DROP VIEW IF EXISTS claims;
CREATE VIEW claims AS
  SELECT c.id AS claim, c.article, c.start, c."end", c.words, m.entity AS speaker_entity,
    c.speaker_words, c.cue_words, c.content_words, c.form, c.hedge, c.event,
    c.speaker_start, c.speaker_end, c.cue_start, c.cue_end, c.content_start, c.content_end,
    (SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x
      JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision
      WHERE x.thing = c.id ORDER BY d.person)) AS decided_by
  FROM claim c LEFT JOIN mention m ON m.id = c.speaker_mention;
DROP VIEW IF EXISTS figure_given;
DROP VIEW IF EXISTS figures;
CREATE VIEW figures AS
  SELECT id AS figure, article, start, "end", words, low, high, bound, unit, counted, event,
    attributed_to, as_of, variant_group, counted_start, counted_end,
    (SELECT json_group_array(words) FROM (SELECT n.words FROM narrowed n
      WHERE n.figure = figure.id ORDER BY n.position)) AS scope,
    (SELECT json_group_array(other) FROM (SELECT r.other FROM rival r
      WHERE r.figure = figure.id ORDER BY r.other)) AS rivals,
    -- Given by: its own article, and those that answer the same question the same way.
    (SELECT count(*) FROM (SELECT figure.article AS article UNION SELECT f.article FROM figure f
        WHERE f.variant_group = figure.variant_group AND f.low IS figure.low
          AND f.high IS figure.high) g) AS article_count,
    (SELECT count(DISTINCT a.outlet) FROM (SELECT figure.article AS article UNION SELECT f.article FROM figure f
        WHERE f.variant_group = figure.variant_group AND f.low IS figure.low
          AND f.high IS figure.high) g
      JOIN article a ON a.id = g.article WHERE a.outlet <> '') AS outlet_count,
    (SELECT count(DISTINCT coalesce(o.origin, g.article)) FROM (SELECT figure.article AS article UNION SELECT f.article FROM figure f
        WHERE f.variant_group = figure.variant_group AND f.low IS figure.low
          AND f.high IS figure.high) g
      LEFT JOIN origin o ON o.article = g.article) AS origin_count,
    (SELECT count(*) FROM (SELECT 1 FROM (SELECT figure.article AS article UNION SELECT f.article FROM figure f
        WHERE f.variant_group = figure.variant_group AND f.low IS figure.low
          AND f.high IS figure.high) g
      LEFT JOIN origin o ON o.article = g.article
      GROUP BY coalesce(o.origin, g.article)
      HAVING min(g.article IN (SELECT article FROM interested)))) AS interested_count,
    (SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x
      JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision
      WHERE x.thing = figure.id ORDER BY d.person)) AS decided_by
  FROM figure;
DROP VIEW IF EXISTS copies;
CREATE VIEW copies AS
  SELECT a_article, a_start, a_end, b_article, b_start, b_end, form, similarity, first,
    id AS copy, a_words, b_words
  FROM copy;
DROP VIEW IF EXISTS origins;
CREATE VIEW origins AS
  SELECT origin, article, json_extract(because, '$.sentence') AS reason,
    json_extract(because, '$.cites') AS evidence FROM origin;
DROP VIEW IF EXISTS interests;
CREATE VIEW interests AS
  SELECT article, party, json_extract(because, '$.sentence') AS reason,
    json_extract(because, '$.cites') AS evidence FROM interested;
DROP VIEW IF EXISTS event_origins;
CREATE VIEW event_origins AS
  SELECT m.event, coalesce(o.origin, m.article) AS origin, m.article,
    coalesce(json_extract(o.because, '$.sentence'), '') AS reason,
    coalesce(json_extract(o.because, '$.cites'), '[]') AS evidence,
    (SELECT json_group_array(party) FROM (SELECT party FROM interested i
      WHERE i.article = m.article ORDER BY party)) AS interested
  FROM event_mention m LEFT JOIN origin o ON o.article = m.article
  -- Each article once, whatever it tells; not DISTINCT, which would read all before the first.
  WHERE NOT EXISTS (SELECT 1 FROM event_mention n INDEXED BY event_mention_by_article
    WHERE n.article = m.article AND n.event = m.event AND n.rowid < m.rowid);
DROP VIEW IF EXISTS conflicts;
CREATE VIEW conflicts AS
  SELECT 'c' || printf('%06d', c.position) AS conflict,
    json_extract(c.because, '$.sentence') AS reason,
    json_extract(x.value, '$.article') AS article, json_extract(x.value, '$.start') AS start,
    json_extract(x.value, '$.end') AS "end", json_extract(x.value, '$.words') AS words
  FROM conflict c, json_each(c.because, '$.cites') x;
DROP VIEW IF EXISTS threads;
CREATE VIEW threads AS
  SELECT t.id AS thread, t.label,
    (SELECT count(DISTINCT m.article) FROM thread_step s
      JOIN event_mention m ON m.event = s.event WHERE s.thread = t.id) AS article_count
  FROM thread t;
DROP VIEW IF EXISTS thread_steps;
CREATE VIEW thread_steps AS
  SELECT thread, position, stage, event,
    substr(json_extract(because, '$.rule'), -7) = '.likely' AS likely,
    json_extract(because, '$.sentence') AS reason
  FROM thread_step;
DROP VIEW IF EXISTS follow_ups;
CREATE VIEW follow_ups AS
  SELECT id AS follow_up, article, start, "end", words, stage, due_from, due_to, state,
    answered_by, thread,
    CASE WHEN state = 'answered' AND substr(json_extract(because, '$.rule'), 1, 11) = 'follow_ups.'
      THEN replace(substr(json_extract(because, '$.rule'), 12), '_', ' ') ELSE '' END AS answer,
    (SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x
      JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision
      WHERE x.thing = follow_up.id ORDER BY d.person)) AS decided_by
  FROM follow_up;
DROP VIEW IF EXISTS removed;
CREATE VIEW removed AS
  SELECT article, start, "end", words, reason FROM edit WHERE removal = 1;
DROP VIEW IF EXISTS decisions;
CREATE VIEW decisions AS
  SELECT d.id AS decision, d.question, d.verdict, d.person, d.decided_at, d.reason, d.article,
    d.start, d."end", d.words, d.withdrawn_by, d.answer, d.read_as, d.other_article,
    d.other_start, d.other_end, d.other_words, d.standing,
    (SELECT s.found FROM settled s WHERE s.decision = d.id) AS found
  FROM decision d WHERE d.verdict <> 'withdraw';
DROP VIEW IF EXISTS outcomes;
CREATE VIEW outcomes AS
  SELECT article, path, room, outcome, reason, detail FROM outcome;
