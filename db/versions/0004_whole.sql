CREATE TRIGGER change_proves_consent AFTER INSERT ON change
WHEN NEW.kind GLOB 'consent.*' AND NOT coalesce(
    json_valid(NEW.value)
    AND (NEW.kind = 'consent.expired' OR EXISTS (SELECT 1 FROM staff WHERE id = NEW.staff_id))
    AND coalesce(date(NEW.value ->> '$.until') = NEW.value ->> '$.until', NEW.kind <> 'consent.given')
    AND (NEW.value ->> '$.sha256' IS NOT NULL) + (NEW.value ->> '$.notice' IS NOT NULL)
        + (NEW.value ->> '$.notice_id' IS NOT NULL) + (NEW.value ->> '$.version' IS NOT NULL)
        + (NEW.value ->> '$.language' IS NOT NULL)
        IN (5, CASE WHEN NEW.kind IN ('consent.given', 'consent.deferred') THEN 5 ELSE 0 END)
    AND CASE
        WHEN NEW.kind IN ('consent.given', 'consent.deferred')
            THEN NEW.value ->> '$.method' IN ('spoken', 'screen', 'mail')
        WHEN NEW.kind IN ('consent.declined', 'consent.withdrawn')
            THEN NEW.value ->> '$.method' IN ('spoken', 'screen', 'mail', 'request')
        WHEN NEW.kind IN ('consent.roster_yes', 'consent.roster_no')
            THEN NEW.value ->> '$.method' = 'list' AND EXISTS (
                SELECT 1 FROM change WHERE seq = NEW.seq - 1 AND kind IN (
                    'roster.import', 'roster.rows', 'consent.roster_yes', 'consent.roster_no'
                ) AND at = NEW.at AND staff_id = NEW.staff_id
            )
        WHEN NEW.kind = 'consent.expired'
            THEN coalesce(NEW.value ->> '$.method' IN ('retention', 'list'), 0)
                OR NEW.value ->> '$.reason' IN ('wrong_key', 'wrong_person')
        WHEN NEW.kind = 'consent.mistake'
            THEN NEW.value ->> '$.reason' IN ('wrong_key', 'wrong_person')
    END,
0)
BEGIN
    SELECT raise(ABORT, 'consent: an event proves by whom it was heard, how, under which notice and until when');
END
;;
CREATE TRIGGER request_keeps_its_place BEFORE UPDATE ON request
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END
;;
CREATE TRIGGER lead_keeps_its_place BEFORE UPDATE ON lead
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'consent: a lead takes nobody else''s place');
END
;;
CREATE TRIGGER note_keeps_its_place BEFORE UPDATE ON note
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id
BEGIN
    SELECT raise(ABORT, 'consent: a note takes no other note''s place');
END
;;
CREATE TRIGGER interview_keeps_its_place BEFORE UPDATE ON interview
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id
BEGIN
    SELECT raise(ABORT, 'consent: an interview takes no other''s place');
END
;;
CREATE TRIGGER roster_entry_keeps_its_place BEFORE UPDATE ON roster_entry
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'consent: a row of the list takes no other''s place');
END
