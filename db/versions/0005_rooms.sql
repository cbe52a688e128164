ALTER TABLE interviewer ADD COLUMN email TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE interviewer ADD COLUMN skills TEXT NOT NULL DEFAULT '[]'
;;
ALTER TABLE interviewer ADD COLUMN languages TEXT NOT NULL DEFAULT '[]'
;;
ALTER TABLE interviewer ADD COLUMN day_minutes INTEGER CHECK (day_minutes > 0)
;;
ALTER TABLE interviewer ADD COLUMN row_minutes INTEGER CHECK (row_minutes > 0)
;;
ALTER TABLE interviewer ADD COLUMN gap_minutes INTEGER NOT NULL DEFAULT 0 CHECK (gap_minutes >= 0)
;;
ALTER TABLE interviewer ADD COLUMN staff_id TEXT REFERENCES staff (id)
;;
ALTER TABLE room ADD COLUMN kind TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE room ADD COLUMN buffer_minutes INTEGER NOT NULL DEFAULT 0 CHECK (buffer_minutes >= 0)
;;
ALTER TABLE role ADD COLUMN need TEXT
;;
ALTER TABLE booth ADD COLUMN organizer TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE lead ADD COLUMN need TEXT
;;
ALTER TABLE lead ADD COLUMN queue TEXT
;;
CREATE TABLE availability (
    id TEXT PRIMARY KEY,
    room_id TEXT REFERENCES room (id),
    interviewer_id TEXT REFERENCES interviewer (id),
    kind TEXT NOT NULL CHECK (kind IN ('open', 'blocked')),
    title TEXT NOT NULL,
    days TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL CHECK (ends > starts),
    active INTEGER NOT NULL DEFAULT 1,
    CHECK (room_id IS NULL OR interviewer_id IS NULL),
    CHECK (kind = 'blocked' OR interviewer_id IS NOT NULL)
) STRICT
;;
CREATE TABLE criterion (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL UNIQUE CHECK (title <> ''),
    hint TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE interview_before AS
    SELECT id, room_id, lead_id, interviewer_id, starts, ends, status FROM interview
;;
DROP TABLE interview
;;
CREATE TABLE interview (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES room (id),
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    panel TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL CHECK (ends > starts),
    status TEXT NOT NULL CHECK (
        status IN ('planned', 'arrived', 'running', 'done', 'no_show', 'cancelled')
    ),
    arrived INTEGER,
    began INTEGER,
    ended INTEGER,
    sequence INTEGER NOT NULL,
    invited INTEGER CHECK (invited <= sequence),
    organizer TEXT NOT NULL
) STRICT
;;
INSERT INTO interview (
    id, room_id, lead_id, panel, starts, ends, status, sequence, organizer
)
SELECT id, room_id, lead_id,
    CASE WHEN interviewer_id IS NULL THEN '[]' ELSE json_array(interviewer_id) END,
    starts, ends, status, 0, ''
FROM interview_before ORDER BY id
;;
DROP TABLE interview_before
;;
CREATE INDEX interview_in_room ON interview (room_id, starts)
;;
CREATE INDEX interview_of_lead ON interview (lead_id, starts)
;;
CREATE INDEX interview_by_time ON interview (starts)
;;
CREATE TRIGGER interview_needs_place BEFORE INSERT ON interview
WHEN NEW.status NOT IN ('cancelled', 'no_show')
BEGIN
    SELECT raise(ABORT, 'overlap: room') WHERE EXISTS (
        SELECT 1 FROM interview WHERE room_id = NEW.room_id AND id <> NEW.id
        AND status NOT IN ('cancelled', 'no_show') AND starts < NEW.ends AND ends > NEW.starts
    );
    SELECT raise(ABORT, 'overlap: candidate') WHERE EXISTS (
        SELECT 1 FROM interview WHERE lead_id = NEW.lead_id AND id <> NEW.id
        AND status NOT IN ('cancelled', 'no_show') AND starts < NEW.ends AND ends > NEW.starts
    );
    SELECT raise(ABORT, 'overlap: interviewer') WHERE EXISTS (
        SELECT 1 FROM interview AS other, json_each(
            CASE WHEN json_valid(other.panel) THEN other.panel ELSE '[]' END
        ) AS theirs
        WHERE other.id <> NEW.id
        AND other.status NOT IN ('cancelled', 'no_show')
        AND other.starts < NEW.ends AND other.ends > NEW.starts
        AND theirs.value IN (SELECT value FROM json_each(NEW.panel))
    );
END
;;
CREATE TRIGGER interview_keeps_place BEFORE UPDATE ON interview
WHEN NEW.status NOT IN ('cancelled', 'no_show')
BEGIN
    SELECT raise(ABORT, 'overlap: room') WHERE EXISTS (
        SELECT 1 FROM interview WHERE room_id = NEW.room_id AND id NOT IN (NEW.id, OLD.id)
        AND status NOT IN ('cancelled', 'no_show') AND starts < NEW.ends AND ends > NEW.starts
    );
    SELECT raise(ABORT, 'overlap: candidate') WHERE EXISTS (
        SELECT 1 FROM interview WHERE lead_id = NEW.lead_id AND id NOT IN (NEW.id, OLD.id)
        AND status NOT IN ('cancelled', 'no_show') AND starts < NEW.ends AND ends > NEW.starts
    );
    SELECT raise(ABORT, 'overlap: interviewer') WHERE EXISTS (
        SELECT 1 FROM interview AS other, json_each(
            CASE WHEN json_valid(other.panel) THEN other.panel ELSE '[]' END
        ) AS theirs
        WHERE other.id NOT IN (NEW.id, OLD.id)
        AND other.status NOT IN ('cancelled', 'no_show')
        AND other.starts < NEW.ends AND other.ends > NEW.starts
        AND theirs.value IN (SELECT value FROM json_each(NEW.panel))
    );
END
;;
CREATE TRIGGER interview_needs_panel BEFORE INSERT ON interview
BEGIN
    SELECT raise(ABORT, 'panel: a list of interviewers, each once') WHERE NOT coalesce(
        json_valid(NEW.panel) AND json_type(NEW.panel) = 'array' AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.panel) AS seat
            WHERE seat.type <> 'text' OR seat.value NOT IN (SELECT id FROM interviewer)
        ) AND (SELECT count(*) = count(DISTINCT value) FROM json_each(NEW.panel)),
    0);
