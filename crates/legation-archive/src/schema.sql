-- The archive, version 1. Every table and column is described in docs/archive.md.
--
-- Integer keys join tables inside one file; the text ids are hashes of content and the same in every archive.
-- Offsets count code points into reports.text, half-open, so that substr(text, start + 1, end - start) gives the words.
-- Dates are ISO text. `day` is the day to sort by: the first day of the date told, else the day of publication, else ''.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    report    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,   -- hash of name and source; stays when the report is corrected
    name      TEXT NOT NULL,          -- the input's own id, or the file's stem
    source    TEXT,                   -- path or URL
    title     TEXT,
    published TEXT,
    language  TEXT,
    text      TEXT NOT NULL,
    hash      TEXT NOT NULL,          -- of name, title, date and text
    claims    TEXT NOT NULL,          -- hash of all that the coder took from it
    release   TEXT NOT NULL,          -- the release of Legation that coded it
    codebook  TEXT NOT NULL,
    story     TEXT NOT NULL           -- id of the report that stands for its near-duplicates; its own, if it has none
);
CREATE INDEX reports_name ON reports (name);
CREATE INDEX reports_hash ON reports (hash);
CREATE INDEX reports_story ON reports (story);
CREATE INDEX reports_published ON reports (published);

-- Two reports of which one holds most of the other's words.
CREATE TABLE copies (
    a      INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    b      INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    shared REAL NOT NULL,             -- part of the shorter one's word sequences that the longer one has too
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);

-- Sampled word sequences of each report, by which candidates for `copies` are found.
CREATE TABLE sequences (
    hash   INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    PRIMARY KEY (hash, report)
) WITHOUT ROWID;

-- Sentences that are evidence of something.
CREATE TABLE sentences (
    sentence INTEGER PRIMARY KEY,
    report   INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL
);
CREATE UNIQUE INDEX sentences_report ON sentences (report, start, "end");

CREATE TABLE happenings (
    happening       INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,  -- the id of its first mention (earliest publication, then smallest id)
    type            TEXT NOT NULL,
    mode            TEXT,
    status          TEXT NOT NULL,
    quad            TEXT NOT NULL,
    score           REAL NOT NULL,
    cameo           TEXT,
    goldstein       REAL,
    date            TEXT,                  -- the best-supported date
    date_precision  TEXT,
    date_sources    INTEGER NOT NULL,      -- independent sources that tell it
    earliest        TEXT,                  -- first day that any source tells
    day             TEXT NOT NULL,
    place           TEXT,                  -- the best-supported place
    place_state     TEXT,
    lat             REAL,
    lon             REAL,
    mentions        INTEGER NOT NULL,
    reports         INTEGER NOT NULL,
    sources         INTEGER NOT NULL,      -- independent sources: stories, not reports
    confidence      REAL NOT NULL,
    disagreements   INTEGER NOT NULL       -- rows of `disagreements` counted by what they are about
);
CREATE INDEX happenings_day ON happenings (day, happening);
CREATE INDEX happenings_type ON happenings (type, day);

CREATE TABLE mentions (
    mention        INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,   -- hash of report id, type, trigger and sentence
    event          TEXT NOT NULL,          -- the id that `legation read` gives
    report         INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    happening      INTEGER REFERENCES happenings ON DELETE SET NULL,
    type           TEXT NOT NULL,
    mode           TEXT,
    contexts       TEXT NOT NULL,          -- separated by spaces
    status         TEXT NOT NULL,
    quad           TEXT NOT NULL,
    score          REAL NOT NULL,
    cameo          TEXT,
    goldstein      REAL,
    confidence     REAL NOT NULL,
    date_text      TEXT,
    date           TEXT,
    date_precision TEXT,
    date_start     INTEGER,
    date_end       INTEGER,
    first_day      TEXT,                   -- the days that the date covers
    last_day       TEXT,
    day            TEXT NOT NULL,
    place_text     TEXT,
    place          TEXT,
    place_state    TEXT,
    place_admin1   TEXT,
    geonames       INTEGER,
    lat            REAL,
    lon            REAL,
    place_start    INTEGER,
    place_end      INTEGER,
    trigger        TEXT NOT NULL,
    trigger_start  INTEGER NOT NULL,
    trigger_end    INTEGER NOT NULL,
    why            TEXT NOT NULL,
    wrong          INTEGER NOT NULL DEFAULT 0  -- a person judged it no event of this kind; it has no happening
);
CREATE INDEX mentions_report ON mentions (report);
CREATE INDEX mentions_happening ON mentions (happening);

