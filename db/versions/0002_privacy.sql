CREATE TABLE notice_kind (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
INSERT INTO notice_kind (id, name, ordinal) VALUES ('booth', 'At the booth', 1)
;;
CREATE TABLE notice_wording (
    kind_id TEXT NOT NULL REFERENCES notice_kind (id),
    language TEXT NOT NULL,
    words TEXT NOT NULL CHECK (json_valid(words)),
    PRIMARY KEY (kind_id, language)
) STRICT, WITHOUT ROWID
;;
ALTER TABLE notice ADD COLUMN kind TEXT NOT NULL DEFAULT 'booth'
;;
ALTER TABLE export ADD COLUMN what TEXT NOT NULL DEFAULT 'leads'
    CHECK (what IN ('leads', 'attachment', 'subject_access'))
;;
ALTER TABLE export ADD COLUMN encrypted INTEGER NOT NULL DEFAULT 0
;;
CREATE TABLE retention (
    what TEXT PRIMARY KEY CHECK (what IN ('cv_sharing', 'marketing', 'roster')),
    days INTEGER NOT NULL CHECK (days > 0)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('recruiting_contact', 'cv_sharing')),
    name TEXT NOT NULL CHECK (name <> ''),
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES staff (id),
    content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760)
) STRICT
;;
CREATE INDEX attachment_of_lead ON attachment (lead_id, added)
;;
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'correction', 'erasure', 'objection')),
    received TEXT NOT NULL,
    due TEXT NOT NULL CHECK (due >= received),
    who TEXT CHECK (who <> ''),
    subject TEXT,
    details TEXT,
    opened INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES staff (id),
    closed INTEGER,
    closed_by TEXT REFERENCES staff (id),
    outcome TEXT CHECK (outcome IN ('done', 'nothing_held', 'refused', 'taken_back')),
    CHECK ((closed IS NULL) = (outcome IS NULL) AND (closed IS NULL) = (closed_by IS NULL)),
    CHECK ((closed IS NULL) = (who IS NOT NULL)),
    CHECK (closed IS NULL OR (subject IS NULL AND details IS NULL))
) STRICT
;;
CREATE TABLE staff_pin (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id),
    phc TEXT NOT NULL CHECK (phc GLOB '$argon2id$*'),
    failures INTEGER NOT NULL DEFAULT 0,
    blocked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID
;;
CREATE TABLE backup (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE INDEX change_notice_given ON change (subject) WHERE kind = 'notice.given'
;;
CREATE INDEX change_of_consent ON change (seq) WHERE kind GLOB 'consent.*'
;;
DROP TRIGGER change_needs_consent
;;
CREATE TRIGGER change_needs_consent BEFORE INSERT ON change
WHEN NEW.value IS NOT NULL AND NEW.kind NOT GLOB 'consent.*'
    AND (NEW.subject IS NOT NULL OR substr(NEW.kind, 1, instr(NEW.kind, '.') - 1) IN (
        'lead', 'note', 'tag', 'answer', 'interview', 'attachment', 'request', 'person'
    ))
    AND NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject
        AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
    )
BEGIN
    SELECT raise(ABORT, 'consent: no valid grant for a personal value in the log');
END
;;
DROP TRIGGER change_keeps_proof_only
;;
CREATE TRIGGER change_keeps_proof_only BEFORE INSERT ON change
WHEN NEW.kind GLOB 'consent.*' AND NEW.value IS NOT NULL AND EXISTS (
    SELECT 1 FROM json_each(NEW.value) AS part WHERE NOT coalesce(CASE part.key
        WHEN 'method' THEN part.value IN ('spoken', 'screen', 'list', 'mail', 'request', 'retention')
        WHEN 'reason' THEN part.value IN (
            'wrong_key', 'wrong_person', 'own_wish', 'objection', 'erasure', 'organiser'
        )
        WHEN 'until' THEN part.value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        WHEN 'sha256' THEN EXISTS (SELECT 1 FROM notice WHERE sha256 = part.value)
        WHEN 'notice' THEN EXISTS (
            SELECT 1 FROM notice WHERE sha256 = json_extract(NEW.value, '$.sha256') AND part.value
            = version || ' of ' || day || ', ' || json_extract(body, '$.language.name')
        )
        WHEN 'notice_id' THEN EXISTS (
            SELECT 1 FROM notice
            WHERE sha256 = json_extract(NEW.value, '$.sha256') AND id = part.value
        )
        WHEN 'version' THEN EXISTS (
            SELECT 1 FROM notice
            WHERE sha256 = json_extract(NEW.value, '$.sha256') AND version = part.value
        )
        WHEN 'language' THEN EXISTS (
            SELECT 1 FROM notice
            WHERE sha256 = json_extract(NEW.value, '$.sha256') AND language = part.value
        )
        ELSE 0
    END, 0)
)
BEGIN
    SELECT raise(ABORT, 'consent: an event says how and under which notice, and nothing of the person');
