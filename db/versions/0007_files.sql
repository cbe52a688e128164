CREATE TABLE export_subject_before AS SELECT * FROM export_subject
;;
DROP TABLE export_subject
;;
CREATE TABLE export_subject (
    export_id TEXT NOT NULL REFERENCES export (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (export_id, subject)
) STRICT, WITHOUT ROWID
;;
INSERT INTO export_subject SELECT export_id, subject FROM export_subject_before
ORDER BY export_id, subject
;;
DROP TABLE export_subject_before
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
;;
CREATE TRIGGER same_person_made_is_stale AFTER INSERT ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = NEW.main;
END
;;
CREATE TRIGGER same_person_set_is_stale AFTER UPDATE ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject IN (OLD.main, NEW.main);
END
;;
CREATE TRIGGER same_person_gone_is_stale AFTER DELETE ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = OLD.main;
END
