-- The ledger: one SQLite file, derived/ledger.sqlite. Everything here can be deleted and rebuilt from
-- evidence/, judgements.jsonl and case.toml; nothing here holds a time of day or a path of the machine.
-- Offsets (start, end) are character offsets into reading.text of the same source; end is exclusive.
-- Columns named *_json hold canonical JSON. A locator is a Place in its written form (see place.py).

-- Which step made a record. Every derived record names one.
CREATE TABLE method (
    id          TEXT PRIMARY KEY,           -- "read.pdf@1+a1b2c3"
    name        TEXT NOT NULL,
    version     TEXT NOT NULL,
    parameters_json TEXT NOT NULL
) WITHOUT ROWID;

-- What has been done, so that it need not be done again. source is '' for a step over the whole case.
CREATE TABLE done (
    stage       TEXT NOT NULL,
    source      TEXT NOT NULL,
    fingerprint TEXT NOT NULL,              -- hash of everything the result depends on
    PRIMARY KEY (stage, source)
) WITHOUT ROWID;

-- A document or a list as received: a copy of what evidence/custody.jsonl says.
CREATE TABLE source (
    id          TEXT PRIMARY KEY,           -- first 16 hex digits of sha256
    sequence    INTEGER NOT NULL UNIQUE,    -- order of first receipt, from 1
    sha256      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    size        INTEGER NOT NULL,           -- bytes
    kind        TEXT NOT NULL,              -- 'document', 'list', or 'container' (unpacked: not read itself)
    received_at TEXT NOT NULL,
    received_from TEXT,
    origin      TEXT,                       -- the root independence is counted on
    outlet      TEXT,
    published   TEXT,                       -- EDTF, as given when added
    protection  TEXT NOT NULL,              -- 'open' or 'protected'
    reliability TEXT                        -- Admiralty A-F, from the last standing judgement
) WITHOUT ROWID;

-- read: a source's text.
CREATE TABLE reading (
    source      TEXT PRIMARY KEY REFERENCES source ON DELETE CASCADE,
    media_type  TEXT NOT NULL,
    language    TEXT,
    title       TEXT,
    author      TEXT,
    published   TEXT,                       -- EDTF, as the document says
    text        TEXT NOT NULL,
    method      TEXT NOT NULL REFERENCES method
) WITHOUT ROWID;

CREATE TABLE passage (
    rowid       INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    text        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    language    TEXT,
    confidence  REAL,
    page        INTEGER,
    sheet       TEXT,
    row         INTEGER,
    part        TEXT,
    anchors_json TEXT NOT NULL,             -- [[start, end, box or null, column or null(, confidence of a recognised word)], ...]
    method      TEXT NOT NULL REFERENCES method
);
CREATE INDEX passage_source ON passage (source, ordinal);

-- extract: names and values, and claims.
CREATE TABLE mention (
    id          TEXT PRIMARY KEY,
    source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    locator     TEXT NOT NULL,
    schema      TEXT NOT NULL,
    text        TEXT NOT NULL,
    value_json  TEXT NOT NULL,
    alias_of    TEXT,                       -- an earlier mention of the same source
    alias_reason TEXT,
    review      TEXT NOT NULL DEFAULT 'unreviewed',  -- as in claim; a rejected one is in no entity
    judgement   TEXT,                       -- the judgement its review comes from
    replaced_by TEXT,                       -- of a rejected one: the mention a person put in its place
    method      TEXT NOT NULL REFERENCES method
) WITHOUT ROWID;
CREATE INDEX mention_review ON mention (review) WHERE review <> 'unreviewed';
CREATE INDEX mention_source ON mention (source, start);
CREATE INDEX mention_name ON mention (schema, text);

CREATE TABLE claim (
    rowid       INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    locator     TEXT NOT NULL,
    quote       TEXT NOT NULL,
    content_start INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    content     TEXT NOT NULL,
    further_json TEXT NOT NULL DEFAULT '[]', -- the rest of a content in pieces: [[start, end, words], ...]
    cue_start   INTEGER,
    cue_end     INTEGER,
    cue         TEXT,
    stance      TEXT NOT NULL,
    modality    TEXT NOT NULL,
    negated     INTEGER NOT NULL,
    review      TEXT NOT NULL DEFAULT 'unreviewed',  -- 'accepted' or 'rejected' by the last standing judgement
    judgement   TEXT,                       -- the judgement its review comes from
    replaced_by TEXT,                       -- of a rejected one: the claim a person put in its place
    method      TEXT NOT NULL REFERENCES method
);
CREATE INDEX claim_source ON claim (source, start);
CREATE INDEX claim_stance ON claim (stance);
CREATE INDEX claim_review ON claim (review) WHERE review <> 'unreviewed';