END
;;
CREATE TRIGGER interview_keeps_panel BEFORE UPDATE OF panel ON interview
BEGIN
    SELECT raise(ABORT, 'panel: a list of interviewers, each once') WHERE NOT coalesce(
        json_valid(NEW.panel) AND json_type(NEW.panel) = 'array' AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.panel) AS seat
            WHERE seat.type <> 'text' OR seat.value NOT IN (SELECT id FROM interviewer)
        ) AND (SELECT count(*) = count(DISTINCT value) FROM json_each(NEW.panel)),
    0);
END
;;
CREATE TRIGGER interview_keeps_its_place BEFORE UPDATE ON interview
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id
BEGIN
    SELECT raise(ABORT, 'consent: an interview takes no other''s place');
END
;;
CREATE TRIGGER interview_replaces_none BEFORE INSERT ON interview
WHEN EXISTS (SELECT 1 FROM interview WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'consent: an interview takes no other''s place');
END
;;
CREATE TABLE scorecard (
    id TEXT PRIMARY KEY,
    interview_id TEXT NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    interviewer_id TEXT NOT NULL REFERENCES interviewer (id),
    marks TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('strong_no', 'no', 'yes', 'strong_yes')),
    text TEXT NOT NULL,
    handed_in INTEGER,
    UNIQUE (interview_id, interviewer_id)
) STRICT
;;
CREATE INDEX scorecard_of_lead ON scorecard (lead_id)
;;
CREATE TRIGGER scorecard_needs_interview BEFORE INSERT ON scorecard
WHEN NOT EXISTS (
    SELECT 1 FROM interview WHERE id = NEW.interview_id AND lead_id = NEW.lead_id
)
BEGIN
    SELECT raise(ABORT, 'consent: no scorecard without an interview of the same lead');
