-- Times are milliseconds: instants since 1970-01-01 UTC, spans and places in a call from its start.
CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NULL,
    state TEXT NOT NULL,
    program_version TEXT NOT NULL,
    received INTEGER NOT NULL,
    audited INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    audio INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    chain_length INTEGER NOT NULL,
    chain_head TEXT NULL
) STRICT;

-- One row per recording; the id is the SHA-256 of its bytes.
CREATE TABLE calls (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE attempts (
    call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE RESTRICT,
    provenance TEXT NOT NULL,
    started INTEGER NOT NULL,
    PRIMARY KEY (call_id, provenance)
) STRICT;

CREATE TABLE call_results (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE RESTRICT,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE RESTRICT,
    provenance TEXT NOT NULL,
    revision INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    failure_code TEXT NULL,
    failure_detail TEXT NULL,
    language TEXT NULL,
    agent_id TEXT NULL,
    campaign TEXT NULL,
    started_at INTEGER NULL,
    duration INTEGER NULL,
    warnings TEXT NOT NULL,
    facts TEXT NOT NULL,
    transcript TEXT NULL
) STRICT;
CREATE UNIQUE INDEX ix_call_results_call_id_provenance_revision ON call_results (call_id, provenance, revision);
CREATE INDEX ix_call_results_run_id ON call_results (run_id);

CREATE TABLE outcomes (
    result_id INTEGER NOT NULL REFERENCES call_results (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    value TEXT NOT NULL,
    violation INTEGER NOT NULL,
    channel INTEGER NULL,
    party TEXT NULL,
    start INTEGER NULL,
    "end" INTEGER NULL,
    quote TEXT NULL,
    score REAL NOT NULL,
    searched_start INTEGER NOT NULL,
    searched_end INTEGER NOT NULL,
    searched_party TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (result_id, position)
) STRICT;
CREATE INDEX ix_outcomes_rule_value ON outcomes (rule, value);

CREATE TABLE opt_outs (
    result_id INTEGER NOT NULL PRIMARY KEY REFERENCES call_results (id) ON DELETE CASCADE,
    decision TEXT NOT NULL,
    scope TEXT NOT NULL,
    number TEXT NULL,
    channel INTEGER NOT NULL,
    party TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    score REAL NOT NULL,
    acknowledged INTEGER NULL,
    agent_entry TEXT NOT NULL,
    gates TEXT NOT NULL,
    finding_gates TEXT NOT NULL,
    second_agrees INTEGER NULL,
    second_score REAL NULL,
    second_words TEXT NULL
) STRICT;

-- Insert-only and hash-chained; the hash covers every column (see BlacklistChain).
CREATE TABLE blacklist_events (
    sequence INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    scope TEXT NULL,
    until INTEGER NULL,
    said_at INTEGER NULL,
    call_id TEXT NULL,
    call_start INTEGER NULL,
    proof TEXT NULL,
    salt TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX ix_blacklist_events_number_sequence ON blacklist_events (number, sequence);
CREATE UNIQUE INDEX ix_blacklist_events_call_id_number_kind_call_start ON blacklist_events (call_id, number, kind, call_start);

-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER blacklist_events_no_replace BEFORE INSERT ON blacklist_events
WHEN EXISTS (
    SELECT 1 FROM blacklist_events AS old
    WHERE old.sequence = NEW.sequence
        OR (old.call_id = NEW.call_id AND old.number = NEW.number AND old.kind = NEW.kind AND old.call_start = NEW.call_start))
BEGIN
    SELECT RAISE(ABORT, 'blacklist events are never replaced');
END;

CREATE TRIGGER blacklist_events_no_update BEFORE UPDATE ON blacklist_events
BEGIN
    SELECT RAISE(ABORT, 'blacklist events are never changed');
END;

CREATE TRIGGER blacklist_events_no_delete BEFORE DELETE ON blacklist_events
BEGIN
    SELECT RAISE(ABORT, 'blacklist events are never deleted');
END;
