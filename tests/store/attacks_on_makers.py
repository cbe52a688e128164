"""What is done past BoothApp to who wrote what and when, and to rows that carry no detail."""

# What is done → what must be said, each once and nothing else.
ON_MAKERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a note put into somebody else's mouth": (
        (
            "INSERT INTO staff VALUES ('x', 'Mallory', 1)",
            "UPDATE note SET author_id = 'x', written = written - 1, changed = 1",
        ),
        (
            "No record of the log tells of the staff x",
            "The author of note .* differs from the log \\(record .*note.add",
            "The time of writing of note .* differs from the log",
            "The time of the last change of note .* differs from the log",
        ),
    ),
    "a lead of another hour": (
        ("UPDATE lead SET created = 1, seen = 1 WHERE id = '{lead}'",),
        ("The time of storing of lead .* differs", "The time of the last visit of lead .* differs"),
    ),
    "a file of another hour": (
        ("UPDATE attachment SET added = 1",),
        ("The time of adding of file .* differs from the log \\(record .*attachment.add",),
    ),
    "two scans exchanged": (
        (
            "UPDATE scan SET seq = 0 WHERE seq = 1",
            "UPDATE scan SET seq = 1 WHERE seq = 2",
            "UPDATE scan SET seq = 2 WHERE seq = 0",
        ),
        ("The place of scan .* differs from the log",) * 2,
    ),
    "a list under another name": (
        ("UPDATE roster_import SET file = 'other.csv'",),
        ("The file of roster_import .* differs from the log",),
    ),
    "the mark of somebody on the list deleted": (
        ("DELETE FROM roster_entry WHERE subject = '{haruto}'",),
        ("1 rows of the organiser's list are gone, and no purge says so",),
    ),
    "a mark on the list made up": (
        (
            "INSERT INTO roster_entry (subject, import_id, opted_in) "
            "SELECT '{ingrid}', id, 0 FROM roster_import",
        ),
        ("No record of the log tells of the row of the organiser's list on person",),
    ),
    "another word of the list": (
        ("UPDATE roster_entry SET opted_in = 1 WHERE subject = '{haruto}'",),
        ("The row of the organiser's list on person .* says another word than the log",),
    ),
    "another list": (
        ("UPDATE roster_entry SET import_id = 'x' WHERE subject = '{haruto}'",),
        ("The row of the organiser's list on person .* is from another list than the log says",),
    ),
    "a backup that lies elsewhere": (
        ("UPDATE backup SET path = '/dev/null', hash = x'00'",),
        ("The path of backup .* differs from the log", "The hash of backup .* differs"),
    ),
    "a PIN exchanged": (
        ("UPDATE staff_pin SET phc = '$argon2id$mine'",),
        ("The PIN of staff .* is another than the one that was set",),
    ),
    "a PIN taken away": (
        ("DELETE FROM staff_pin",),
        ("The PIN of staff .* is gone, and no record says why",),
    ),
    "a PIN given": (
        ("UPDATE staff_pin SET staff_id = 'x'",),
        (
            "The PIN of staff .* is gone, and no record says why",
            "No record of the log tells of a PIN of staff x",
        ),
    ),
    "another device": (
        ("UPDATE meta SET value = 'x' WHERE key = 'device'",),
        ("This store calls its device otherwise than the last record of the log",),
    ),
}