END
;;
CREATE TRIGGER scorecard_stays_with_interview BEFORE UPDATE ON scorecard
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id OR NEW.interview_id <> OLD.interview_id
    OR NEW.lead_id <> OLD.lead_id OR NEW.interviewer_id <> OLD.interviewer_id
BEGIN
    SELECT raise(ABORT, 'consent: a scorecard takes no other''s place');
END
;;
CREATE TRIGGER scorecard_replaces_none BEFORE INSERT ON scorecard
WHEN EXISTS (
    SELECT 1 FROM scorecard WHERE id = NEW.id OR rowid = NEW.rowid
    OR (interview_id = NEW.interview_id AND interviewer_id = NEW.interviewer_id)
)
BEGIN
    SELECT raise(ABORT, 'consent: a scorecard takes no other''s place');
END
;;
CREATE TRIGGER interview_leaves_nothing BEFORE DELETE ON interview
BEGIN
    DELETE FROM scorecard WHERE interview_id = OLD.id;
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
    DELETE FROM scorecard WHERE lead_id = OLD.id;
    DELETE FROM interview WHERE lead_id = OLD.id;
END
;;
DROP TRIGGER change_is_known
;;
CREATE TRIGGER change_is_known BEFORE INSERT ON change
WHEN NOT coalesce(
    (NEW.subject IS NULL OR length(NEW.subject) = 64 AND NEW.subject NOT GLOB '*[^0-9a-f]*')
    AND CASE
        WHEN NEW.kind GLOB 'consent.*' OR NEW.kind = 'person.erase' THEN NEW.entity = NEW.subject
        WHEN NEW.kind IN ('event.set', 'booth.set', 'identity.set', 'store.proof')
            THEN NEW.subject IS NULL AND NEW.entity = substr(NEW.kind, 1, instr(NEW.kind, '.') - 1)
        WHEN NEW.kind = 'retention.set' THEN NEW.subject IS NULL
            AND NEW.entity IN ('recruiting_contact', 'cv_sharing', 'marketing', 'roster')
        WHEN NEW.kind = 'retention.purge' THEN NEW.subject IS NULL AND NEW.entity = ''
        WHEN NEW.kind IN ('notice_kind.set', 'notice_wording.set') AND NEW.entity = 'booth'
            THEN NEW.subject IS NULL
        ELSE length(NEW.entity) = 36
            AND NEW.entity GLOB '????????-????-????-????-????????????'
            AND replace(NEW.entity, '-', '') NOT GLOB '*[^0-9a-f]*'
            AND CASE
                WHEN NEW.kind = 'scan.add' THEN 1
                WHEN substr(NEW.kind, 1, instr(NEW.kind, '.') - 1) IN (
                    'lead', 'note', 'tag', 'answer', 'interview', 'attachment', 'scorecard'
                ) OR NEW.kind = 'notice.given' THEN NEW.subject IS NOT NULL
                ELSE NEW.subject IS NULL
            END
    END
    AND CASE
        WHEN NEW.kind IN (
            'consent.roster_yes', 'consent.roster_no', 'consent.given', 'consent.declined',
            'consent.deferred', 'consent.withdrawn', 'consent.expired', 'consent.mistake',
            'attachment.add', 'attachment.prove', 'attachment.remove'
        ) THEN NEW.field IN ('recruiting_contact', 'cv_sharing', 'marketing')
        WHEN NEW.kind = 'scan.add' THEN NEW.field IN (
            'may_share', 'ask', 'declined', 'already_lead', 'unknown', 'unreadable'
        )
        WHEN NEW.kind = 'lead.set' THEN NEW.field IN (
            'badge_id', 'name', 'email', 'affiliation', 'attendee_type', 'career_stage',
            'interests', 'links', 'busy', 'rating', 'role_id', 'need', 'queue'
        )
        WHEN NEW.kind IN ('note.add', 'note.set', 'note.remove') THEN NEW.field = 'text'
        WHEN NEW.kind IN ('tag.add', 'tag.remove') THEN NEW.field = 'tags'
        WHEN NEW.kind = 'answer.set' THEN length(NEW.field) = 36
            AND NEW.field GLOB '????????-????-????-????-????????????'
            AND replace(NEW.field, '-', '') NOT GLOB '*[^0-9a-f]*'
        WHEN NEW.kind = 'notice.given' THEN NEW.field IN (
            'spoken', 'screen', 'list', 'mail', 'request', 'retention'
        )
        WHEN NEW.kind = 'request.open'
            THEN NEW.field IN ('access', 'correction', 'erasure', 'objection')
        WHEN NEW.kind = 'request.close'
            THEN NEW.field IN ('done', 'nothing_held', 'refused', 'taken_back')
        ELSE NEW.field = '' AND NEW.kind IN (
            'lead.add', 'lead.remove', 'interview.add', 'interview.set', 'interview.remove',
            'person.erase', 'event.set', 'booth.set', 'staff.add', 'staff.set',
            'interviewer.add', 'interviewer.set', 'role.add', 'role.set', 'qualifier.add',
            'qualifier.set', 'room.add', 'room.set', 'notice_kind.add', 'notice_kind.set',
            'notice_wording.set', 'notice.add', 'retention.set', 'retention.purge', 'pin.set',
            'pin.remove', 'roster.import', 'roster.rows', 'export.add', 'backup.add',
            'backup.restore', 'identity.set', 'store.proof', 'availability.add',
            'availability.set', 'criterion.add', 'criterion.set', 'scorecard.add',
            'scorecard.set', 'scorecard.remove'
        )
    END,
0)
BEGIN
    SELECT raise(ABORT, 'append-only: the log knows no such record');
