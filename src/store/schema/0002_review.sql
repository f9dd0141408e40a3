-- What the review page and the digest need.

-- Why, by the code of a reason; and whether the verdict is of its article alone, where it differs from its story.
ALTER TABLE verdicts ADD COLUMN reason TEXT;
ALTER TABLE verdicts ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;

CREATE INDEX verdicts_reviewer ON verdicts (reviewer, id);
CREATE INDEX verdicts_at ON verdicts (reviewer, at);

-- A number from 0 to 1 that looks like chance and never changes: those with the smallest are a sample of all. The
-- factor is 2^32 divided by the golden ratio, which spreads numbers that follow each other evenly.
ALTER TABLE stories ADD COLUMN draw REAL GENERATED ALWAYS AS ((id * 2654435769 % 4294967296) / 4294967296.0) VIRTUAL;
CREATE INDEX stories_draw ON stories (draw);

-- Who looks at a story at present, so that nobody else is given it.
CREATE TABLE leases (
    story    INTEGER PRIMARY KEY REFERENCES stories (id),
    reviewer TEXT NOT NULL,
    until    INTEGER NOT NULL
) STRICT;

-- Who is logged in. token is the digest of what the browser holds.
CREATE TABLE sessions (
    token    TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL,
    until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the digest has told each of its readers of a story, and when.
CREATE TABLE told (
    reader TEXT NOT NULL,
    story  INTEGER NOT NULL REFERENCES stories (id),
    state  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (reader, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_at ON told (reader, at);