CREATE TABLE participants (
    mention INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    side    TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    number  INTEGER NOT NULL,
    text    TEXT NOT NULL,
    name    TEXT,
    role    TEXT,
    state   TEXT,
    sector  TEXT,
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    PRIMARY KEY (mention, side, number)
) WITHOUT ROWID;

-- The sentences that tell a mention, the fullest first.
CREATE TABLE evidence (
    mention  INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE,
    PRIMARY KEY (mention, number)
) WITHOUT ROWID;
CREATE INDEX evidence_sentence ON evidence (sentence);

-- Where mentions look for others of the same happening.
CREATE TABLE blocks (
    key     INTEGER NOT NULL,
    day     INTEGER NOT NULL,              -- days since 1970-01-01
    mention INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    PRIMARY KEY (key, day, mention)
) WITHOUT ROWID;
CREATE INDEX blocks_mention ON blocks (mention);

-- Two mentions of the same happening, and why.
CREATE TABLE links (
    a       INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    b       INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    score   REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);

-- What the sources of one happening tell differently; a row a value.
CREATE TABLE disagreements (
    happening INTEGER NOT NULL REFERENCES happenings ON DELETE CASCADE,
    about     TEXT NOT NULL,               -- 'date', 'place', 'killed', 'wounded', 'arrested', ...
    value     TEXT NOT NULL,
    reports   INTEGER NOT NULL,
    sources   INTEGER NOT NULL,
    mention   TEXT NOT NULL,               -- id of a mention that tells it
    PRIMARY KEY (happening, about, value)
) WITHOUT ROWID;

-- Happenings by pair of states, state_a <= state_b. state_b is state_a for what stays within one state.
-- acts: '>' a towards b, '<' b towards a, '=' together or both ways.
CREATE TABLE dyads (
    state_a   TEXT NOT NULL,
    state_b   TEXT NOT NULL,
    day       TEXT NOT NULL,
    happening INTEGER NOT NULL REFERENCES happenings ON DELETE CASCADE,
    acts      TEXT NOT NULL,
    type      TEXT NOT NULL,
    quad      TEXT NOT NULL,
    status    TEXT NOT NULL,
    score     REAL NOT NULL,
    sources   INTEGER NOT NULL,
    PRIMARY KEY (state_a, state_b, day, happening)
) WITHOUT ROWID;
CREATE INDEX dyads_happening ON dyads (happening);
CREATE INDEX dyads_day ON dyads (day);

CREATE TABLE quotes (
    quote          INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    report         INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    kind           TEXT NOT NULL,
    content        TEXT NOT NULL,
    start          INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    speaker        TEXT,
    name           TEXT,
    role           TEXT,
    state          TEXT,
    sector         TEXT,
    speaker_start  INTEGER,
    speaker_end    INTEGER,
    cue            TEXT,
    cue_start      INTEGER,
    cue_end        INTEGER,
    date           TEXT,
    date_precision TEXT,
    day            TEXT NOT NULL
);
CREATE INDEX quotes_report ON quotes (report);
CREATE INDEX quotes_state ON quotes (state, day);
CREATE INDEX quotes_name ON quotes (name, day);

CREATE TABLE roles (
    role     INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    report   INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    person   TEXT NOT NULL,
    title    TEXT NOT NULL,
    "of"     TEXT,                         -- state code or body
    since    TEXT,
    until    TEXT,
    sentence INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE,
    day      TEXT NOT NULL                 -- day of publication
);
CREATE INDEX roles_report ON roles (report);
CREATE INDEX roles_of ON roles ("of", day);
CREATE INDEX roles_person ON roles (person, day);
CREATE INDEX roles_sentence ON roles (sentence);

