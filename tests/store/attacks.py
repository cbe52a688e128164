"""What is done to a store past BoothApp, and what verify must say of it."""

import hashlib
from dataclasses import dataclass

from tests.store.tampering import forged_record


@dataclass(frozen=True)
class Busy:
    """Ids of what a busy day left behind."""

    lead: str
    """Amara's: by the list, with a note, a tag, an answer and an interview."""
    amara: str
    haruto: str
    """Gave recruiting contact and CV sharing."""
    ingrid: str
    """Declined."""
    file: str

    def named(self, statement: str) -> str:
        """The statement with these ids where it says {lead}, {amara} and so on."""
        for name, value in vars(self).items():
            statement = statement.replace(f"{{{name}}}", value)
        return statement


LEAD = (
    "INSERT INTO lead SELECT 'forged', '{ingrid}', NULL, 'Ingrid', '', '', '', '', '[]', '[]', "
    "'[]', 'form', NULL, NULL, 1, created_by, 1, seen_by, NULL, NULL, NULL, NULL, "
    "NULL, NULL, '' FROM lead LIMIT 1"
)
FILE = (
    "INSERT INTO attachment SELECT 'forged', '{lead}', 'cv_sharing', 'cv.pdf', media_type, "
    "sha256, added, added_by, content FROM attachment"
)
UUID = "01980000-0000-7000-8000-000000000000"
CV = b"%PDF-1.7 of somebody else"
PROOF = '{"method": "spoken", "name": "Haruto"}'

