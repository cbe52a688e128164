ALTER TABLE lead ADD COLUMN owner_id TEXT REFERENCES staff (id)
;;
ALTER TABLE lead ADD COLUMN next_step TEXT CHECK (next_step <> '')
;;
ALTER TABLE lead ADD COLUMN next_step_on TEXT CHECK (date(next_step_on) = next_step_on)
;;
ALTER TABLE lead ADD COLUMN graduates TEXT CHECK (graduates <> '')
;;
ALTER TABLE role ADD COLUMN link TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE qualifier ADD COLUMN kind TEXT NOT NULL DEFAULT 'choice' CHECK (
    kind IN ('text', 'choice', 'choices', 'number', 'date', 'yes_no')
)
;;
ALTER TABLE qualifier ADD COLUMN required INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE qualifier ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
;;
ALTER TABLE qualifier ADD COLUMN replaces TEXT REFERENCES qualifier (id)
;;
ALTER TABLE export ADD COLUMN preset TEXT NOT NULL DEFAULT ''
;;
CREATE INDEX scan_of_day ON scan (day, seq)
;;
CREATE INDEX change_lead_add ON change (subject, seq, entity) WHERE kind = 'lead.add'
;;
CREATE INDEX lead_made ON lead (created, rating, role_id, id)
;;
CREATE TABLE tag_style (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    colour TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE interest (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE lead_view (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    sort TEXT NOT NULL,
    descending INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE lead_apart (
    one_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE CHECK (other_id > one_id),
    PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX lead_apart_other ON lead_apart (other_id)
;;
CREATE INDEX lead_tag_name ON lead_tag (tag COLLATE NOCASE)
;;
CREATE TABLE same_person (
    subject TEXT PRIMARY KEY,
    main TEXT NOT NULL CHECK (main <> subject)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX same_person_main ON same_person (main)
;;
CREATE TRIGGER same_person_is_recorded BEFORE INSERT ON same_person
WHEN NOT EXISTS (
        SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
        AND kind = 'person.merge' AND subject = NEW.subject
    )
    OR EXISTS (
        SELECT 1 FROM same_person
        WHERE subject IN (NEW.subject, NEW.main) OR main = NEW.subject
    )
BEGIN
    SELECT raise(ABORT, 'identity: two badges are one person by a record of the log only');
END
;;
CREATE TRIGGER same_person_moves_by_record BEFORE UPDATE ON same_person
WHEN NEW.subject <> OLD.subject
    OR NOT EXISTS (
        SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
        AND kind = 'person.merge' AND subject = NEW.subject
    )
    OR EXISTS (SELECT 1 FROM same_person WHERE subject = NEW.main OR main = NEW.subject)
BEGIN
    SELECT raise(ABORT, 'identity: two badges are one person by a record of the log only');
END
;;
CREATE TRIGGER same_person_parts_by_record BEFORE DELETE ON same_person
WHEN NOT EXISTS (
    SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
    AND kind = 'person.part' AND subject = OLD.subject
)
BEGIN
    SELECT raise(ABORT, 'identity: two badges are one person by a record of the log only');
END
;;
CREATE TRIGGER lead_of_one_person BEFORE INSERT ON lead
WHEN EXISTS (SELECT 1 FROM same_person WHERE subject = NEW.subject)
BEGIN
    SELECT raise(ABORT, 'consent: this person is a lead under another badge');
END
;;
CREATE TABLE lead_index (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    lead_id TEXT NOT NULL UNIQUE REFERENCES lead (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    affiliation TEXT NOT NULL,
    rating INTEGER NOT NULL,
    purposes INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    role_id TEXT NOT NULL,
    role TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    made INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    seen INTEGER NOT NULL,
    days TEXT NOT NULL,
    meeting TEXT NOT NULL CHECK (meeting IN ('none', 'planned', 'done', 'no_show')),
    interview INTEGER,
    next_step INTEGER NOT NULL,
    next_step_on TEXT,
    graduates TEXT,
    words BLOB NOT NULL
) STRICT
;;
CREATE INDEX lead_index_name ON lead_index (name)
;;
CREATE INDEX lead_index_affiliation ON lead_index (affiliation)
;;
CREATE INDEX lead_index_rating ON lead_index (rating, seen)
;;
CREATE INDEX lead_index_seen ON lead_index (seen)
;;
CREATE INDEX lead_index_made ON lead_index (made)
;;
CREATE VIRTUAL TABLE lead_words USING fts5(
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '+#'"
)
;;
CREATE TABLE lead_stale (
    lead_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID
;;
CREATE TRIGGER lead_index_leaves_no_words AFTER DELETE ON lead_index
BEGIN
    DELETE FROM lead_words WHERE rowid = OLD.n;
END
;;
CREATE TRIGGER lead_leaves_the_index AFTER DELETE ON lead
BEGIN
    DELETE FROM lead_index WHERE lead_id = OLD.id;
    DELETE FROM lead_stale WHERE lead_id = OLD.id;
    DELETE FROM lead_apart WHERE OLD.id IN (one_id, other_id);
END
;;
CREATE TRIGGER lead_made_is_stale AFTER INSERT ON lead
BEGIN
    INSERT OR IGNORE INTO lead_stale VALUES (NEW.id);
END
;;
CREATE TRIGGER lead_set_is_stale AFTER UPDATE ON lead
BEGIN
    INSERT OR IGNORE INTO lead_stale VALUES (NEW.id);
END
;;
CREATE TRIGGER note_made_is_stale AFTER INSERT ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER note_set_is_stale AFTER UPDATE ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER note_gone_is_stale AFTER DELETE ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END
;;
CREATE TRIGGER answer_made_is_stale AFTER INSERT ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER answer_set_is_stale AFTER UPDATE ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER answer_gone_is_stale AFTER DELETE ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END
;;
CREATE TRIGGER lead_tag_made_is_stale AFTER INSERT ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER lead_tag_set_is_stale AFTER UPDATE ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER lead_tag_gone_is_stale AFTER DELETE ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END
;;
CREATE TRIGGER interview_made_is_stale AFTER INSERT ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER interview_set_is_stale AFTER UPDATE ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END
;;
CREATE TRIGGER interview_gone_is_stale AFTER DELETE ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END
;;
CREATE TRIGGER consent_set_is_stale AFTER UPDATE OF state ON consent_state
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = NEW.subject;
END
;;
CREATE TRIGGER role_set_is_stale AFTER UPDATE OF title ON role
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE role_id = NEW.id;
END
;;
CREATE TRIGGER staff_set_is_stale AFTER UPDATE OF name ON staff
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE owner_id = NEW.id;
END
;;
INSERT INTO lead_stale SELECT id FROM lead
;;
DROP TRIGGER change_is_known
;;
CREATE TRIGGER change_is_known BEFORE INSERT ON change
WHEN NOT coalesce(
    (NEW.subject IS NULL OR length(NEW.subject) = 64 AND NEW.subject NOT GLOB '*[^0-9a-f]*')
    AND CASE
        WHEN NEW.kind GLOB 'consent.*' OR NEW.kind IN ('person.erase', 'person.merge', 'person.part')
            THEN NEW.entity = NEW.subject
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
            'interests', 'links', 'busy', 'rating', 'role_id', 'need', 'queue', 'owner_id',
            'next_step', 'next_step_on', 'graduates'
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
            'scorecard.set', 'scorecard.remove', 'lead.apart', 'person.merge', 'person.part',
            'tag_style.add', 'tag_style.set', 'interest.add', 'interest.set', 'lead_view.add',
            'lead_view.set'
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