CREATE TABLE figures (
    figure         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    report         INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    text           TEXT NOT NULL,
    start          INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    value          REAL,
    unit           TEXT,
    low            REAL,
    high           REAL,
    about          TEXT,
    date           TEXT,
    date_precision TEXT,
    day            TEXT NOT NULL,
    sentence       INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE
);
CREATE INDEX figures_report ON figures (report);
CREATE INDEX figures_sentence ON figures (sentence);

-- Whose a figure is.
CREATE TABLE figure_parties (
    state  TEXT NOT NULL,
    day    TEXT NOT NULL,
    figure INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE,
    PRIMARY KEY (state, day, figure)
) WITHOUT ROWID;
CREATE INDEX figure_parties_figure ON figure_parties (figure);

-- What people decided; the machine never contradicts it. Mentions are named by their ids, which survive a re-read.
CREATE TABLE judgements (
    judgement INTEGER PRIMARY KEY,
    verdict   TEXT NOT NULL CHECK (verdict IN ('same', 'not same', 'wrong')),
    a         TEXT NOT NULL,               -- mention id; a < b
    b         TEXT NOT NULL DEFAULT '',    -- mention id; '' for 'wrong'
    person    TEXT,
    note      TEXT,
    UNIQUE (a, b)
);
CREATE INDEX judgements_b ON judgements (b);

-- What became of the archive's content, in order.
CREATE TABLE changes (
    change    INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('new', 'corrected', 'removed', 'judged')),
    what      TEXT NOT NULL CHECK (what IN ('report', 'mention', 'judgement')),
    report    TEXT,                        -- report id
    name      TEXT,
    published TEXT,
    mention   TEXT,                        -- mention id
    before    TEXT,                        -- what the archive held, in words
    after     TEXT,                        -- what it holds now, in words
    release   TEXT NOT NULL,               -- the release that wrote it
    at        TEXT NOT NULL                -- when it was written (UTC); part of no hash and of no result
);
CREATE INDEX changes_report ON changes (report);
CREATE INDEX changes_at ON changes (at);
CREATE INDEX changes_published ON changes (published);

-- Events out of other data sets, to compare with. They never become part of a happening.
CREATE TABLE imported (
    imported      INTEGER PRIMARY KEY,
    origin        TEXT NOT NULL,           -- 'gdelt', 'icews', 'polecat', ...
    id            TEXT NOT NULL,           -- the id in the other data set
    day           TEXT NOT NULL,
    source_name   TEXT,
    source_state  TEXT,
    source_sector TEXT,
    target_name   TEXT,
    target_state  TEXT,
    target_sector TEXT,
    type          TEXT,
    mode          TEXT,
    quad          TEXT,
    cameo         TEXT,
    goldstein     REAL,
    score         REAL,
    place         TEXT,
    place_state   TEXT,
    lat           REAL,
    lon           REAL,
    mentions      INTEGER,
    sources       INTEGER,
    url           TEXT,
    text          TEXT,
    UNIQUE (origin, id)
);
CREATE INDEX imported_dyad ON imported (source_state, target_state, day);

-- Full text. The words are kept in `sentences` and `reports`; these hold the indices.
CREATE VIRTUAL TABLE sentences_fts USING fts5 (
    text, content = 'sentences', content_rowid = 'sentence', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentences_in AFTER INSERT ON sentences BEGIN
    INSERT INTO sentences_fts (rowid, text) VALUES (new.sentence, new.text);
END;
CREATE TRIGGER sentences_out AFTER DELETE ON sentences BEGIN
    INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', old.sentence, old.text);
END;

CREATE VIRTUAL TABLE reports_fts USING fts5 (
    title, content = 'reports', content_rowid = 'report', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_in AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts (rowid, title) VALUES (new.report, new.title);
END;
CREATE TRIGGER reports_out AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, title) VALUES ('delete', old.report, old.title);
END;
