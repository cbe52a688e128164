CREATE INDEX attachment_of_lead ON attachment (lead_id, added);

CREATE INDEX change_lead_add ON change (subject, seq, entity) WHERE kind = 'lead.add';

CREATE INDEX change_notice_given ON change (subject) WHERE kind = 'notice.given';

CREATE INDEX change_of_consent ON change (seq) WHERE kind GLOB 'consent.*';

CREATE INDEX change_of_entity ON change (entity, seq);

CREATE INDEX change_of_subject ON change (subject, seq) WHERE subject IS NOT NULL;

CREATE INDEX consent_effect_of_subject ON consent_effect (subject, purpose, seq);

CREATE INDEX interview_by_time ON interview (starts);

CREATE INDEX interview_in_room ON interview (room_id, starts);

CREATE INDEX interview_of_lead ON interview (lead_id, starts);

CREATE INDEX lead_apart_other ON lead_apart (other_id);

CREATE INDEX lead_badge ON lead (badge_id) WHERE badge_id IS NOT NULL;

CREATE INDEX lead_email ON lead (email COLLATE NOCASE);

CREATE INDEX lead_index_affiliation ON lead_index (affiliation);

CREATE INDEX lead_index_made ON lead_index (made);

CREATE INDEX lead_index_name ON lead_index (name);

CREATE INDEX lead_index_rating ON lead_index (rating, seen);

CREATE INDEX lead_index_seen ON lead_index (seen);

CREATE INDEX lead_made ON lead (created, rating, role_id, id);

CREATE INDEX lead_seen ON lead (seen);

CREATE INDEX lead_tag_name ON lead_tag (tag COLLATE NOCASE);

CREATE INDEX note_of_lead ON note (lead_id, written);

CREATE INDEX same_person_main ON same_person (main);

CREATE INDEX scan_of_day ON scan (day, seq);

CREATE INDEX scan_of_subject ON scan (subject, seq) WHERE subject IS NOT NULL;

CREATE INDEX scorecard_of_lead ON scorecard (lead_id);

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE answer (
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    qualifier_id TEXT NOT NULL REFERENCES qualifier (id),
    text TEXT NOT NULL,
    PRIMARY KEY (lead_id, qualifier_id)
) STRICT, WITHOUT ROWID;

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
) STRICT;

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
) STRICT;

