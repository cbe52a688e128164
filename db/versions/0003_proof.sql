ALTER TABLE roster_entry ADD COLUMN salt BLOB
;;
UPDATE roster_entry SET salt = randomblob(16)
WHERE coalesce(badge_id, name, email, affiliation, attendee_type, career_stage, interests, links,
    busy) IS NOT NULL
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
        salt = NULL
    WHERE subject = NEW.subject;
    UPDATE change SET value = NULL, salt = NULL
    WHERE subject = NEW.subject AND value IS NOT NULL AND kind NOT GLOB 'consent.*';
END
;;
DROP TRIGGER consent_state_ends_cv
;;
CREATE TRIGGER consent_state_ends_cv AFTER UPDATE OF state ON consent_state
WHEN NEW.purpose = 'cv_sharing' AND NEW.state NOT IN ('roster_yes', 'given')
    AND OLD.state IN ('roster_yes', 'given')
BEGIN
    DELETE FROM attachment WHERE purpose = 'cv_sharing'
        AND lead_id IN (SELECT id FROM lead WHERE subject = NEW.subject);
    UPDATE change SET value = NULL, salt = NULL
    WHERE subject = NEW.subject AND value IS NOT NULL AND field = 'cv_sharing'
        AND kind GLOB 'attachment.*';
END
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
                    'lead', 'note', 'tag', 'answer', 'interview', 'attachment'
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
            'interests', 'links', 'busy', 'rating', 'role_id'
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
            'backup.restore', 'identity.set', 'store.proof'
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
CREATE TRIGGER change_keeps_days_only BEFORE INSERT ON change
WHEN NEW.kind = 'request.open' AND NEW.value NOT GLOB '{"due": "'
    || '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", "received": "'
    || '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"}'
BEGIN
    SELECT raise(ABORT, 'consent: the log says when a request is due, and nothing of the person');
END
;;
CREATE TRIGGER change_keeps_what_names_nobody BEFORE UPDATE ON change
WHEN OLD.subject IS NULL
BEGIN
    SELECT raise(ABORT, 'append-only: what names nobody is never blanked');
END
;;
CREATE TRIGGER secret_once BEFORE INSERT ON secret
WHEN EXISTS (SELECT 1 FROM secret WHERE name = NEW.name)
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END
;;
CREATE TRIGGER secret_changes_not BEFORE UPDATE ON secret
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END
;;
CREATE TRIGGER secret_stays BEFORE DELETE ON secret
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END
;;
CREATE TRIGGER identity_is_hashed BEFORE INSERT ON identity
WHEN length(NEW.key) <> 64 OR NEW.key GLOB '*[^0-9a-f]*'
    OR NEW.kind NOT IN ('id', 'email', 'url', 'payload')
    OR length(NEW.subject) <> 64 OR NEW.subject GLOB '*[^0-9a-f]*'
BEGIN
    SELECT raise(ABORT, 'identity: keyed hashes only');
END
;;
CREATE TRIGGER identity_stays BEFORE DELETE ON identity
WHEN OLD.subject IS NULL
    OR EXISTS (SELECT 1 FROM scan WHERE subject = OLD.subject)
    OR EXISTS (SELECT 1 FROM lead WHERE subject = OLD.subject)
    OR EXISTS (SELECT 1 FROM roster_entry WHERE subject = OLD.subject)
    OR EXISTS (
        SELECT 1 FROM consent_state AS s JOIN change AS c ON c.seq = s.since_seq
        WHERE s.subject = OLD.subject AND (
            s.state IN ('roster_yes', 'given')
            OR s.state IN ('declined', 'withdrawn') AND c.kind <> 'consent.roster_no'
        )
    )
BEGIN
    SELECT raise(ABORT, 'identity: what leads to a person stays as long as anything is known of them');
END
;;
DROP TRIGGER request_closed_stays
;;
CREATE TRIGGER request_closed_stays BEFORE UPDATE ON request
WHEN OLD.closed IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
    OR NEW.received <> OLD.received OR NEW.due <> OLD.due
    OR NEW.opened <> OLD.opened OR NEW.opened_by <> OLD.opened_by
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END
;;
CREATE TRIGGER request_closes_by_record BEFORE UPDATE ON request
WHEN OLD.closed IS NULL AND NEW.closed IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
    AND kind = 'request.close' AND entity = NEW.id AND field = NEW.outcome
    AND at = NEW.closed AND staff_id = NEW.closed_by
)
BEGIN
    SELECT raise(ABORT, 'append-only: a request is closed by a record of the log only');
END
