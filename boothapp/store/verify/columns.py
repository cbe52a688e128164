"""The columns of a person's rows that the log proves, in the order in which they are read."""

LEAD_COLUMNS = (
    "badge_id",
    "name",
    "email",
    "affiliation",
    "attendee_type",
    "career_stage",
    "interests",
    "links",
    "busy",
    "origin",
    "rating",
    "role_id",
    "created",
    "created_by",
    "seen",
    "seen_by",
    "need",
    "queue",
    "owner_id",
    "next_step",
    "next_step_on",
    "graduates",
    "family_name",
)
NOTE_COLUMNS = ("text", "author_id", "written", "changed")
FILE_COLUMNS = ("name", "media_type", "sha256", "added", "added_by")
INTERVIEW_COLUMNS = (
    *("room_id", "lead_id", "panel", "starts", "ends", "status", "arrived", "began", "ended"),
    *("sequence", "invited", "organizer"),
)
SCORECARD_COLUMNS = (
    *("interview_id", "lead_id", "interviewer_id", "marks", "verdict", "text", "handed_in"),
)
WORDS = {
    "email": "e-mail",
    "badge_id": "badge id",
    "role_id": "role",
    "lead_id": "candidate",
    "owner_id": "owner",
    "next_step_on": "day of the next step",
    "graduates": "graduation",
    "author_id": "author",
    "created_by": "author",
    "added_by": "author",
    "created": "time of storing",
    "added": "time of adding",
    "written": "time of writing",
    "changed": "time of the last change",
    "seen": "time of the last visit",
    "seen_by": "staff of the last visit",
}
"""What a column is called in a sentence, where its name does not say it."""