# What is done → what must be said, each once and nothing else.
ATTACKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a record changed": (
        ("UPDATE change SET staff_id = 'x' WHERE kind = 'note.add'",),
        (
            "Record .*note.add.* was changed after it was written",
            "The author of note .* differs from the log",
        ),
    ),
    "a record deleted": (
        ("DELETE FROM change WHERE kind = 'note.add'",),
        (
            "The log lacks what stood before record .*: 1 in number",
            "Record .* breaks its device's own count",
            "No record of the log tells of the note",
        ),
    ),
    "a value exchanged": (
        ("UPDATE change SET value = '\"Lies\"' WHERE kind = 'note.add'",),
        ("The value of record .*note.add.* was changed", "The text of note .* differs"),
    ),
    "a proof blanked": (
        ("UPDATE change SET value = NULL, salt = NULL WHERE kind = 'consent.declined'",),
        ("Record .*consent.declined.* lost its proof",),
    ),
    "a name in a proof, the whole chain made anew": (
        (f"UPDATE change SET value = '{PROOF}' WHERE kind = 'consent.declined'", "REWRITE"),
        ("Record .*consent.declined.* says what no proof may say",),
    ),
    "a proof under a notice that nobody was shown": (
        (
            "UPDATE change SET value = json_set(value, '$.version', 9) "
            "WHERE kind = 'consent.declined'",
            "REWRITE",
        ),
        ("Record .*consent.declined.* names a notice that was not kept",),
    ),
    "an event that there is not": (
        (
            "UPDATE change SET kind = 'consent.sure' WHERE kind = 'consent.declined'",
            "REWRITE",
        ),
        (
            "Record .*consent.sure.* is no consent event that there is",
            "The consent of person .* is “declined” in the store, and no record says so",
            "What record .* changed for person .* is kept otherwise",
        ),
    ),
    "the list made to speak for a CV": (
        (
            "UPDATE change SET kind = 'consent.roster_yes' WHERE field = 'cv_sharing' "
            "AND kind = 'consent.given'",
            "REWRITE",
        ),
        (
            "Record .* lets the organiser's list speak for more",
            "The consent of person .* to sharing a CV is “given” in the store, but “roster_yes”",
            "What record .* changed for person",
        ),
    ),
    "a state forged": (
        ("UPDATE consent_state SET state = 'given' WHERE subject = '{ingrid}'",),
        ("The consent of person .* is “given” in the store, but “declined” by the log",),
    ),
    "a state removed": (
        ("DELETE FROM consent_state WHERE subject = '{ingrid}'",),
        ("The consent of person .* is missing in the store: the log says “declined”",),
    ),
    "a state added": (
        ("INSERT INTO consent_state VALUES ('{ingrid}', 'marketing', 'given', NULL, 1, 2, 3)",),
        ("The consent of person .* to marketing is “given” in the store, and no record says so",),
    ),
    "a state dated back": (
        ("UPDATE consent_state SET since = 1 WHERE subject = '{ingrid}'",),
        ("The consent of person .* is dated otherwise than by record",),
    ),
    "an effect removed": (
        ("DELETE FROM consent_effect WHERE subject = '{ingrid}'",),
        ("What record .* changed for person .* is kept otherwise",),
    ),
    "an effect changed": (
        ("UPDATE consent_effect SET state_before = 'given' WHERE subject = '{ingrid}'",),
        ("What record .* changed for person .* is kept otherwise",),
    ),
    "a forged mistake of somebody else": (
        (
            forged_record(
                "consent.mistake", "{ingrid}", "recruiting_contact", {"reason": "wrong_key"}, "x"
            ),
            "REWRITE",
        ),
        (
            "Record .*consent.mistake.* is by somebody who never worked here",
            "Record .*consent.mistake.* could not follow from what person .* had said",
        ),
    ),
    "a scan removed": (
        ("DELETE FROM scan WHERE subject = '{amara}'",),
        ("The scan .* of record .*scan.add.* is gone",),
    ),
    "a scan added": (
        (
            "INSERT INTO scan SELECT 99, 'forged', at, day, subject, format, source, verdict, "
            "device_id, staff_id FROM scan LIMIT 1",
        ),
        ("No record of the log tells of scan forged",),
    ),
    "a scan changed": (
        ("UPDATE scan SET verdict = 'unknown', subject = NULL WHERE subject = '{amara}'",),
        ("The subject of scan .* differs from the log", "The verdict of scan .* differs"),
    ),
    "an export removed": (
        ("DELETE FROM export",),
        ("The export .* of record .*export.add.* is gone", "people are named for exports"),
    ),
    "an export added": (
        (
            "INSERT INTO export SELECT 'forged', at, staff_id, path, sha256, 0, 0, purpose, "
            "recipient, what, encrypted, preset FROM export",
        ),
        ("No record of the log tells of export forged",),
    ),
    "an export changed": (
        ("UPDATE export SET sha256 = 'x'",),
        ("The sha256 of export .* differs from the log",),
    ),
    "somebody taken off the recall list": (
        ("DELETE FROM export_subject WHERE subject = '{amara}'",),
        ("The export .* holds 2 people, but the ledger names 1 of them",),
    ),
    "a list changed": (
        ("UPDATE roster_import SET opted_in = 9",),
        ("The opted_in of roster_import .* differs from the log",),
    ),
    "a backup made up": (
        ("INSERT INTO backup VALUES ('forged', 1, 'x', 'p', 's', 1, 1, x'00')",),
        ("No record of the log tells of backup forged",),
    ),
    "a request made up": (
        (
            "INSERT INTO request SELECT 'forged', 'access', '2026-07-09', '2026-08-09', 'W', NULL, "
            "NULL, 1, id, NULL, NULL, NULL FROM staff LIMIT 1",
        ),
        ("No record of the log tells of request forged",),
    ),
    "an e-mail changed": (
        ("UPDATE lead SET email = 'x@x.example' WHERE id = '{lead}'",),
        ("The e-mail of lead .* differs from the log \\(record .*lead.add",),
    ),
    "a rating given": (
        ("UPDATE lead SET rating = 'cold' WHERE id = '{lead}'",),
        ("The rating of lead .* differs from the log",),
    ),
    "a role given": (
        ("UPDATE lead SET role_id = (SELECT id FROM role LIMIT 1) WHERE id = '{lead}'",),
        ("The role of lead .* differs from the log",),
    ),
    "a note changed": (
        ("UPDATE note SET text = 'Lies'",),
        ("The text of note .* differs from the log",),
    ),
    "a note added": (
        ("INSERT INTO note SELECT 'forged', lead_id, 'Lies', author_id, 1, NULL FROM note",),
        ("No record of the log tells of the note forged",),
    ),
    "a note removed": (
        ("DELETE FROM note",),
        ("The note .* of record .*note.add.* is gone, and no record says why",),
    ),
    "a tag exchanged": (
        ("UPDATE lead_tag SET tag = 'Vision'",),
        ("The tag of lead .* is gone", "No record of the log tells of the tag of lead"),
    ),
    "an answer changed": (
        ("UPDATE answer SET text = '2027'",),
        ("The text of answer of lead .* differs from the log",),
    ),
    "an interview moved": (
        ("UPDATE interview SET starts = starts - 1",),
        ("The starts of interview .* differs from the log",),
    ),
    "a lead of somebody who declined": (
        (LEAD,),
        ("The lead forged is held without a valid consent of person .* to recruiting contact",),
    ),
    "a note without a lead": (
        ("INSERT INTO note SELECT 'forged', 'nobody', 'x', author_id, 1, NULL FROM note",),
        ("1 rows of note belong to no lead",),
    ),
    "a CV without its consent": (
        (FILE,),
        (
            "The file forged is held without a valid consent of person .* to sharing a CV",
            "No record of the log tells of the file forged",
        ),
    ),
    "a CV exchanged": (
        ("UPDATE attachment SET content = x'00'",),
        ("The content of file .* was changed",),
    ),
    "details of the list for somebody who declined": (
        (
            "INSERT INTO roster_entry (subject, import_id, opted_in, name) "
            "SELECT '{ingrid}', id, 1, 'Ingrid' FROM roster_import",
        ),
        ("Details of the list are held without a valid consent of person",),
    ),
    "a note in the log on somebody who declined": (
        (forged_record("note.add", "{ingrid}", "text", "Ingrid said", entity=UUID), "REWRITE"),
        ("A value is still in record .*note.add.* without a valid consent",),
    ),
    "a held value blanked in the log": (
        ("UPDATE change SET value = NULL, salt = NULL WHERE kind = 'note.add'",),
        ("Record .*note.add.* was blanked while the note .* is held",),
    ),
    "a notice worded anew": (
        ("UPDATE notice SET body = json_set(body, '$.title', 'Nothing') WHERE language = 'de'",),
        ("The text of notice 1 \\(de\\) was changed after people were shown it",),
    ),
    "a cell of the table": (
        (
            "UPDATE consent_transition SET outcome = 'given' WHERE state = 'declined' "
            "AND event = 'roster_yes'",
        ),
        ("The consent table was changed where roster_yes follows declined",),
    ),
    "a trigger of one's own": (
        ("CREATE VIEW v AS SELECT 1",),
        ("BoothApp did not make the view v",),
    ),
    "what names nobody blanked, and then changed": (
        (
            "UPDATE change SET value = NULL, salt = NULL WHERE kind = 'export.add'",
            "UPDATE export SET recipient = 'Nobody', path = '/dev/null', sha256 = '00'",
        ),
        ("Record .*export.add.* was blanked, though it names nobody",),
    ),
    "somebody else on the recall list": (
        ("UPDATE export_subject SET subject = '{ingrid}' WHERE subject = '{amara}'",),
        ("The ledger does not name the people whom the export .* held when it left",),
    ),
    "a CV exchanged for another with its digest": (
        (
            f"UPDATE attachment SET content = x'{CV.hex()}', name = 'Ada Lovelace.pdf', "
            f"sha256 = '{hashlib.sha256(CV).hexdigest()}'",
        ),
        ("The name of file .* differs from the log", "The sha256 of file .* differs from the log"),
    ),
    "what a file was, left in the log": (
        (
            forged_record("attachment.add", "{amara}", "cv_sharing", {"sha256": "00"}, entity=UUID),
            "REWRITE",
        ),
        (
            "A value is still in record .*attachment.add.* to sharing a CV",
            "The file .* is gone, and no record says why",
        ),
    ),
    "the secret of the pseudonyms exchanged": (
        ("UPDATE secret SET value = zeroblob(32)",),
        ("The secret that pseudonyms are made with was exchanged",),
    ),
    "all ways to people deleted": (
        ("DELETE FROM identity",),
        ("What leads to people is not what the log knows: 0 hashes, and [1-9]",),
    ),
    "all ways to people cut": (
        ("UPDATE identity SET subject = NULL",),
        ("What leads to people is not what the log knows",),
    ),
    "a badge handed to somebody else": (
        ("UPDATE identity SET subject = '{ingrid}' WHERE subject = '{amara}' AND kind = 'id'",),
        ("What leads to people is not what the log knows",),
    ),
    "staff renamed": (
        ("UPDATE staff SET name = 'Mallory'",),
        ("The name of staff .* differs from the log \\(record .*staff.add",),
    ),
    "staff made up": (
        ("INSERT INTO staff VALUES ('x', 'Mallory', 1)",),
        ("No record of the log tells of the staff x",),
    ),
    "a room removed": (
        ("DELETE FROM room WHERE name = 'Hangang'",),
        ("The room .* of record .*room.add.* is gone",),
    ),
    "the booth's contact and term": (
        ("UPDATE booth SET retention_days = 99999, privacy_contact = 'evil@x.example'",),
        ("The privacy_contact of booth booth differs", "The retention_days of booth booth differs"),
    ),
    "the event's zone": (
        ("UPDATE event SET timezone = 'America/New_York'",),
        ("The timezone of event event differs from the log",),
    ),
    "a longer term for the list": (
        ("INSERT OR REPLACE INTO retention VALUES ('roster', 99999)",),
        ("No record of the log tells of the retention roster",),
    ),
    "a question worded anew": (
        ("UPDATE qualifier SET question = 'Salary' WHERE ordinal = 1",),
        ("The question of qualifier .* differs from the log",),
    ),
    "the supplied notice renamed": (
        ("UPDATE notice_kind SET name = 'Somewhere'",),
        ("The name of notice kind booth differs from the log",),
    ),
    "own words for a notice": (
        ("INSERT INTO notice_wording VALUES ('booth', 'en', '{}')",),
        ("No record of the log tells of the notice wording booth en",),
    ),
    "a notice made up": (
        (
            "INSERT INTO notice VALUES ('x', 99, 'en', '2020-01-01', '{}', "
            f"'{hashlib.sha256(b'{}').hexdigest()}', 'booth')",
        ),
        ("No record of the log tells of notice 99 \\(en\\)",),
    ),
    "a notice of another occasion": (
        ("UPDATE notice SET kind = 'other' WHERE language = 'de'",),
        ("What is kept of notice 1 \\(de\\) differs from the log",),
    ),
    "a request due later": (
        ("UPDATE request SET due = '2099-01-01' WHERE closed IS NULL",),
        ("The due of request .* differs from the log",),
    ),
    "a request closed": (
        (
            "UPDATE request SET closed = 1, closed_by = opened_by, outcome = 'done', who = NULL, "
            "subject = NULL, details = NULL WHERE closed IS NULL",
        ),
        ("By the log the request .* is open",),
    ),
    "another outcome of a request": (
        ("UPDATE request SET outcome = 'done' WHERE outcome = 'refused'",),
        ("By the log the request .* is closed, and not as it stands there",),
    ),
    "a request opened again": (
        (
            "UPDATE request SET closed = NULL, closed_by = NULL, outcome = NULL, who = 'Ada' "
            "WHERE outcome = 'refused'",
        ),
        ("By the log the request .* is closed, and not as it stands there",),
    ),
    "a person under a kind that there is not": (
        (forged_record("room.add2", "", "", {"name": "Ada Lovelace"}, entity=UUID), "REWRITE"),
        ("Record .*room.add2.* is none that the log knows",),
    ),
    "a person under a kind spelt otherwise": (
        (forged_record("Lead.add", "", "", {"name": "Ada Lovelace"}, entity=UUID), "REWRITE"),
        ("Record .*Lead.add.* is none that the log knows",),
    ),
    "a person in place of an id": (
        (forged_record("backup.restore", "", "", None, entity="Ada Lovelace"), "REWRITE"),
        ("Record .*backup.restore.* is none that the log knows",),
    ),
    "a person in place of a field": (
        (forged_record("backup.restore", "", "ada@x.example", None, entity=UUID), "REWRITE"),
        ("Record .*backup.restore.* is none that the log knows",),
    ),
    "a person in place of a pseudonym": (
        (forged_record("notice.given", "ada@x.example", "mail", None, entity=UUID), "REWRITE"),
        ("Record .*notice.given.* is none that the log knows",),
    ),
    "an event of another day": (
        ("UPDATE change SET day = '1999-01-01' WHERE kind = 'note.add'", "REWRITE"),
        ("The day of record .*note.add.* is not the day of its time at the event",),
    ),
    "an event by nobody": (
        ("UPDATE change SET staff_id = 'nobody' WHERE kind = 'note.add'", "REWRITE"),
        (
            "Record .*note.add.* is by somebody who never worked here",
            "The author of note .* differs from the log",
        ),
    ),
    "an event of another hour": (
        ("UPDATE change SET at = at + 3600000 WHERE kind = 'note.add'", "REWRITE"),
        (
            "Record .*note.add.* has a clock that its time does not give",
            "The time of writing of note .* differs from the log",
        ),
    ),
    "somebody else's details on the list": (
        ("UPDATE roster_entry SET name = 'Ingrid' WHERE subject = '{amara}'",),
        ("The details of the organiser's list on person .* differ from the log",),
    ),
    "details added to the list": (
        ("UPDATE roster_entry SET name = 'Ingrid' WHERE subject = '{haruto}'",),
        ("No record of the log tells of the details of the organiser's list on person",),
    ),
    "details taken off the list": (
        (
            "UPDATE roster_entry SET badge_id = NULL, name = NULL, email = NULL, salt = NULL, "
            "affiliation = NULL, attendee_type = NULL, career_stage = NULL, interests = NULL, "
            "links = NULL, busy = NULL, family_name = NULL WHERE subject = '{amara}'",
        ),
        ("Details of the organiser's list on person .* are gone",),
    ),
    "the list's salt exchanged": (
        ("UPDATE roster_entry SET salt = x'00' WHERE subject = '{amara}'",),
        ("The details of the organiser's list on person .* differ from the log",),
    ),
}