CREATE TABLE backup (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE badge_pattern (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    pattern TEXT NOT NULL CHECK (pattern <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE booth (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sponsor TEXT NOT NULL CHECK (sponsor <> ''),
    booth TEXT NOT NULL,
    privacy_contact TEXT NOT NULL,
    retention_days INTEGER NOT NULL CHECK (retention_days > 0)
, organizer TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device_id TEXT NOT NULL,
    device_seq INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    field TEXT NOT NULL,
    subject TEXT,
    value TEXT,
    salt BLOB,
    digest BLOB,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    UNIQUE (device_id, device_seq),
    CHECK ((value IS NULL) = (salt IS NULL))
) STRICT;

CREATE TABLE consent_effect (
    seq INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    event TEXT NOT NULL,
    state_before TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    day TEXT NOT NULL,
    undone_by INTEGER
) STRICT;

CREATE TABLE consent_state (
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('recruiting_contact', 'cv_sharing', 'marketing')),
    state TEXT NOT NULL,
    roster TEXT CHECK (roster IN ('roster_yes', 'roster_no')),
    since INTEGER NOT NULL,
    since_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (subject, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_transition (
    state TEXT NOT NULL,
    event TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (state, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL UNIQUE CHECK (title <> ''),
    hint TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL CHECK (name <> ''),
    timezone TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (last_day >= first_day)
) STRICT;

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
, preset TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE export_subject (
    export_id TEXT NOT NULL REFERENCES export (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (export_id, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE interest (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

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
) STRICT;

CREATE TABLE interviewer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1
, email TEXT NOT NULL DEFAULT '', skills TEXT NOT NULL DEFAULT '[]', languages TEXT NOT NULL DEFAULT '[]', day_minutes INTEGER CHECK (day_minutes > 0), row_minutes INTEGER CHECK (row_minutes > 0), gap_minutes INTEGER NOT NULL DEFAULT 0 CHECK (gap_minutes >= 0), staff_id TEXT REFERENCES staff (id)) STRICT;

CREATE TABLE lead (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    badge_id TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    affiliation TEXT NOT NULL,
    attendee_type TEXT NOT NULL,
    career_stage TEXT NOT NULL,
    interests TEXT NOT NULL,
    links TEXT NOT NULL,
    busy TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('roster', 'badge', 'form')),
    rating TEXT CHECK (rating IN ('cold', 'warm', 'hot')),
    role_id TEXT REFERENCES role (id),
    created INTEGER NOT NULL,
    created_by TEXT NOT NULL REFERENCES staff (id),
    seen INTEGER NOT NULL,
    seen_by TEXT NOT NULL REFERENCES staff (id)
, need TEXT, queue TEXT, owner_id TEXT REFERENCES staff (id), next_step TEXT CHECK (next_step <> ''), next_step_on TEXT CHECK (date(next_step_on) = next_step_on), graduates TEXT CHECK (graduates <> ''), family_name TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE lead_apart (
    one_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE CHECK (other_id > one_id),
    PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID;

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
) STRICT;

CREATE TABLE lead_stale (
    lead_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_tag (
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    tag TEXT NOT NULL CHECK (tag <> ''),
    PRIMARY KEY (lead_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_view (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    sort TEXT NOT NULL,
    descending INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE VIRTUAL TABLE lead_words USING fts5(
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '+#'"
);

CREATE TABLE 'lead_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'lead_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'lead_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'lead_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    id TEXT PRIMARY KEY,
    lead_id TEXT NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    author_id TEXT NOT NULL REFERENCES staff (id),
    written INTEGER NOT NULL,
    changed INTEGER
) STRICT;

CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    language TEXT NOT NULL,
    day TEXT NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT 'booth',
    UNIQUE (version, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_kind (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE notice_wording (
    kind_id TEXT NOT NULL REFERENCES notice_kind (id),
    language TEXT NOT NULL,
    words TEXT NOT NULL CHECK (json_valid(words)),
    PRIMARY KEY (kind_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE organiser_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 44),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE preference (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE qualifier (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL CHECK (question <> ''),
    choices TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
, kind TEXT NOT NULL DEFAULT 'choice' CHECK (
    kind IN ('text', 'choice', 'choices', 'number', 'date', 'yes_no')
), required INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0), replaces TEXT REFERENCES qualifier (id)) STRICT;

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
) STRICT;

CREATE TABLE retention (
    what TEXT PRIMARY KEY CHECK (what IN ('cv_sharing', 'marketing', 'roster')),
    days INTEGER NOT NULL CHECK (days > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL UNIQUE CHECK (title <> ''),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
, need TEXT, link TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE room (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    seats INTEGER NOT NULL CHECK (seats > 0),
    opens TEXT NOT NULL,
    closes TEXT NOT NULL CHECK (closes > opens),
    slot_minutes INTEGER NOT NULL CHECK (slot_minutes BETWEEN 5 AND 480),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
, kind TEXT NOT NULL DEFAULT '', buffer_minutes INTEGER NOT NULL DEFAULT 0 CHECK (buffer_minutes >= 0)) STRICT;

CREATE TABLE roster_entry (
    subject TEXT PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES roster_import (id),
    opted_in INTEGER NOT NULL,
    badge_id TEXT,
    name TEXT,
    email TEXT,
    affiliation TEXT,
    attendee_type TEXT,
    career_stage TEXT,
    interests TEXT,
    links TEXT,
    busy TEXT
, salt BLOB, family_name TEXT) STRICT;

CREATE TABLE roster_import (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    opted_in INTEGER NOT NULL,
    opted_out INTEGER NOT NULL,
    refused INTEGER NOT NULL
, signed_by TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE roster_mapping (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    headers TEXT NOT NULL CHECK (json_valid(headers)),
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE same_person (
    subject TEXT PRIMARY KEY,
    main TEXT NOT NULL CHECK (main <> subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    subject TEXT,
    format TEXT NOT NULL,
    source TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (
        verdict IN ('may_share', 'ask', 'declined', 'already_lead', 'unknown', 'unreadable')
    ),
    device_id TEXT NOT NULL,
    staff_id TEXT NOT NULL
) STRICT;

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
) STRICT;

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE staff_badge (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id),
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_pin (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id),
    phc TEXT NOT NULL CHECK (phc GLOB '$argon2id$*'),
    failures INTEGER NOT NULL DEFAULT 0,
    blocked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE tag_style (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    colour TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER answer_gone_is_stale AFTER DELETE ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END;

CREATE TRIGGER answer_made_is_stale AFTER INSERT ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER answer_needs_lead BEFORE INSERT ON answer
WHEN NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no answer without a lead');
END;

CREATE TRIGGER answer_set_is_stale AFTER UPDATE ON answer
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER answer_stays_with_lead BEFORE UPDATE ON answer
WHEN NEW.lead_id <> OLD.lead_id OR NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no answer without a lead');
END;

CREATE TRIGGER attachment_changes_not BEFORE UPDATE ON attachment
BEGIN
    SELECT raise(ABORT, 'consent: a file is added or removed, never changed');
END;

CREATE TRIGGER attachment_needs_consent BEFORE INSERT ON attachment
WHEN NOT EXISTS (
    SELECT 1 FROM lead JOIN consent_state ON consent_state.subject = lead.subject
        AND consent_state.purpose = NEW.purpose
        AND consent_state.state IN ('roster_yes', 'given')
    WHERE lead.id = NEW.lead_id
)
BEGIN
    SELECT raise(ABORT, 'consent: no file without a valid grant for its purpose');
END;

CREATE TRIGGER attachment_replaces_none BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'consent: a file takes no other file''s place');
END;

CREATE TRIGGER backup_changes_not BEFORE UPDATE ON backup
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END;

CREATE TRIGGER backup_only_grows BEFORE INSERT ON backup
WHEN EXISTS (SELECT 1 FROM backup WHERE id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END;

CREATE TRIGGER backup_stays BEFORE DELETE ON backup
BEGIN
    SELECT raise(ABORT, 'append-only: backup');
END;

CREATE TRIGGER change_folds_consent AFTER INSERT ON change
WHEN NEW.kind GLOB 'consent.*' AND NEW.kind <> 'consent.mistake'
BEGIN
    SELECT raise(ABORT, 'consent: an event names a person') WHERE NEW.subject IS NULL;
    SELECT raise(ABORT, 'consent: the organiser''s list speaks for recruiting contact only')
    WHERE NEW.kind IN ('consent.roster_yes', 'consent.roster_no')
        AND NEW.field <> 'recruiting_contact';
    INSERT INTO consent_state (subject, purpose, state, roster, since, since_seq, seq)
    SELECT NEW.subject, NEW.field, 'unknown', NULL, NEW.at, NEW.seq, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject AND purpose = NEW.field
    );
    SELECT raise(ABORT, 'consent: refused in this state')
    WHERE coalesce((
        SELECT t.outcome FROM consent_state AS s
        JOIN consent_transition AS t ON t.state = s.state AND t.event = substr(NEW.kind, 9)
        WHERE s.subject = NEW.subject AND s.purpose = NEW.field
    ), 'refuse') IN ('refuse', 'before');
    INSERT INTO consent_effect (seq, subject, purpose, event, state_before, staff_id, day)
    SELECT NEW.seq, NEW.subject, NEW.field, t.event, s.state, NEW.staff_id, NEW.day
    FROM consent_state AS s
    JOIN consent_transition AS t ON t.state = s.state AND t.event = substr(NEW.kind, 9)
    WHERE s.subject = NEW.subject AND s.purpose = NEW.field AND t.outcome <> 'keep';
    UPDATE consent_state SET
        seq = NEW.seq,
        roster = CASE WHEN NEW.kind GLOB 'consent.roster_*' THEN substr(NEW.kind, 9) ELSE roster END,
        since = CASE WHEN EXISTS (SELECT 1 FROM consent_effect WHERE seq = NEW.seq)
            THEN NEW.at ELSE since END,
        since_seq = CASE WHEN EXISTS (SELECT 1 FROM consent_effect WHERE seq = NEW.seq)
            THEN NEW.seq ELSE since_seq END,
        state = (
            SELECT CASE t.outcome WHEN 'keep' THEN consent_state.state ELSE t.outcome END
            FROM consent_transition AS t
            WHERE t.state = consent_state.state AND t.event = substr(NEW.kind, 9)
        )
    WHERE subject = NEW.subject AND purpose = NEW.field;
END;

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
END;

CREATE TRIGGER change_keeps_days_only BEFORE INSERT ON change
WHEN NEW.kind = 'request.open' AND NEW.value NOT GLOB '{"due": "'
    || '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", "received": "'
    || '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"}'
BEGIN
    SELECT raise(ABORT, 'consent: the log says when a request is due, and nothing of the person');
END;

CREATE TRIGGER change_keeps_proof BEFORE UPDATE ON change
WHEN OLD.kind GLOB 'consent.*'
BEGIN
    SELECT raise(ABORT, 'append-only: the proof of a consent stays');
END;

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
END;

CREATE TRIGGER change_keeps_proof_short BEFORE INSERT ON change
WHEN NEW.kind GLOB 'consent.*' AND NEW.value IS NOT NULL
    AND (NOT json_valid(NEW.value) OR json_type(NEW.value) <> 'object')
BEGIN
    SELECT raise(ABORT, 'consent: an event says how and under which notice, and nothing of the person');
END;

CREATE TRIGGER change_keeps_what_names_nobody BEFORE UPDATE ON change
WHEN OLD.subject IS NULL
BEGIN
    SELECT raise(ABORT, 'append-only: what names nobody is never blanked');
END;

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
END;

CREATE TRIGGER change_only_blanked BEFORE UPDATE ON change
WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
    OR NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.device_id IS NOT OLD.device_id
    OR NEW.device_seq IS NOT OLD.device_seq OR NEW.staff_id IS NOT OLD.staff_id
    OR NEW.at IS NOT OLD.at OR NEW.day IS NOT OLD.day OR NEW.hlc IS NOT OLD.hlc
    OR NEW.kind IS NOT OLD.kind OR NEW.entity IS NOT OLD.entity OR NEW.field IS NOT OLD.field
    OR NEW.subject IS NOT OLD.subject OR NEW.digest IS NOT OLD.digest
    OR NEW.prev IS NOT OLD.prev OR NEW.hash IS NOT OLD.hash
BEGIN
    SELECT raise(ABORT, 'append-only: a change can only be blanked');
END;

CREATE TRIGGER change_only_grows BEFORE INSERT ON change
WHEN EXISTS (
        SELECT 1 FROM change WHERE seq >= NEW.seq OR id = NEW.id OR hash = NEW.hash
        OR (device_id = NEW.device_id AND device_seq = NEW.device_seq)
    )
    OR NEW.prev <> coalesce((SELECT hash FROM change ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
    SELECT raise(ABORT, 'append-only: change continues the chain at its end');
END;

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
END;

CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN
    SELECT raise(ABORT, 'append-only: change');
END;

CREATE TRIGGER change_takes_back_consent AFTER INSERT ON change
WHEN NEW.kind = 'consent.mistake'
BEGIN
    SELECT raise(ABORT, 'consent: a mistake is refused in this state')
    WHERE coalesce((
        SELECT t.outcome FROM consent_state AS s
        JOIN consent_transition AS t ON t.state = s.state AND t.event = 'mistake'
        WHERE s.subject = NEW.subject AND s.purpose = NEW.field
    ), 'refuse') <> 'before';
    SELECT raise(ABORT, 'consent: only the same person takes it back on the same day')
    WHERE NOT EXISTS (
        SELECT 1 FROM consent_effect AS e
        WHERE e.seq = (
            SELECT max(seq) FROM consent_effect
            WHERE subject = NEW.subject AND purpose = NEW.field AND undone_by IS NULL
        )
        AND e.staff_id = NEW.staff_id AND e.day = NEW.day
        AND e.event NOT IN ('roster_yes', 'roster_no', 'expired')
    );
    UPDATE consent_effect SET undone_by = NEW.seq
    WHERE seq = (
        SELECT max(seq) FROM consent_effect
        WHERE subject = NEW.subject AND purpose = NEW.field AND undone_by IS NULL
    );
    UPDATE consent_state SET
        seq = NEW.seq,
        since = NEW.at,
        since_seq = NEW.seq,
        state = (
            SELECT CASE WHEN t.outcome IS NULL OR t.outcome = 'keep'
                THEN e.state_before ELSE t.outcome END
            FROM consent_effect AS e
            LEFT JOIN consent_transition AS t
                ON t.state = e.state_before AND t.event = consent_state.roster
            WHERE e.undone_by = NEW.seq
        )
    WHERE subject = NEW.subject AND purpose = NEW.field;
END;

CREATE TRIGGER consent_effect_follows_events BEFORE INSERT ON consent_effect
WHEN NEW.undone_by IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM change
        WHERE seq = NEW.seq AND seq = (SELECT max(seq) FROM change)
        AND subject = NEW.subject AND field = NEW.purpose AND kind = 'consent.' || NEW.event
    )
    OR NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject AND purpose = NEW.purpose
        AND state = NEW.state_before AND seq < NEW.seq
    )
    OR EXISTS (SELECT 1 FROM consent_effect WHERE seq = NEW.seq)
BEGIN
    SELECT raise(ABORT, 'append-only: consent_effect');
END;

CREATE TRIGGER consent_effect_only_undone BEFORE UPDATE ON consent_effect
WHEN OLD.undone_by IS NOT NULL OR NEW.undone_by IS NULL
    OR NEW.seq <> OLD.seq OR NEW.subject <> OLD.subject OR NEW.purpose <> OLD.purpose
    OR NEW.event <> OLD.event OR NEW.state_before <> OLD.state_before
    OR NEW.staff_id <> OLD.staff_id OR NEW.day <> OLD.day
    OR NOT EXISTS (
        SELECT 1 FROM change
        WHERE seq = NEW.undone_by AND kind = 'consent.mistake'
        AND subject = NEW.subject AND field = NEW.purpose
    )
    OR EXISTS (SELECT 1 FROM consent_effect WHERE undone_by = NEW.undone_by)
BEGIN
    SELECT raise(ABORT, 'append-only: consent_effect');
END;

CREATE TRIGGER consent_effect_stays BEFORE DELETE ON consent_effect
BEGIN
    SELECT raise(ABORT, 'append-only: consent_effect');
END;

CREATE TRIGGER consent_set_is_stale AFTER UPDATE OF state ON consent_state
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = NEW.subject;
END;

CREATE TRIGGER consent_state_ends_cv AFTER UPDATE OF state ON consent_state
WHEN NEW.purpose = 'cv_sharing' AND NEW.state NOT IN ('roster_yes', 'given')
    AND OLD.state IN ('roster_yes', 'given')
BEGIN
    DELETE FROM attachment WHERE purpose = 'cv_sharing'
        AND lead_id IN (SELECT id FROM lead WHERE subject = NEW.subject);
    UPDATE change SET value = NULL, salt = NULL
    WHERE subject = NEW.subject AND value IS NOT NULL AND field = 'cv_sharing'
        AND kind GLOB 'attachment.*';
END;

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
END;

CREATE TRIGGER consent_state_follows_events BEFORE UPDATE ON consent_state
WHEN NEW.subject <> OLD.subject OR NEW.purpose <> OLD.purpose OR NEW.seq <= OLD.seq
    OR NOT EXISTS (
        SELECT 1 FROM change
        WHERE seq = NEW.seq AND seq = (SELECT max(seq) FROM change)
        AND subject = NEW.subject AND field = NEW.purpose AND kind GLOB 'consent.*'
    )
BEGIN
    SELECT raise(ABORT, 'consent: a state follows from events only');
END;

CREATE TRIGGER consent_state_starts_unknown BEFORE INSERT ON consent_state
WHEN NEW.state <> 'unknown' OR NEW.seq <> 0 OR NEW.roster IS NOT NULL
    OR EXISTS (SELECT 1 FROM consent_state WHERE subject = NEW.subject AND purpose = NEW.purpose)
BEGIN
    SELECT raise(ABORT, 'consent: a state follows from events only');
END;

CREATE TRIGGER consent_state_stays BEFORE DELETE ON consent_state
BEGIN
    SELECT raise(ABORT, 'consent: a state follows from events only');
END;

CREATE TRIGGER consent_transition_changes_not BEFORE UPDATE ON consent_transition
BEGIN
    SELECT raise(ABORT, 'consent: the table is fixed');
END;

CREATE TRIGGER consent_transition_grows_not BEFORE INSERT ON consent_transition
BEGIN
    SELECT raise(ABORT, 'consent: the table is fixed');
END;

CREATE TRIGGER consent_transition_stays BEFORE DELETE ON consent_transition
BEGIN
    SELECT raise(ABORT, 'consent: the table is fixed');
END;

CREATE TRIGGER export_changes_not BEFORE UPDATE ON export
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END;

CREATE TRIGGER export_only_grows BEFORE INSERT ON export
WHEN EXISTS (SELECT 1 FROM export WHERE id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END;

CREATE TRIGGER export_stays BEFORE DELETE ON export
BEGIN
    SELECT raise(ABORT, 'append-only: export');
END;

CREATE TRIGGER export_subject_changes_not BEFORE UPDATE ON export_subject
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END;

CREATE TRIGGER export_subject_only_grows BEFORE INSERT ON export_subject
WHEN EXISTS (SELECT 1 FROM export_subject WHERE subject = NEW.subject AND export_id = NEW.export_id)
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END;

CREATE TRIGGER export_subject_stays BEFORE DELETE ON export_subject
BEGIN
    SELECT raise(ABORT, 'append-only: export_subject');
END;

CREATE TRIGGER identity_is_hashed BEFORE INSERT ON identity
WHEN length(NEW.key) <> 64 OR NEW.key GLOB '*[^0-9a-f]*'
    OR NEW.kind NOT IN ('id', 'email', 'url', 'payload')
    OR length(NEW.subject) <> 64 OR NEW.subject GLOB '*[^0-9a-f]*'
BEGIN
    SELECT raise(ABORT, 'identity: keyed hashes only');
END;

CREATE TRIGGER identity_only_shared BEFORE UPDATE ON identity
WHEN NEW.subject IS NOT NULL OR NEW.key IS NOT OLD.key OR NEW.kind IS NOT OLD.kind
BEGIN
    SELECT raise(ABORT, 'identity: a badge is not handed to somebody else');
END;

CREATE TRIGGER identity_stands BEFORE INSERT ON identity
WHEN EXISTS (SELECT 1 FROM identity WHERE key = NEW.key)
BEGIN
    SELECT raise(IGNORE);
END;

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
END;

CREATE TRIGGER interview_gone_is_stale AFTER DELETE ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END;

CREATE TRIGGER interview_keeps_its_place BEFORE UPDATE ON interview
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id
BEGIN
    SELECT raise(ABORT, 'consent: an interview takes no other''s place');
END;

CREATE TRIGGER interview_keeps_panel BEFORE UPDATE OF panel ON interview
BEGIN
    SELECT raise(ABORT, 'panel: a list of interviewers, each once') WHERE NOT coalesce(
        json_valid(NEW.panel) AND json_type(NEW.panel) = 'array' AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.panel) AS seat
            WHERE seat.type <> 'text' OR seat.value NOT IN (SELECT id FROM interviewer)
        ) AND (SELECT count(*) = count(DISTINCT value) FROM json_each(NEW.panel)),
    0);
END;

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
END;

CREATE TRIGGER interview_leaves_nothing BEFORE DELETE ON interview
BEGIN
    DELETE FROM scorecard WHERE interview_id = OLD.id;
END;

CREATE TRIGGER interview_made_is_stale AFTER INSERT ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER interview_needs_panel BEFORE INSERT ON interview
BEGIN
    SELECT raise(ABORT, 'panel: a list of interviewers, each once') WHERE NOT coalesce(
        json_valid(NEW.panel) AND json_type(NEW.panel) = 'array' AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.panel) AS seat
            WHERE seat.type <> 'text' OR seat.value NOT IN (SELECT id FROM interviewer)
        ) AND (SELECT count(*) = count(DISTINCT value) FROM json_each(NEW.panel)),
    0);
END;

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
END;

CREATE TRIGGER interview_replaces_none BEFORE INSERT ON interview
WHEN EXISTS (SELECT 1 FROM interview WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'consent: an interview takes no other''s place');
END;

CREATE TRIGGER interview_set_is_stale AFTER UPDATE ON interview
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER lead_index_leaves_no_words AFTER DELETE ON lead_index
BEGIN
    DELETE FROM lead_words WHERE rowid = OLD.n;
END;

CREATE TRIGGER lead_keeps_consent BEFORE UPDATE ON lead
WHEN NEW.subject <> OLD.subject OR NEW.id <> OLD.id OR NOT EXISTS (
    SELECT 1 FROM consent_state WHERE subject = NEW.subject
    AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
)
BEGIN
    SELECT raise(ABORT, 'consent: no lead without a valid grant');
END;

CREATE TRIGGER lead_keeps_its_place BEFORE UPDATE ON lead
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'consent: a lead takes nobody else''s place');
END;

CREATE TRIGGER lead_leaves_nothing BEFORE DELETE ON lead
BEGIN
    DELETE FROM attachment WHERE lead_id = OLD.id;
    DELETE FROM note WHERE lead_id = OLD.id;
    DELETE FROM answer WHERE lead_id = OLD.id;
    DELETE FROM lead_tag WHERE lead_id = OLD.id;
    DELETE FROM scorecard WHERE lead_id = OLD.id;
    DELETE FROM interview WHERE lead_id = OLD.id;
END;

CREATE TRIGGER lead_leaves_the_index AFTER DELETE ON lead
BEGIN
    DELETE FROM lead_index WHERE lead_id = OLD.id;
    DELETE FROM lead_stale WHERE lead_id = OLD.id;
    DELETE FROM lead_apart WHERE OLD.id IN (one_id, other_id);
END;

CREATE TRIGGER lead_made_is_stale AFTER INSERT ON lead
BEGIN
    INSERT OR IGNORE INTO lead_stale VALUES (NEW.id);
END;

CREATE TRIGGER lead_needs_consent BEFORE INSERT ON lead
WHEN NOT EXISTS (
    SELECT 1 FROM consent_state WHERE subject = NEW.subject
    AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
)
BEGIN
    SELECT raise(ABORT, 'consent: no lead without a valid grant');
END;

CREATE TRIGGER lead_of_one_person BEFORE INSERT ON lead
WHEN EXISTS (SELECT 1 FROM same_person WHERE subject = NEW.subject)
BEGIN
    SELECT raise(ABORT, 'consent: this person is a lead under another badge');
END;

CREATE TRIGGER lead_replaces_none BEFORE INSERT ON lead
WHEN EXISTS (
    SELECT 1 FROM lead WHERE id = NEW.id OR subject = NEW.subject OR rowid = NEW.rowid
)
BEGIN
    SELECT raise(ABORT, 'consent: a lead takes nobody else''s place');
END;

CREATE TRIGGER lead_set_is_stale AFTER UPDATE ON lead
BEGIN
    INSERT OR IGNORE INTO lead_stale VALUES (NEW.id);
END;

CREATE TRIGGER lead_tag_gone_is_stale AFTER DELETE ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END;

CREATE TRIGGER lead_tag_made_is_stale AFTER INSERT ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER lead_tag_needs_lead BEFORE INSERT ON lead_tag
WHEN NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no tag without a lead');
END;

CREATE TRIGGER lead_tag_set_is_stale AFTER UPDATE ON lead_tag
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER lead_tag_stays_with_lead BEFORE UPDATE ON lead_tag
WHEN NEW.lead_id <> OLD.lead_id OR NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no tag without a lead');
END;

CREATE TRIGGER note_gone_is_stale AFTER DELETE ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = OLD.lead_id;
END;

CREATE TRIGGER note_keeps_its_place BEFORE UPDATE ON note
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id
BEGIN
    SELECT raise(ABORT, 'consent: a note takes no other note''s place');
END;

CREATE TRIGGER note_made_is_stale AFTER INSERT ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER note_needs_lead BEFORE INSERT ON note
WHEN NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no note without a lead');
END;

CREATE TRIGGER note_set_is_stale AFTER UPDATE ON note
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE id = NEW.lead_id;
END;

CREATE TRIGGER note_stays_with_lead BEFORE UPDATE ON note
WHEN NEW.lead_id <> OLD.lead_id OR NOT EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id)
BEGIN
    SELECT raise(ABORT, 'consent: no note without a lead');
END;

CREATE TRIGGER notice_changes_not BEFORE UPDATE ON notice
BEGIN
    SELECT raise(ABORT, 'append-only: notice');
END;

CREATE TRIGGER notice_only_grows BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id OR sha256 = NEW.sha256 OR (version = NEW.version AND language = NEW.language))
BEGIN
    SELECT raise(ABORT, 'append-only: notice');
END;

CREATE TRIGGER notice_stays BEFORE DELETE ON notice
BEGIN
    SELECT raise(ABORT, 'append-only: notice');
END;

CREATE TRIGGER request_closed_stays BEFORE UPDATE ON request
WHEN OLD.closed IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
    OR NEW.received <> OLD.received OR NEW.due <> OLD.due
    OR NEW.opened <> OLD.opened OR NEW.opened_by <> OLD.opened_by
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END;

CREATE TRIGGER request_closes_by_record BEFORE UPDATE ON request
WHEN OLD.closed IS NULL AND NEW.closed IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
    AND kind = 'request.close' AND entity = NEW.id AND field = NEW.outcome
    AND at = NEW.closed AND staff_id = NEW.closed_by
)
BEGIN
    SELECT raise(ABORT, 'append-only: a request is closed by a record of the log only');
END;

CREATE TRIGGER request_keeps_its_place BEFORE UPDATE ON request
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END;

CREATE TRIGGER request_only_grows BEFORE INSERT ON request
WHEN NEW.closed IS NOT NULL
    OR EXISTS (SELECT 1 FROM request WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END;

CREATE TRIGGER request_stays BEFORE DELETE ON request
BEGIN
    SELECT raise(ABORT, 'append-only: request');
END;

CREATE TRIGGER role_set_is_stale AFTER UPDATE OF title ON role
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE role_id = NEW.id;
END;

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
END;

CREATE TRIGGER roster_entry_keeps_its_place BEFORE UPDATE ON roster_entry
WHEN NEW.rowid <> OLD.rowid
BEGIN
    SELECT raise(ABORT, 'consent: a row of the list takes no other''s place');
END;

CREATE TRIGGER roster_entry_needs_consent BEFORE INSERT ON roster_entry
WHEN (coalesce(NEW.badge_id, NEW.name, NEW.email, NEW.affiliation, NEW.attendee_type,
        NEW.career_stage, NEW.interests, NEW.links, NEW.busy, NEW.family_name) IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM consent_state WHERE subject = NEW.subject
        AND purpose = 'recruiting_contact' AND state IN ('roster_yes', 'given')
    )
BEGIN
    SELECT raise(ABORT, 'consent: only opted-in people keep details in the roster');
END;

CREATE TRIGGER roster_import_changes_not BEFORE UPDATE ON roster_import
BEGIN
    SELECT raise(ABORT, 'append-only: roster_import');
END;

CREATE TRIGGER roster_import_only_grows BEFORE INSERT ON roster_import
WHEN EXISTS (SELECT 1 FROM roster_import WHERE id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: roster_import');
END;

CREATE TRIGGER roster_import_stays BEFORE DELETE ON roster_import
BEGIN
    SELECT raise(ABORT, 'append-only: roster_import');
END;

CREATE TRIGGER same_person_gone_is_stale AFTER DELETE ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = OLD.main;
END;

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
END;

CREATE TRIGGER same_person_made_is_stale AFTER INSERT ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject = NEW.main;
END;

CREATE TRIGGER same_person_moves_by_record BEFORE UPDATE ON same_person
WHEN NEW.subject <> OLD.subject
    OR NOT EXISTS (
        SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
        AND kind = 'person.merge' AND subject = NEW.subject
    )
    OR EXISTS (SELECT 1 FROM same_person WHERE subject = NEW.main OR main = NEW.subject)
BEGIN
    SELECT raise(ABORT, 'identity: two badges are one person by a record of the log only');
END;

CREATE TRIGGER same_person_parts_by_record BEFORE DELETE ON same_person
WHEN NOT EXISTS (
    SELECT 1 FROM change WHERE seq = (SELECT max(seq) FROM change)
    AND kind = 'person.part' AND subject = OLD.subject
)
BEGIN
    SELECT raise(ABORT, 'identity: two badges are one person by a record of the log only');
END;

CREATE TRIGGER same_person_set_is_stale AFTER UPDATE ON same_person
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE subject IN (OLD.main, NEW.main);
END;

CREATE TRIGGER scan_changes_not BEFORE UPDATE ON scan
BEGIN
    SELECT raise(ABORT, 'append-only: scan');
END;

CREATE TRIGGER scan_only_grows BEFORE INSERT ON scan
WHEN EXISTS (SELECT 1 FROM scan WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
    SELECT raise(ABORT, 'append-only: scan');
END;

CREATE TRIGGER scan_stays BEFORE DELETE ON scan
BEGIN
    SELECT raise(ABORT, 'append-only: scan');
END;

CREATE TRIGGER scorecard_needs_interview BEFORE INSERT ON scorecard
WHEN NOT EXISTS (
    SELECT 1 FROM interview WHERE id = NEW.interview_id AND lead_id = NEW.lead_id
)
BEGIN
    SELECT raise(ABORT, 'consent: no scorecard without an interview of the same lead');
END;

CREATE TRIGGER scorecard_replaces_none BEFORE INSERT ON scorecard
WHEN EXISTS (
    SELECT 1 FROM scorecard WHERE id = NEW.id OR rowid = NEW.rowid
    OR (interview_id = NEW.interview_id AND interviewer_id = NEW.interviewer_id)
)
BEGIN
    SELECT raise(ABORT, 'consent: a scorecard takes no other''s place');
END;

CREATE TRIGGER scorecard_stays_with_interview BEFORE UPDATE ON scorecard
WHEN NEW.rowid <> OLD.rowid OR NEW.id <> OLD.id OR NEW.interview_id <> OLD.interview_id
    OR NEW.lead_id <> OLD.lead_id OR NEW.interviewer_id <> OLD.interviewer_id
BEGIN
    SELECT raise(ABORT, 'consent: a scorecard takes no other''s place');
END;

CREATE TRIGGER secret_changes_not BEFORE UPDATE ON secret
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END;

CREATE TRIGGER secret_once BEFORE INSERT ON secret
WHEN EXISTS (SELECT 1 FROM secret WHERE name = NEW.name)
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END;

CREATE TRIGGER secret_stays BEFORE DELETE ON secret
BEGIN
    SELECT raise(ABORT, 'identity: pseudonyms are made with one secret for ever');
END;

CREATE TRIGGER staff_set_is_stale AFTER UPDATE OF name ON staff
BEGIN
    INSERT OR IGNORE INTO lead_stale SELECT id FROM lead WHERE owner_id = NEW.id;
END;