END
;;
CREATE TRIGGER change_keeps_proof_short BEFORE INSERT ON change
WHEN NEW.kind GLOB 'consent.*' AND NEW.value IS NOT NULL
    AND (NOT json_valid(NEW.value) OR json_type(NEW.value) <> 'object')
BEGIN
    SELECT raise(ABORT, 'consent: an event says how and under which notice, and nothing of the person');
END
;;
CREATE TRIGGER change_keeps_proof BEFORE UPDATE ON change
WHEN OLD.kind GLOB 'consent.*'
BEGIN
    SELECT raise(ABORT, 'append-only: the proof of a consent stays');
END
;;
DROP TRIGGER lead_leaves_nothing
;;
CREATE TRIGGER lead_leaves_nothing BEFORE DELETE ON lead
BEGIN
    DELETE FROM attachment WHERE lead_id = OLD.id;
    DELETE FROM note WHERE lead_id = OLD.id;
    DELETE FROM answer WHERE lead_id = OLD.id;
    DELETE FROM lead_tag WHERE lead_id = OLD.id;
    DELETE FROM interview WHERE lead_id = OLD.id;
END
;;
CREATE TRIGGER consent_state_ends_cv AFTER UPDATE OF state ON consent_state
WHEN NEW.purpose = 'cv_sharing' AND NEW.state NOT IN ('roster_yes', 'given')
    AND OLD.state IN ('roster_yes', 'given')
BEGIN
    DELETE FROM attachment WHERE purpose = 'cv_sharing'
        AND lead_id IN (SELECT id FROM lead WHERE subject = NEW.subject);
END
;;
CREATE TRIGGER attachment_needs_consent BEFORE INSERT ON attachment
WHEN NOT EXISTS (
    SELECT 1 FROM lead JOIN consent_state ON consent_state.subject = lead.subject
        AND consent_state.purpose = NEW.purpose
        AND consent_state.state IN ('roster_yes', 'given')
    WHERE lead.id = NEW.lead_id
)
BEGIN
    SELECT raise(ABORT, 'consent: no file without a valid grant for its purpose');
END
;;
CREATE TRIGGER attachment_replaces_none BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'consent: a file takes no other file''s place');
END
;;
CREATE TRIGGER attachment_changes_not BEFORE UPDATE ON attachment
BEGIN
    SELECT raise(ABORT, 'consent: a file is added or removed, never changed');
END
;;
CREATE TRIGGER request_only_grows BEFORE INSERT ON request
WHEN NEW.closed IS NOT NULL
    OR EXISTS (SELECT 1 FROM request WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END
;;
CREATE TRIGGER request_closed_stays BEFORE UPDATE ON request
WHEN OLD.closed IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
    OR NEW.received <> OLD.received OR NEW.opened <> OLD.opened OR NEW.opened_by <> OLD.opened_by
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END
;;
CREATE TRIGGER request_stays BEFORE DELETE ON request
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END
;;
CREATE TRIGGER backup_only_grows BEFORE INSERT ON backup
WHEN EXISTS (SELECT 1 FROM backup WHERE id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END
;;
CREATE TRIGGER backup_changes_not BEFORE UPDATE ON backup
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END
;;
CREATE TRIGGER backup_stays BEFORE DELETE ON backup
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END