END
;;
DROP TRIGGER change_needs_consent
;;
CREATE TRIGGER change_needs_consent BEFORE INSERT ON change
WHEN NEW.value IS NOT NULL AND NEW.kind NOT GLOB 'consent.*' AND NEW.kind <> 'request.open'
    AND (NEW.subject IS NOT NULL OR substr(NEW.kind, 1, instr(NEW.kind, '.') - 1) IN (
        'lead', 'note', 'tag', 'answer', 'interview', 'attachment', 'request', 'person', 'scorecard'
    ))
    AND NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject
        AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
    )
BEGIN
    SELECT raise(ABORT, 'consent: no valid grant for a personal value in the log');
END
;;
CREATE TABLE export_before AS SELECT * FROM export
;;
CREATE TABLE export_subject_before AS SELECT * FROM export_subject
;;
DROP TABLE export_subject
;;
DROP TABLE export
;;
CREATE TABLE export (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    what TEXT NOT NULL CHECK (what <> ''),
    encrypted INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE TABLE export_subject (
    export_id TEXT NOT NULL REFERENCES export (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (subject, export_id)
) STRICT, WITHOUT ROWID
;;
INSERT INTO export (
    id, at, staff_id, path, sha256, rows, withheld, purpose, recipient, what, encrypted
)
SELECT id, at, staff_id, path, sha256, rows, withheld, purpose, recipient, what, encrypted
FROM export_before
;;
INSERT INTO export_subject (export_id, subject) SELECT export_id, subject FROM export_subject_before
;;
DROP TABLE export_subject_before
;;
DROP TABLE export_before
;;
CREATE TRIGGER export_only_grows BEFORE INSERT ON export
WHEN EXISTS (SELECT 1 FROM export WHERE id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END
;;
CREATE TRIGGER export_changes_not BEFORE UPDATE ON export
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END
;;
CREATE TRIGGER export_stays BEFORE DELETE ON export
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END
;;
CREATE TRIGGER export_subject_only_grows BEFORE INSERT ON export_subject
WHEN EXISTS (SELECT 1 FROM export_subject WHERE subject = NEW.subject AND export_id = NEW.export_id)
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END
;;
CREATE TRIGGER export_subject_changes_not BEFORE UPDATE ON export_subject
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END
;;
CREATE TRIGGER export_subject_stays BEFORE DELETE ON export_subject
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END
