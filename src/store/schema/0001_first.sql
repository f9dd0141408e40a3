-- Times are milliseconds since 1970-01-01T00:00Z in UTC: one form for one moment, which compares as a number.
-- Days are ISO 8601 texts, as the outlet's own calendar has them. Digests are SHA-256 in hexadecimal digits.

-- Lists of articles, for conditional requests.
CREATE TABLE lists (
    address       TEXT PRIMARY KEY,
    outlet        TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    sha256        TEXT NOT NULL,
    checked_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every address that was ever listed, by its canonical form.
CREATE TABLE frontier (
    canonical     TEXT PRIMARY KEY,
    outlet        TEXT NOT NULL,
    address       TEXT NOT NULL,
    title         TEXT,
    published     INTEGER,
    updated       INTEGER,
    found_at      INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'gone')),
    tries         INTEGER NOT NULL DEFAULT 0,
    due_at        INTEGER,
    asked_at      INTEGER,
    why           TEXT,
    etag          TEXT,
    last_modified TEXT,
    article       INTEGER REFERENCES articles (id)
) STRICT, WITHOUT ROWID;

-- In the order in which they are fetched; the greater part, which is never due again, is not in it.
CREATE INDEX frontier_due ON frontier (outlet, coalesce(published, found_at) DESC, canonical)
    WHERE due_at IS NOT NULL;
CREATE INDEX frontier_article ON frontier (article) WHERE article IS NOT NULL;
CREATE INDEX frontier_address ON frontier (address);

-- The evidence: one page a revision. html is deflated, and NULL once it has expired.
CREATE TABLE pages (
    id           INTEGER PRIMARY KEY,
    canonical    TEXT NOT NULL,
    fetched_at   INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    address      TEXT NOT NULL,
    content_type TEXT,
    sha256       TEXT NOT NULL,
    length       INTEGER NOT NULL,
    html         BLOB
) STRICT;

CREATE INDEX pages_kept ON pages (fetched_at) WHERE html IS NOT NULL;

CREATE TABLE stories (id INTEGER PRIMARY KEY, first_seen INTEGER NOT NULL) STRICT;
CREATE TABLE cases (id INTEGER PRIMARY KEY, first_seen INTEGER NOT NULL) STRICT;

-- day, score and flagged are those of the current revision: lists are read by them.
CREATE TABLE articles (
    id          INTEGER PRIMARY KEY,
    canonical   TEXT NOT NULL UNIQUE,
    outlet      TEXT NOT NULL,
    revision    INTEGER REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    first_seen  INTEGER NOT NULL,
    last_seen   INTEGER NOT NULL,
    vanished_at INTEGER,
    story       INTEGER NOT NULL REFERENCES stories (id),
    day         TEXT NOT NULL,
    score       REAL NOT NULL,
    flagged     INTEGER NOT NULL
) STRICT;

CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_revision ON articles (revision);
CREATE INDEX articles_day ON articles (day, id);
CREATE INDEX articles_score ON articles (score, id);
CREATE INDEX flagged_day ON articles (day, id) WHERE flagged = 1;
CREATE INDEX flagged_score ON articles (score, id) WHERE flagged = 1;
CREATE INDEX flagged_outlet ON articles (outlet, day, id) WHERE flagged = 1;

-- Authors are a JSON list of texts. sha256 is that of title and text.
CREATE TABLE revisions (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles (id),
    number      INTEGER NOT NULL,
    page        INTEGER NOT NULL REFERENCES pages (id),
    seen_at     INTEGER NOT NULL,
    title       TEXT,
    text        TEXT NOT NULL,
    published   TEXT,
    authors     TEXT NOT NULL,
    section     TEXT,
    kind        TEXT NOT NULL,
    language    TEXT,
    advertorial INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    UNIQUE (article, number)
) STRICT;

CREATE INDEX revisions_page ON revisions (page);

