ALTER TABLE lead ADD COLUMN family_name TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE roster_entry ADD COLUMN family_name TEXT
;;
ALTER TABLE roster_import ADD COLUMN signed_by TEXT NOT NULL DEFAULT ''
;;
CREATE TABLE badge_pattern (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    pattern TEXT NOT NULL CHECK (pattern <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE organiser_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 44),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE roster_mapping (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    headers TEXT NOT NULL CHECK (json_valid(headers)),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT
;;
CREATE TABLE staff_badge (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id),
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID
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
            'next_step', 'next_step_on', 'graduates', 'family_name'
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
            'lead_view.set', 'badge_pattern.add', 'badge_pattern.set', 'organiser_key.add',
            'organiser_key.set', 'roster_mapping.add', 'roster_mapping.set',
            'staff_badge.set', 'staff_badge.remove'
        )
    END,
0)
BEGIN
    SELECT raise(ABORT, 'append-only: the log knows no such record');
END
;;
DROP TRIGGER consent_state_ends_grant
;;
CREATE TRIGGER consent_state_ends_grant AFTER UPDATE OF state ON consent_state
WHEN NEW.purpose = 'recruiting_contact' AND NEW.state NOT IN ('roster_yes', 'given')
    AND OLD.state IN ('roster_yes', 'given')
BEGIN
    DELETE FROM lead WHERE subject = NEW.subject;
    UPDATE roster_entry SET badge_id = NULL, name = NULL, email = NULL, affiliation = NULL,
        attendee_type = NULL, career_stage = NULL, interests = NULL, links = NULL, busy = NULL,
        family_name = NULL, salt = NULL
    WHERE subject = NEW.subject;
    UPDATE change SET value = NULL, salt = NULL
    WHERE subject = NEW.subject AND value IS NOT NULL AND kind NOT GLOB 'consent.*';
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
DROP TRIGGER roster_entry_keeps_consent
;;
CREATE TRIGGER roster_entry_keeps_consent BEFORE UPDATE ON roster_entry
WHEN NEW.subject <> OLD.subject
    OR (coalesce(NEW.badge_id, NEW.name, NEW.email, NEW.affiliation, NEW.attendee_type,
        NEW.career_stage, NEW.interests, NEW.links, NEW.busy, NEW.family_name) IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject
        AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
    )
BEGIN
    SELECT raise(ABORT, 'consent: only opted-in people keep details in the roster');
END
;;
DROP TRIGGER roster_entry_needs_consent
;;
CREATE TRIGGER roster_entry_needs_consent BEFORE INSERT ON roster_entry
WHEN (coalesce(NEW.badge_id, NEW.name, NEW.email, NEW.affiliation, NEW.attendee_type,
        NEW.career_stage, NEW.interests, NEW.links, NEW.busy, NEW.family_name) IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject
        AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
    )
BEGIN
    SELECT raise(ABORT, 'consent: only opted-in people keep details in the roster');
END
