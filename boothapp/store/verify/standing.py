"""What the log last said of everything that names nobody: settings, notices, files, requests."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

from boothapp.store import proving
from boothapp.store.subjects import SECRET
from boothapp.store.verify.findings import Findings, said_in

# Table → what names a row of it in the log.
_SETTINGS = {
    "event": "CASE id WHEN 1 THEN 'event' END",
    "booth": "CASE id WHEN 1 THEN 'booth' END",
    **dict.fromkeys(
        (
            *("staff", "interviewer", "role", "qualifier", "room", "notice_kind"),
            *("availability", "criterion", "tag_style", "interest", "lead_view"),
            *("badge_pattern", "organiser_key", "roster_mapping"),
        ),
        "id",
    ),
    "retention": "what",
    "notice_wording": "kind_id || ' ' || language",
}
# What a column that came later holds where the record that made its row does not speak of it.
_STARTS: dict[str, dict[str, Any]] = {
    "booth": {"organizer": ""},
    "interviewer": {
        "email": "",
        "skills": "[]",
        "languages": "[]",
        "gap_minutes": 0,
        **dict.fromkeys(("day_minutes", "row_minutes", "staff_id")),
    },
    "role": {"need": None, "link": ""},
    # What had choices offered them; without any, a question took text (domain.event.Qualifier).
    "qualifier": {"kind": "choice", "required": 0, "version": 1, "replaces": None},
    "room": {"kind": "", "buffer_minutes": 0},
}
_SUPPLIED = {("notice_kind", "booth"): {"name": "At the booth", "ordinal": 1, "active": 1}}
_CORRECT = "Correct it in BoothApp; find out who wrote into the store."
_UNPROVED = "Find out who wrote into the store; the latest backup tells what was there."
_PROVES = "store.proof"


class Last(NamedTuple):
    """The record that said something last, by name."""

    seq: int
    kind: str
    at: int


class Standing:
    """Hears the log record by record; `compare` says where the rows differ."""

    def __init__(self) -> None:
        self._settings: dict[tuple[str, str], dict[str, Any]] = {
            thing: dict(values) for thing, values in _SUPPLIED.items()
        }
        self._by: dict[tuple[str, str], Last] = {}
        self._notices: dict[str, dict[str, Any]] = {}
        self._files: dict[str, str | None] = {}
        self._days: dict[str, dict[str, Any]] = {}
        self._closed: dict[str, tuple[str, int, str]] = {}
        self._identity: dict[str, Any] | None = None
        self._hears: dict[str, Callable[[str, dict[str, Any]], None]] = {
            "notice.add": lambda entity, said: self._notices.update({str(said["sha256"]): said}),
            "export.add": self._hear_file,
            "identity.set": self._hear_identity,
            _PROVES: self._hear_proof,
        }

    def hear(self, last: Last, entity: str, value: str | None) -> None:
        """The next record that names nobody."""
        said = said_in(value)
        if not isinstance(said, dict):
            return
        table, _, verb = last.kind.partition(".")
        if table in _SETTINGS and verb in ("add", "set"):
            self._hear_setting(table, entity, last, said)
        elif last.kind in self._hears:
            self._hears[last.kind](entity, said)

    def hear_closing(self, request: str, outcome: str, at: int, staff_id: str) -> None:
        """A request was closed."""
        self._closed[request] = (outcome, at, staff_id)

    def compare(self, connection: Connection, findings: Findings) -> None:
        """The whole log was heard: say what does not fit."""
        for table, key in _SETTINGS.items():
            self._compare_settings(connection, table, key, findings)
        for sentence in (
            *self._compare_notices(connection),
            *self._compare_files(connection),
            *self._compare_requests(connection),
            *self._compare_identities(connection),
        ):
            findings.add(f"{sentence} {_UNPROVED}")

    def _hear_setting(self, table: str, entity: str, last: Last, said: dict[str, Any]) -> None:
        if table == "notice_wording":
            self._hear_wording(last, [entity, said.get("language"), said.get("words")])
            return
        thing = (table, entity)
        first = _STARTS.get(table, {}) | ({"active": 1} if last.kind.endswith(".add") else {})
        self._settings[thing] = {**self._settings.get(thing, first), **said}
        self._by[thing] = last

    def _hear_wording(self, last: Last, said: list[Any]) -> None:
        kind, language, words = said
        thing = ("notice_wording", f"{kind} {language}")
        self._by[thing] = last
        if words is None:
            self._settings.pop(thing, None)
        else:
            self._settings[thing] = {"words": words}

    def _hear_file(self, entity: str, said: dict[str, Any]) -> None:
        self._files[entity] = said.get("subjects")

    def _hear_identity(self, _entity: str, said: dict[str, Any]) -> None:
        self._identity = said

    def _hear_proof(self, _entity: str, said: dict[str, Any]) -> None:
        """What was in the store before the log proved it."""
        if "exports" not in said:  # proven by an older BoothApp's record already
            return
        self._files |= said["exports"]
        self._notices |= {sha256: {} for sha256 in said["notices"]}
        self._days |= said["requests"]
        for wording in said["wordings"]:
            self._hear_wording(Last(0, _PROVES, 0), wording)

    def _compare_settings(
        self, connection: Connection, table: str, key: str, findings: Findings
    ) -> None:
        rows = connection.exec_driver_sql(f"SELECT {key} AS thing, * FROM {table}").mappings()
        held = {str(row["thing"]): row for row in rows}
        logged = {entity for name, entity in self._settings if name == table}
        for entity in sorted(held.keys() | logged):
            thing, what = (table, entity), f"{table} {entity}".replace("_", " ")
            if entity not in logged:
                findings.add(f"No record of the log tells of the {what}. {_CORRECT}")
                continue
            last = self._by.get(thing)
            record = "the first of its kind" if last is None else findings.record(*last)
            if entity not in held:
                findings.add(f"The {what} of {record} is gone. {_UNPROVED}")
                continue
            for name, value in sorted(self._settings[thing].items()):
                if held[entity].get(name) != value:
                    findings.add(
                        f"The {name} of {what} differs from the log ({record}). {_CORRECT}"
                    )

    def _compare_notices(self, connection: Connection) -> Iterator[str]:
        rows = connection.exec_driver_sql("SELECT * FROM notice").mappings()
        held = {row["sha256"]: row for row in rows}
        for sha256, row in held.items():
            name = f"notice {row['version']} ({row['language']})"
            said = self._notices.get(sha256)
            if said is None:
                yield f"No record of the log tells of {name}."
            elif any(row.get(column) != value for column, value in said.items()):
                yield f"What is kept of {name} differs from the log."
        for sha256 in self._notices.keys() - held.keys():
            yield f"The notice with the fingerprint {sha256} is gone."

    def _compare_files(self, connection: Connection) -> Iterator[str]:
        """Every file holds the people that it held when it left."""
        cursor: Any = connection.connection.cursor()
        # In the order of the key: nothing is sorted, and a file's people come ascending.
        cursor.execute("SELECT subject, export_id FROM export_subject ORDER BY export_id, subject")
        digests: dict[str, proving.People] = {}
        for subject, export in cursor:
            digests.setdefault(export, proving.People()).add(str(subject))
        nobody = proving.People()
        for row in connection.exec_driver_sql("SELECT id, path, rows FROM export"):
            people = digests.get(row.id, nobody)
            if people.number != row.rows:
                yield (
                    f"The export {row.id} ({row.path}) holds {row.rows} people, but the ledger "
                    f"names {people.number} of them."
                )
            elif row.id in self._files and people.digest() != self._files[row.id]:
                yield (
                    f"The ledger does not name the people whom the export {row.id} ({row.path}) "
                    "held when it left."
                )

    def _compare_requests(self, connection: Connection) -> Iterator[str]:
        query = "SELECT id, received, due, outcome, closed, closed_by FROM request"
        for row in connection.exec_driver_sql(query).mappings():
            said = self._days.get(row["id"], {})
            for name, value in sorted(said.items()):
                if row.get(name) != value:
                    yield f"The {name} of request {row['id']} differs from the log."
            closed = (
                None if row["closed"] is None else (row["outcome"], row["closed"], row["closed_by"])
            )
            logged = self._closed.get(row["id"])
            if closed != logged:
                how = "closed" if logged else "open"
                yield f"By the log the request {row['id']} is {how}, and not as it stands there."

    def _compare_identities(self, connection: Connection) -> Iterator[str]:
        if self._identity is None:
            return
        query = "SELECT value FROM secret WHERE name = ?"
        secret = connection.exec_driver_sql(query, (SECRET,)).scalar()
        if secret is None or proving.fingerprint(bytes(secret)) != self._identity.get("secret"):
            yield (
                "The secret that pseudonyms are made with was exchanged: nobody who said no is "
                "known again."
            )
        same = proving.same_facts(proving.sum_of_same(connection))
        if any(self._identity.get(name) != same.get(name) for name in ("same_rows", "same")):
            yield "Whose badges are one person's is not what the log knows."
        found = proving.sum_of(connection)
        if found.facts(b"")["sum"] != self._identity.get("sum"):
            logged = self._identity.get("rows")
            what = (
                f"one of {found.rows} hashes was changed"
                if logged == found.rows
                else f"{found.rows} hashes, and {logged} by the log"
            )
            yield (
                f"What leads to people is not what the log knows: {what}. Somebody who said no may "
                "not be known again."
            )