CREATE TABLE analyses (
    revision  INTEGER PRIMARY KEY REFERENCES revisions (id),
    model     TEXT NOT NULL,
    score     REAL NOT NULL,
    threshold REAL NOT NULL,
    flagged   INTEGER NOT NULL,
    json      TEXT NOT NULL
) STRICT;

-- One row an allegation. who and area are what filters look in: small letters, one line a text.
CREATE TABLE claims (
    id             INTEGER PRIMARY KEY,
    revision       INTEGER NOT NULL REFERENCES revisions (id),
    number         INTEGER NOT NULL,
    act            TEXT NOT NULL,
    status         TEXT NOT NULL,
    denied         INTEGER NOT NULL,
    accused        TEXT NOT NULL,
    person         TEXT,
    position       TEXT,
    bound_as       TEXT,
    source         TEXT,
    place          TEXT,
    day            TEXT,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    central        INTEGER NOT NULL,
    case_id        INTEGER NOT NULL REFERENCES cases (id),
    who            TEXT NOT NULL,
    area           TEXT NOT NULL,
    UNIQUE (revision, number)
) STRICT;

CREATE INDEX claims_case ON claims (case_id);

CREATE TABLE people (
    revision     INTEGER NOT NULL REFERENCES revisions (id),
    number       INTEGER NOT NULL,
    name         TEXT NOT NULL,
    position     TEXT,
    institution  TEXT,
    jurisdiction TEXT,
    story_role   TEXT NOT NULL,
    who          TEXT NOT NULL,
    area         TEXT NOT NULL,
    PRIMARY KEY (revision, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sketches (article INTEGER PRIMARY KEY REFERENCES articles (id), bytes BLOB NOT NULL) STRICT;

CREATE TABLE sketch_keys (
    key     INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX sketch_keys_article ON sketch_keys (article);

CREATE TABLE verdicts (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles (id),
    story       INTEGER NOT NULL REFERENCES stories (id),
    decision    TEXT NOT NULL CHECK (decision IN ('confirm', 'reject', 'unsure', 'undo')),
    reviewer    TEXT NOT NULL,
    at          INTEGER NOT NULL,
    note        TEXT,
    score_shown REAL,
    model       TEXT,
    key         TEXT NOT NULL UNIQUE,
    supersedes  INTEGER REFERENCES verdicts (id)
) STRICT;

CREATE INDEX verdicts_article ON verdicts (article);
CREATE INDEX verdicts_supersedes ON verdicts (supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER verdicts_are_not_changed BEFORE UPDATE ON verdicts
BEGIN SELECT raise(ABORT, 'verdicts are only ever added'); END;
CREATE TRIGGER verdicts_are_not_removed BEFORE DELETE ON verdicts
BEGIN SELECT raise(ABORT, 'verdicts are only ever added'); END;

-- The verdicts that are neither undone nor replaced by one that is not undone itself.
CREATE VIEW standing AS
SELECT * FROM verdicts AS v
WHERE v.decision <> 'undo'
  AND NOT EXISTS (
      SELECT 1 FROM verdicts AS later
      WHERE later.supersedes = v.id
        AND (later.decision = 'undo'
             OR NOT EXISTS (SELECT 1 FROM verdicts AS u WHERE u.supersedes = later.id AND u.decision = 'undo')));

CREATE TABLE runs (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    pid        INTEGER NOT NULL,
    report     TEXT
) STRICT;

-- How many requests a host was sent on a day: the daily budget.
CREATE TABLE requests (
    day   TEXT NOT NULL,
    host  TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, host)
) STRICT, WITHOUT ROWID;

-- The search index: the terms of each article's current text, by its number. The texts are not in it a second
-- time. Terms come from netra's own stemmer and consist of small ASCII letters, digits and _, which the tokenizer
-- of the index takes as they are.
CREATE VIRTUAL TABLE words USING fts5 (
    terms, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

-- The version of the stemming by which the index was made.
CREATE TABLE stemming (version INTEGER NOT NULL) STRICT;