CREATE TABLE voice (
    claim       TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,           -- 0 is nearest the reader
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    medium      TEXT NOT NULL,
    start       INTEGER,
    "end"       INTEGER,
    mention     TEXT,
    count       INTEGER,
    anonymous   INTEGER NOT NULL,
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;
CREATE INDEX voice_mention ON voice (mention);

CREATE TABLE triple (
    claim       TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    subject     TEXT NOT NULL,              -- the words
    subject_mention TEXT,
    subject_schema TEXT,
    subject_start INTEGER,
    subject_end INTEGER,
    predicate   TEXT NOT NULL,              -- a name in data/predicates.yaml
    object      TEXT NOT NULL,
    object_mention TEXT,
    object_schema TEXT,
    object_start INTEGER,
    object_end  INTEGER,
    qualifiers_json TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;
CREATE INDEX triple_subject ON triple (subject_mention);
CREATE INDEX triple_object ON triple (object_mention);

-- What a model that the case names was asked about a source, what that cost, and what became of its answers.
CREATE TABLE asked (
    source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    step        TEXT NOT NULL,              -- 'names' or 'claims'
    method      TEXT NOT NULL REFERENCES method,
    requests    INTEGER NOT NULL,
    answered    INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    seconds     REAL NOT NULL,              -- when it was asked; the answers are kept, so this stays
    found       INTEGER NOT NULL,           -- names or claims that hold in the text
    agreed      INTEGER NOT NULL,           -- those the rules have too
    added       INTEGER NOT NULL,
    "left"      INTEGER NOT NULL,           -- left to the rules by the policy
    refused     INTEGER NOT NULL,           -- not in the text
    note        TEXT NOT NULL,              -- why nothing was asked: 'protected'
    PRIMARY KEY (source, step)
) WITHOUT ROWID;

-- extract: invoices, letters and shipping papers as records (see paper.py).
CREATE TABLE paper (
    id          TEXT PRIMARY KEY,
    source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    locator     TEXT NOT NULL,
    kind        TEXT NOT NULL,              -- a kind of data/documents.yaml, or 'letter'
    title       TEXT,                       -- its words, at title_start
    title_start INTEGER,
    why_json    TEXT NOT NULL,              -- the evidence for the kind
    not_stated_json TEXT NOT NULL,          -- [{"name", "why", "locator"}]: "absent", or "blank" at the locator
    checks_json TEXT NOT NULL,              -- [{"name", "holds", "message", "locator"}]
    method      TEXT NOT NULL REFERENCES method
) WITHOUT ROWID;
CREATE INDEX paper_source ON paper (source, start);

CREATE TABLE paper_line (
    paper       TEXT NOT NULL REFERENCES paper ON DELETE CASCADE,
    line        INTEGER NOT NULL,           -- from 1
    locator     TEXT NOT NULL,
    PRIMARY KEY (paper, line)
) WITHOUT ROWID;

CREATE TABLE paper_field (
    paper       TEXT NOT NULL REFERENCES paper ON DELETE CASCADE,
    line        INTEGER NOT NULL,           -- 0: a field of the paper itself
    ordinal     INTEGER NOT NULL,
    name        TEXT NOT NULL,              -- "seller", "total", "unit_price", ...
    text        TEXT NOT NULL,              -- the words in one line
    locator     TEXT NOT NULL,              -- of the first stretch of words
    spans_json  TEXT NOT NULL,              -- [[start, end, words], ...], verbatim
    value_json  TEXT NOT NULL,
    label       TEXT,                       -- the words that say what it is, at label_start
    label_start INTEGER,
    of_party    TEXT,                       -- the role of the party it belongs to
    mention     TEXT,
    confidence  REAL,                       -- of recognised text
    PRIMARY KEY (paper, line, ordinal)
) WITHOUT ROWID;
CREATE INDEX paper_field_name ON paper_field (name, text);
CREATE INDEX paper_field_mention ON paper_field (mention);

-- resolve: mentions gathered into entities, each by a judgement.
CREATE TABLE judgement (
    id          TEXT PRIMARY KEY,
    sequence    INTEGER,                    -- line in judgements.jsonl, NULL for a machine's
    decision    TEXT NOT NULL,
    targets_json TEXT NOT NULL,
    author      TEXT NOT NULL,              -- a person, or "method:resolve.names@1"
    at          TEXT,                       -- NULL for a machine's: it is as old as the build
    reason      TEXT NOT NULL,
    value_json  TEXT NOT NULL,
    standing    INTEGER NOT NULL            -- 0 when undone by a later judgement
) WITHOUT ROWID;

-- Where each judgement about a claim or mention holds now: found by its id, or again by its words and place.
CREATE TABLE anchored (
    judgement   TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,           -- position in its targets
    decision    TEXT NOT NULL,
    kind        TEXT NOT NULL,              -- 'claim' or 'mention'
    source      TEXT NOT NULL,
    given       TEXT NOT NULL,              -- the id in the judgement
    record      TEXT,                       -- the record it holds for now; NULL where there is none
    rule        TEXT NOT NULL,              -- see resolve/judged/rules.py
    note        TEXT NOT NULL,
    PRIMARY KEY (judgement, ordinal)
) WITHOUT ROWID;
CREATE INDEX anchored_record ON anchored (record);
CREATE INDEX anchored_source ON anchored (source);
-- What the judgements of a source were last applied to. Not for reading by others.
CREATE TABLE judged_source (source TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
-- Standing judgements and the records they hold for: for one never anchored (a source, an entity), its targets.
CREATE VIEW decides AS
SELECT a.judgement AS judgement, a.record AS record FROM anchored a WHERE a.record IS NOT NULL
UNION
SELECT j.id, t.value FROM judgement j, json_each(j.targets_json) t
WHERE j.standing = 1 AND NOT EXISTS (SELECT 1 FROM anchored a WHERE a.judgement = j.id);

CREATE TABLE entity (
    id          TEXT PRIMARY KEY,
    schema      TEXT NOT NULL,
    name        TEXT NOT NULL,
    names_json  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_name ON entity (name);

CREATE TABLE member (
    mention     TEXT PRIMARY KEY REFERENCES mention ON DELETE CASCADE,
    entity      TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,
    judgement   TEXT REFERENCES judgement   -- why it was joined; NULL for the first mention of an entity
) WITHOUT ROWID;
CREATE INDEX member_entity ON member (entity);
CREATE INDEX member_judgement ON member (judgement);

-- What resolve keeps so that a new document costs only the names in it. Not for reading by others.
-- Sources whose mentions changed since resolve last ran.
CREATE TABLE changed (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER mention_added AFTER INSERT ON mention BEGIN INSERT OR IGNORE INTO changed VALUES (new.source); END;
CREATE TRIGGER mention_gone AFTER DELETE ON mention BEGIN INSERT OR IGNORE INTO changed VALUES (old.source); END;
CREATE TRIGGER mention_reviewed AFTER UPDATE OF review, replaced_by ON mention BEGIN INSERT OR IGNORE INTO changed VALUES (new.source); END;
-- A spelling with its own key and the key it stands for in its document (the same, but for aliases).
CREATE TABLE spelling (
    id          INTEGER PRIMARY KEY,
    anchor      TEXT NOT NULL,              -- key of the name it stands for: "party:iemz kupol"
    key         TEXT NOT NULL,              -- its own key: "party:kupol"; '' for words that are no name
    schema      TEXT NOT NULL,
    text        TEXT NOT NULL,
    n           INTEGER NOT NULL,           -- mentions in the case
    UNIQUE (anchor, key, schema, text)
);
CREATE INDEX spelling_key ON spelling (key, anchor);
CREATE INDEX spelling_text ON spelling (text);
CREATE TABLE form (
    mention     TEXT PRIMARY KEY,
    spelling    INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,           -- of the source
    start       INTEGER NOT NULL,
    judgement   TEXT                        -- why it stands for another name in its document
) WITHOUT ROWID;
CREATE INDEX form_spelling ON form (spelling, sequence, start);
CREATE INDEX form_sequence ON form (sequence);
-- The words of every key of several words.
CREATE TABLE part (word TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;
-- Which entity a name is: all mentions of an anchor, or those of one source, or one mention.
CREATE TABLE bond (
    anchor      TEXT NOT NULL,
    sequence    INTEGER NOT NULL,           -- 0: in every source
    mention     TEXT NOT NULL,              -- '': every mention
    entity      TEXT NOT NULL,
    judgement   TEXT,
    PRIMARY KEY (anchor, sequence, mention)
) WITHOUT ROWID;
-- The mentions that standing judgements of people are about.
CREATE TABLE judged (judgement TEXT NOT NULL, ordinal INTEGER NOT NULL, mention TEXT NOT NULL, PRIMARY KEY (judgement, ordinal)) WITHOUT ROWID;
CREATE INDEX judged_mention ON judged (mention);
-- Problems with a name, kept by the name.
CREATE TABLE name_note (key TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL, PRIMARY KEY (key, code, message)) WITHOUT ROWID;

-- screen: an entity's name against a list. A hit is a lead with its rule, never a verdict.
CREATE TABLE hit (
    id          TEXT PRIMARY KEY,
    entity      TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,
    name        TEXT NOT NULL,              -- the spelling in the case
    list_source TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
    list_name   TEXT NOT NULL,
    list_version TEXT,                      -- EDTF date of the list, as given when added
    entry       TEXT NOT NULL,              -- the list's own id of the entry
    entry_name  TEXT NOT NULL,              -- the spelling on the list
    entry_locator TEXT NOT NULL,            -- where in the list
    listed_on   TEXT,                       -- EDTF, where the list says
    programs    TEXT NOT NULL,
    rule        TEXT NOT NULL,              -- "exact name", "normalised name", ...
    score       REAL NOT NULL,
    method      TEXT NOT NULL REFERENCES method
) WITHOUT ROWID;
CREATE INDEX hit_entity ON hit (entity);

-- trace reads this: each edge of the network is one triple of one claim.
CREATE VIEW edge AS
SELECT s.entity AS subject, t.predicate AS predicate, o.entity AS object,
       t.claim AS claim, t.ordinal AS ordinal, t.qualifiers_json AS qualifiers_json
FROM triple t
JOIN member s ON s.mention = t.subject_mention
JOIN member o ON o.mention = t.object_mention
JOIN claim c ON c.id = t.claim AND c.review <> 'rejected'
WHERE s.entity <> o.entity;

-- weigh: claims grouped by proposition.
CREATE TABLE finding (
    id          TEXT PRIMARY KEY,
    subject     TEXT NOT NULL,              -- entity id
    predicate   TEXT NOT NULL,
    object      TEXT NOT NULL,              -- entity id, or words
    proposition TEXT NOT NULL,
    support     TEXT NOT NULL,
    challenge   TEXT NOT NULL,
    origins     INTEGER NOT NULL,
    why_json    TEXT NOT NULL,
    policy      TEXT NOT NULL,
    method      TEXT NOT NULL REFERENCES method
) WITHOUT ROWID;
CREATE INDEX finding_subject ON finding (subject);

CREATE TABLE finding_claim (
    finding     TEXT NOT NULL REFERENCES finding ON DELETE CASCADE,
    claim       TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    part        TEXT NOT NULL,              -- 'supports', 'against', 'responds', 'could_not_verify', 'discounted'
    note        TEXT NOT NULL,
    party       TEXT,                       -- who responds: entity id, for part 'responds'
    outcome     TEXT,                       -- their stance, for part 'responds'
    PRIMARY KEY (finding, claim, part)
) WITHOUT ROWID;
CREATE INDEX finding_claim_claim ON finding_claim (claim);

-- What could not be done.
CREATE TABLE problem (
    id          TEXT PRIMARY KEY,
    stage       TEXT NOT NULL,
    code        TEXT NOT NULL,
    source      TEXT,
    locator     TEXT,
    message     TEXT NOT NULL,
    hint        TEXT NOT NULL,
    method      TEXT
) WITHOUT ROWID;
CREATE INDEX problem_source ON problem (stage, source);

-- Full text. Trigrams find substrings in any script; shorter queries fall back to LIKE (see search.py).
CREATE VIRTUAL TABLE passage_text USING fts5 (text, content='passage', content_rowid='rowid', tokenize='trigram');
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
    INSERT INTO passage_text (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN
    INSERT INTO passage_text (passage_text, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE VIRTUAL TABLE claim_text USING fts5 (quote, content='claim', content_rowid='rowid', tokenize='trigram');
CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
    INSERT INTO claim_text (rowid, quote) VALUES (new.rowid, new.quote);
END;
CREATE TRIGGER claim_gone AFTER DELETE ON claim BEGIN
    INSERT INTO claim_text (claim_text, rowid, quote) VALUES ('delete', old.rowid, old.quote);
END;
