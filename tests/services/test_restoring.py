"""A restore brings the store back, and nobody who said no since; a bad file changes nothing."""

import io
import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from boothapp.domain.backups import BackupUnusable, Restored
from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.errors import (
    BadInput,
    BoothError,
    KeyUnavailable,
    StoreNotWritable,
    StoreTooNew,
    WrongKey,
)
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.interviews import Interview
from boothapp.domain.ledger import Method
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.retention import Kept
from boothapp.services.bundle import Services
from boothapp.services.restoring import restore
from boothapp.services.setup import open_store, store_exists
from boothapp.store import exchange, journal
from boothapp.store.database import FILE
from tests import rings
from tests.factories import AMARA, HARUTO, STAFF, WANJIRU, SettableClock, everything, roster_file
from tests.keyed import PASSPHRASE, made
from tests.killing import kill_at_call, killed_after, killed_within, needs_fork

NAME, EMAIL = AMARA[1], AMARA[2]
ADA = ("AB-0009", "Ada Okoye", "ada@mail.example", "Lakeside Lab", "yes")


class Booth:
    """A real store in a folder, closed and opened as days go by."""

    def __init__(self, folder: Path, clock: SettableClock) -> None:
        self.folder, self.clock = folder / "store", clock
        self.file = folder / "usb" / "a.boothbackup"
        self.file.parent.mkdir()
        self.recovery = made(self.folder, clock=clock)
        self.services = self.open()
        self.services.roster.import_file(roster_file(folder, [AMARA, WANJIRU]))
        for badge in ("AB-0001", "AB-0003"):
            lead = self.services.capture.scan(badge, ScanSource.TYPED).lead
            assert lead is not None
            self.services.leads.add_note(lead.id, f"canary of {badge}")

    def open(self, secret: str | None = PASSPHRASE) -> Services:
        self.services = open_store(self.folder, staff=STAFF, passphrase=secret, clock=self.clock)
        return self.services

    def say(self, badge: str, event: ConsentEvent) -> None:
        card = self.services.capture.scan(badge, ScanSource.TYPED)
        details = Person(name=NAME) if event is ConsentEvent.GIVEN else None
        answer = {Purpose.RECRUITING: event}
        self.services.capture.answer(card, answer, notice=NoticeShown(), details=details)

    def back_up(self) -> None:
        self.services.backups.write(self.file)

    def erase(self, badge: str) -> None:
        self.services.people.erase(self.services.people.resolve(badge))

    def restore(self, secret: str | None = PASSPHRASE, **more: object) -> Restored:
        self.services.close()
        done = restore(
            self.file,
            self.folder,
            passphrase=secret,
            clock=self.clock,
            staff=STAFF,
            **more,  # type: ignore[arg-type] # the test knows its words
        )
        self.open()
        return done

    def state(self, badge: str) -> ConsentState:
        with self.services.store.reading() as records:
            subject = records.subjects.find([("id", badge)])
            return records.consents.state(subject or "")

    def names(self) -> set[str]:
        return {row.name for row in self.services.leads.table()}


@pytest.fixture
def booth(tmp_path: Path, clock: SettableClock) -> Iterator[Booth]:
    with rings.in_use(rings.NoKeyring()):
        made_booth = Booth(tmp_path, clock)
        yield made_booth
        made_booth.services.close()


def lose_everything(booth: Booth) -> None:
    booth.services.close()
    shutil.rmtree(booth.folder)


def lose_the_database(booth: Booth) -> None:
    booth.services.close()
    (booth.folder / FILE).unlink()


def damage_the_database(booth: Booth) -> None:
    booth.services.close()
    size = (booth.folder / FILE).stat().st_size
    (booth.folder / FILE).write_bytes(os.urandom(size))


def lose_the_key(booth: Booth) -> None:
    damage_the_database(booth)
    (booth.folder / "key.json").unlink()


def leave(_booth: Booth) -> None:
    pass


def save_the_journal(booth: Booth) -> None:
    shutil.copy(booth.folder / journal.FILE, booth.file.parent)
    lose_everything(booth)


HARMS = [leave, lose_the_database, damage_the_database, lose_the_key, save_the_journal]


def test_that_a_restore_brings_back_what_was_and_sets_aside_what_is(booth: Booth) -> None:
    booth.back_up()
    booth.services.settings.add_staff("Later Comer")
    done = booth.restore()
    assert (done.leads, done.replayed, done.made) == (2, 0, booth.clock())
    assert not done.unread
    assert booth.names() == {NAME, WANJIRU[1]}
    assert "canary of AB-0001" in everything(booth.services)
    assert "Later Comer" not in everything(booth.services)
    assert booth.services.check() == []
    assert done.set_aside is not None
    aside = open_store(done.set_aside, staff=STAFF, passphrase=PASSPHRASE, clock=booth.clock)
    assert "Later Comer" in everything(aside)
    aside.close()
    left = {file.name for file in booth.folder.parent.iterdir()}
    assert left == {"store", "usb", "roster.csv", done.set_aside.name}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("how", ["erased", "declined"])
def test_that_who_ended_it_since_does_not_come_back(
    booth: Booth, how: str, harm: Callable[[Booth], None]
) -> None:
    booth.back_up()
    if how == "erased":
        booth.erase("AB-0001")
    else:
        booth.say("AB-0001", ConsentEvent.DECLINED)
    harm(booth)
    done = booth.restore()
    assert done.leads == 1
    assert done.replayed >= 1
    text = everything(booth.services)
    for canary in (NAME, EMAIL, "canary of AB-0001"):
        assert canary not in text
    ended = ConsentState.WITHDRAWN if how == "erased" else ConsentState.DECLINED
    assert booth.state("AB-0001") is ended
    assert booth.services.capture.scan("AB-0001", ScanSource.TYPED).verdict is Verdict.DECLINED
    assert booth.names() == {WANJIRU[1]}
    assert booth.services.check() == []


@pytest.mark.parametrize("harm", [leave, lose_the_database, save_the_journal])
def test_that_a_no_of_somebody_who_was_never_held_stays(
    booth: Booth, tmp_path: Path, harm: Callable[[Booth], None]
) -> None:
    booth.services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU, HARUTO]))
    booth.back_up()
    booth.say("AB-0002", ConsentEvent.DECLINED)
    harm(booth)
    booth.restore()
    assert booth.services.capture.scan("AB-0002", ScanSource.TYPED).verdict is Verdict.DECLINED
    booth.services.roster.import_file(roster_file(tmp_path, [AMARA, (*HARUTO[:4], "yes")]))
    card = booth.services.capture.scan("AB-0002", ScanSource.TYPED)
    assert (card.verdict, card.lead) == (Verdict.DECLINED, None)


@pytest.mark.parametrize("harm", [leave, lose_the_database, save_the_journal])
def test_that_the_erased_are_known_by_every_address_they_had(
    booth: Booth, tmp_path: Path, harm: Callable[[Booth], None]
) -> None:
    booth.back_up()
    booth.services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU, ADA]))
    booth.erase("AB-0009")
    harm(booth)
    booth.restore()
    again = ("AB-0099", *ADA[1:])
    booth.services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU, again]))
    assert booth.services.capture.scan("AB-0099", ScanSource.TYPED).verdict is Verdict.DECLINED
    assert ADA[1] not in everything(booth.services)


def test_that_whom_the_backup_knows_as_two_are_both_ended_when_they_were_one(
    booth: Booth, tmp_path: Path
) -> None:
    other = ("AB-0042", AMARA[1], "other@mail.example", AMARA[3], "yes")
    booth.services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU, other]))
    booth.services.capture.scan("AB-0042", ScanSource.TYPED)
    with booth.services.store.reading() as records:
        two = {records.subjects.find([("id", badge)]) for badge in ("AB-0001", "AB-0042")}
        key = records.subjects.key(("id", "AB-0042"))
        secret = booth.services.store._secret
    booth.back_up()
    assert len(two) == 2
    ending = journal.Ending(
        id="1",
        subject=next(iter(two - {key})) or "",
        purposes=(Purpose.RECRUITING,),
        event=ConsentEvent.WITHDRAWN,
        method=None,
        reason=None,
        at=1,
        keys=((key, "id"),),
    )
    journal.append(booth.folder, secret, [ending])
    booth.restore()
    assert booth.names() == {WANJIRU[1]}


@pytest.mark.parametrize(
    ("harm", "unread", "warning"),
    [
        (leave, False, ""),
        (lose_everything, False, "they are back with it"),
        (save_the_journal, False, ""),
        (lose_the_database, True, "could not be read"),
        (lose_the_key, True, "could not be read"),
    ],
)
def test_that_a_restore_says_what_it_cannot_know(
    booth: Booth, *, harm: Callable[[Booth], None], unread: bool, warning: str
) -> None:
    booth.back_up()
    booth.erase("AB-0001")
    harm(booth)
    done = booth.restore()
    assert done.unread is unread
    assert warning in done.warning
    assert bool(done.warning) is bool(warning)


def test_that_what_left_since_the_backup_is_still_recalled(booth: Booth, tmp_path: Path) -> None:
    booth.back_up()
    booth.clock.forward(hours=3)
    booth.services.duty.switch("Later Comer")
    booth.services.exporting.write(ExportRequest(), tmp_path / "l.csv", "An agency")
    nobody = ExportRequest(Purpose.MARKETING)
    booth.services.exporting.write(nobody, tmp_path / "n.csv", "An agency")
    booth.services.backups.write(tmp_path / "later.boothbackup")
    before = booth.services.exporting.ledger(), booth.services.backups.ledger()
    booth.clock.forward(hours=2)
    for _ in range(2):
        booth.restore()
        assert (booth.services.exporting.ledger(), booth.services.backups.ledger()) == before
    assert booth.services.store.verify().problems == ()
    assert booth.services.check() == []
    erased = booth.services.people.erase(booth.services.people.resolve("AB-0001"))
    assert [file.path.name for file in erased.files] == ["l.csv"]
    assert {file.path.name for file in erased.backups} == {"later.boothbackup", booth.file.name}


def test_that_a_file_that_never_appeared_is_known_as_that_after_a_restore(
    booth: Booth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_begun: object) -> None:
        raise OSError(13, "Permission denied")

    booth.back_up()
    with monkeypatch.context() as disk:
        disk.setattr("boothapp.writers.whole_file._put_in_place", taken)
        with pytest.raises(BadInput, match="No file appeared"):
            booth.services.exporting.write(ExportRequest(), tmp_path / "l.csv", "An agency")
    booth.restore()
    assert [one.appeared for one in booth.services.exporting.ledger()] == [False]
    assert booth.services.exporting.plan(ExportRequest()).already_sent == 0
    assert booth.services.store.verify().problems == ()


def test_that_a_backup_is_as_old_as_it_is_after_it_was_restored(booth: Booth) -> None:
    made = booth.clock.now
    booth.back_up()
    booth.clock.forward(hours=5)
    booth.restore()
    (backup,) = booth.services.backups.ledger()
    assert backup.at == made
    assert booth.services.ledger.verify().problems == ()


def test_that_a_restored_backup_is_itself_written_down(booth: Booth) -> None:
    booth.back_up()
    lose_everything(booth)
    booth.restore()
    erased = booth.services.people.erase(booth.services.people.resolve("AB-0001"))
    assert [file.path for file in erased.backups] == [booth.file]
    assert booth.services.store.verify().problems == ()


def test_that_who_was_told_and_who_asked_since_is_not_forgotten(booth: Booth) -> None:
    booth.back_up()
    subject = booth.services.people.resolve("AB-0001")
    booth.services.notices.told(subject, method=Method.SPOKEN)
    asked = booth.services.requests.open(RequestKind.ACCESS, "Somebody, by mail")
    done = booth.services.requests.open(RequestKind.ACCESS, "Canary Asker, by mail")
    booth.services.requests.close(done.id, Outcome.DONE)
    booth.restore()
    assert subject not in {person.subject for person in booth.services.notices.not_told()}
    known = {request.id: request for request in booth.services.requests.all()}
    assert known[asked.id].who == "Somebody, by mail"
    assert known[done.id].outcome is Outcome.DONE
    assert "Canary Asker" not in everything(booth.services)
    assert booth.services.store.verify().problems == ()


def test_that_a_yes_after_a_restore_outlives_the_next_one(booth: Booth) -> None:
    booth.back_up()
    booth.say("AB-0001", ConsentEvent.WITHDRAWN)
    booth.restore()
    booth.say("AB-0001", ConsentEvent.GIVEN)
    booth.back_up()
    for harm in (leave, lose_the_database):
        harm(booth)
        assert booth.restore().replayed == 0
        assert booth.state("AB-0001") is ConsentState.GIVEN
        assert booth.names() == {NAME, WANJIRU[1]}


def test_that_restores_again_and_again_end_once(booth: Booth) -> None:
    booth.back_up()
    booth.erase("AB-0001")
    told = [booth.restore().replayed for _ in range(4)]
    assert told == [told[0]] * 4


def test_that_what_ran_out_was_not_taken_back(booth: Booth) -> None:
    booth.back_up()
    booth.services.retention.set_days(Kept.RECRUITING, 1)
    booth.clock.forward(hours=20)
    while booth.names():
        booth.services.retention.look()
        booth.clock.forward(hours=20)
    booth.restore()
    assert booth.names() == set()
    assert booth.state("AB-0001") is ConsentState.EXPIRED
    assert booth.services.capture.scan("AB-0001", ScanSource.TYPED).verdict is Verdict.ASK


def test_that_an_erasure_stays_through_restore_upon_restore(booth: Booth) -> None:
    booth.back_up()
    booth.erase("AB-0001")
    booth.restore()
    lose_the_database(booth)
    booth.restore()
    assert booth.names() == {WANJIRU[1]}


def test_that_what_the_organiser_took_back_is_not_given_again(booth: Booth, tmp_path: Path) -> None:
    booth.back_up()
    no = (*AMARA[:4], "no")
    booth.services.roster.import_file(roster_file(tmp_path, [no, WANJIRU]))
    lose_the_database(booth)
    booth.restore()
    assert booth.names() == {WANJIRU[1]}


def test_that_an_answer_taken_back_as_a_mistake_ended_nothing(booth: Booth) -> None:
    booth.back_up()
    card = booth.services.capture.scan("AB-0001", ScanSource.TYPED)
    no = booth.services.capture.answer(
        card, {Purpose.RECRUITING: ConsentEvent.DECLINED}, notice=NoticeShown()
    )
    booth.services.capture.undo_answer(no.undo)
    assert booth.restore().replayed == 0
    assert booth.names() == {NAME, WANJIRU[1]}


def test_that_a_later_yes_does_not_bring_back_what_the_no_deleted(booth: Booth) -> None:
    booth.back_up()
    booth.say("AB-0001", ConsentEvent.WITHDRAWN)
    booth.say("AB-0001", ConsentEvent.GIVEN)
    booth.restore()
    assert "canary of AB-0001" not in everything(booth.services)


def test_that_an_ending_before_the_backup_ends_nothing_after_it(booth: Booth) -> None:
    booth.say("AB-0001", ConsentEvent.WITHDRAWN)
    booth.say("AB-0001", ConsentEvent.GIVEN)
    booth.back_up()
    lose_the_database(booth)
    assert booth.restore().replayed == 0
    assert booth.state("AB-0001") is ConsentState.GIVEN


def test_that_a_request_that_was_closed_stays_closed_and_empty(booth: Booth) -> None:
    asked = booth.services.requests.open(RequestKind.ACCESS, "Canary Asker, by mail")
    booth.back_up()
    booth.services.requests.close(asked.id, Outcome.DONE)
    booth.restore()
    assert "Canary Asker" not in everything(booth.services)


def test_that_the_highest_time_ever_believed_stays(booth: Booth) -> None:
    booth.back_up()
    booth.clock.forward(hours=5)
    booth.services.retention.look()
    with booth.services.store.reading() as records:
        seen = records.retention.seen()
    booth.restore()
    with booth.services.store.reading() as records:
        assert records.retention.seen() == seen is not None


def invited(booth: Booth, tmp_path: Path, hour: int = 15) -> Interview:
    """Amara's interview on the second day, whose invitation left."""
    services = booth.services
    settings = services.settings
    settings.save_booth(replace(settings.get().booth, organizer="talks@northlight.example"))
    (lead_id,) = (lead.id for lead in services.leads.table() if lead.name == NAME)
    at = datetime(2026, 7, 9, hour, tzinfo=settings.get().event.zone)
    one = services.interviews.book(lead_id, settings.get().rooms[0].id, at)
    services.invitations.write([one.id], tmp_path / "out")
    return services.interviews.get(one.id)


def test_that_a_sequence_goes_on_above_what_was_sent_after_the_backup(
    booth: Booth, tmp_path: Path
) -> None:
    one = invited(booth, tmp_path)
    booth.back_up()
    for hours in (1, 2):
        later = one.starts + timedelta(hours=hours)
        booth.services.interviews.move(one.id, one.room_id, later)
        booth.services.invitations.write([one.id], tmp_path / "later")
    booth.restore()
    back = booth.services.interviews.get(one.id)
    assert (back.starts, back.sequence) == (one.starts, 3)
    assert booth.services.invitations.due() == (back,)


def test_that_a_change_undone_after_a_restore_is_due_all_the_same(
    booth: Booth, tmp_path: Path
) -> None:
    one = invited(booth, tmp_path)
    booth.back_up()
    later = one.starts + timedelta(hours=1)
    booth.services.interviews.move(one.id, one.room_id, later)
    booth.services.invitations.write([one.id], tmp_path / "later")
    booth.restore()
    booth.services.interviews.move(one.id, one.room_id, later)
    booth.services.interviews.move(one.id, one.room_id, one.starts)
    (back,) = booth.services.invitations.due()
    assert (back.starts, back.sequence) == (one.starts, 2), "calendars have the later place"


def test_that_what_stands_as_it_was_sent_is_not_sent_again(booth: Booth, tmp_path: Path) -> None:
    one = invited(booth, tmp_path)
    booth.back_up()
    booth.restore()
    assert booth.services.interviews.get(one.id) == one
    assert booth.services.invitations.due() == ()


def test_that_an_invitation_sent_since_is_known(booth: Booth, tmp_path: Path) -> None:
    services = booth.services
    (lead_id,) = (lead.id for lead in services.leads.table() if lead.name == NAME)
    settings = services.settings.get()
    at = datetime(2026, 7, 9, 15, tzinfo=settings.event.zone)
    one = services.interviews.book(lead_id, settings.rooms[0].id, at)
    booth.back_up()
    services.settings.save_booth(replace(settings.booth, organizer="talks@northlight.example"))
    services.invitations.write([one.id], tmp_path / "out")
    booth.restore()
    back = booth.services.interviews.get(one.id)
    assert (back.invited, back.sequence, back.organizer) == (0, 1, "talks@northlight.example")


def test_that_a_lost_store_lets_the_sequence_jump(booth: Booth, tmp_path: Path) -> None:
    one = invited(booth, tmp_path)
    booth.back_up()
    lose_the_database(booth)
    booth.restore()
    back = booth.services.interviews.get(one.id)
    assert back.sequence >= 100, "calendars ignore a number that they had"
    assert booth.services.invitations.due() == (back,)


def test_that_the_restored_store_goes_on_as_another_device(booth: Booth) -> None:
    booth.back_up()
    booth.restore()
    booth.services.settings.add_staff("Kwame Mensah")
    query = "SELECT kind, device_id, value FROM change ORDER BY seq"
    with booth.services.store.database.connect() as raw:
        rows = raw.exec_driver_sql(query).all()
    told = next(number for number, row in enumerate(rows) if row.kind == "backup.restore")
    assert rows[told].device_id == rows[-1].device_id
    assert rows[told].device_id not in {row.device_id for row in rows[: told - 1]}


def test_that_a_forged_line_in_the_journal_ends_nothing(booth: Booth) -> None:
    booth.back_up()
    with booth.services.store.reading() as records:
        subject = records.subjects.find([("id", "AB-0001")])
    forged = {"id": "x", "subject": subject, "purposes": ["recruiting_contact"], "at": 1}
    lines = [{**forged, "reason": "erasure", "mac": "0" * 64}, forged, [], 7]
    text = "\n".join(json.dumps(line) for line in lines)
    (booth.folder / journal.FILE).write_bytes(text.encode() + b'\n{"cut')
    lose_the_database(booth)
    assert booth.restore().replayed == 0
    assert booth.names() == {NAME, WANJIRU[1]}


def test_that_the_journal_names_nobody_and_goes_on_after_a_cut_line(booth: Booth) -> None:
    file = booth.folder / journal.FILE
    file.write_bytes(b'{"cut')
    booth.erase("AB-0001")
    text = file.read_text()
    assert NAME not in text
    assert EMAIL not in text
    assert "AB-0001" not in text
    assert all(json.loads(line)["mac"] for line in text.splitlines()[1:])
    assert len(text.splitlines()) >= 2


def test_that_a_lost_laptop_comes_back_by_the_recovery_key(booth: Booth) -> None:
    booth.back_up()
    lose_everything(booth)
    with pytest.raises(WrongKey):
        restore(booth.file, booth.folder, passphrase="wrong one", clock=booth.clock, staff=STAFF)
    assert not booth.folder.exists()
    done = booth.restore(booth.recovery.lower())
    assert (done.leads, done.set_aside) == (2, None)


def test_that_the_backup_of_before_a_new_key_opens_over_the_store_of_after(
    booth: Booth,
) -> None:
    booth.back_up()
    booth.erase("AB-0001")
    booth.services.security.replace_key(PASSPHRASE)
    booth.restore()
    assert booth.names() == {WANJIRU[1]}
    assert booth.state("AB-0001") is ConsentState.WITHDRAWN


@pytest.mark.parametrize("answers", [True, False])
def test_that_a_keyrings_key_goes_into_the_new_machines_or_under_a_passphrase(
    booth: Booth, tmp_path: Path, answers: bool
) -> None:
    with rings.in_use(rings.MemoryKeyring()):
        booth.services.security.use_keyring(PASSPHRASE)
        booth.back_up()
    lose_everything(booth)
    other = rings.MemoryKeyring() if answers else rings.NoKeyring()
    with rings.in_use(other):
        if not answers:
            with pytest.raises(KeyUnavailable, match="needs a passphrase"):
                booth.restore(booth.recovery)
            assert not booth.folder.exists()
        asked: list[str] = []

        def ask(question: str) -> str:
            asked.append(question)
            return "a new passphrase"

        booth.services.close()
        restore(
            booth.file,
            booth.folder,
            passphrase=booth.recovery,
            ask=ask,
            clock=booth.clock,
            staff=STAFF,
        )
        booth.open(None if answers else "a new passphrase")
        assert len(asked) == (0 if answers else 2)
        assert booth.services.security.kept_in() == ("keyring" if answers else "passphrase")
        assert booth.names() == {NAME, WANJIRU[1]}


def packed(file: Path, change: Callable[[dict[str, bytes]], object], how: int = 0) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def claim(**what: object) -> Callable[[Path], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | what).encode()

    return lambda file: packed(file, change)


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "years of work")


def swap_key(file: Path) -> None:
    packed(file, lambda parts: parts.update({"key.json": b'{"kept_in": "passphrase"}'}))


HOSTILE: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "missing": (lambda file: file.unlink(), BadInput),
    "empty": (lambda file: file.write_bytes(b""), BackupUnusable),
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:-5000]), BackupUnusable),
    "flipped bit": (flip, BackupUnusable),
    "foreign zip": (foreign, BackupUnusable),
    "a text": (lambda file: file.write_text("hello"), BackupUnusable),
    "no database": (lambda f: packed(f, lambda parts: parts.pop(FILE)), BackupUnusable),
    "path in the zip": (
        lambda f: packed(f, lambda parts: parts.update({"../../evil": b"x"})),
        BackupUnusable,
    ),
    "path in the manifest": (claim(parts={FILE: "", "../evil": ""}), BackupUnusable),
    "compressed": (lambda f: packed(f, lambda _parts: None, zipfile.ZIP_DEFLATED), BackupUnusable),
    "other hash": (claim(parts={FILE: "0" * 64, "key.json": "0" * 64}), BackupUnusable),
    "other end": (claim(seq=1), BackupUnusable),
    "other store": (claim(store="another"), BackupUnusable),
    "other key file": (swap_key, BackupUnusable),
    "no manifest": (
        lambda f: packed(f, lambda parts: parts.update({"manifest.json": b"[]"})),
        BackupUnusable,
    ),
    "newer schema": (claim(schema="9999"), StoreTooNew),
    "newer format": (claim(format=2), StoreTooNew),
    "of the demo": (claim(kept_in="memory"), KeyUnavailable),
}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".db"
    }


@pytest.mark.parametrize("what", HOSTILE)
def test_that_a_bad_file_is_named_and_nothing_is_changed(
    booth: Booth, tmp_path: Path, what: str
) -> None:
    spoil, error = HOSTILE[what]
    booth.back_up()
    spoil(booth.file)
    booth.services.close()
    before = snapshot(tmp_path)
    with pytest.raises(BoothError) as told:
        restore(booth.file, booth.folder, passphrase=PASSPHRASE, clock=booth.clock, staff=STAFF)
    assert isinstance(told.value, error), repr(told.value)
    assert snapshot(tmp_path) == before
    assert len(str(told.value)) > 20
    assert booth.open().check() == []
    assert booth.names() == {NAME, WANJIRU[1]}


def test_that_a_wrong_passphrase_changes_nothing(booth: Booth, tmp_path: Path) -> None:
    booth.back_up()
    booth.services.close()
    before = snapshot(tmp_path)
    with pytest.raises(WrongKey):
        booth.restore("wrong horse")
    assert snapshot(tmp_path) == before
    booth.open()


def test_that_another_store_or_other_things_are_left_alone(booth: Booth, tmp_path: Path) -> None:
    booth.back_up()
    booth.services.close()
    other = tmp_path / "other"
    made(other, clock=booth.clock)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "thesis.docx").write_text("years of work")
    for folder, words in ((other, "another store"), (papers, "other things")):
        before = snapshot(folder)
        with pytest.raises(BackupUnusable, match=words):
            restore(booth.file, folder, passphrase=PASSPHRASE, clock=booth.clock, staff=STAFF)
        assert snapshot(folder) == before
    booth.open()


def test_that_an_open_store_is_not_replaced(booth: Booth) -> None:
    booth.back_up()
    with pytest.raises(StoreNotWritable, match="Another window or command"):
        restore(booth.file, booth.folder, passphrase=PASSPHRASE, clock=booth.clock, staff=STAFF)
    booth.services.settings.add_staff("Somebody new")


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to move an open file")
def test_that_another_process_window_is_respected_and_a_dead_ones_and_our_own_are_not(
    booth: Booth,
) -> None:
    booth.back_up()
    lock = booth.folder / "window.lock"
    lock.write_text(f"{os.getppid()}\nboothapp\n")
    with pytest.raises(StoreNotWritable, match="A window has this store open"):
        booth.restore()
    lock.write_text(f"{os.getpid()}\nboothapp\n")
    booth.restore()
    assert lock.exists(), "our own window keeps its lock"
    lock.write_text("999999999\nboothapp\n")
    booth.restore()


def test_that_a_full_disk_is_named_and_nothing_is_changed(
    booth: Booth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth.back_up()
    booth.services.close()
    before = snapshot(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BoothError, match="No space left"):
        booth.restore()
    monkeypatch.undo()
    assert snapshot(tmp_path) == before
    booth.open()


@needs_fork
@pytest.mark.parametrize(("name", "after"), [("rename", False), ("rename", True)])
@pytest.mark.parametrize("number", [1, 2])
def test_that_a_kill_around_the_swap_leaves_the_old_or_the_new(
    booth: Booth, monkeypatch: pytest.MonkeyPatch, name: str, after: bool, number: int
) -> None:
    booth.back_up()
    booth.services.settings.add_staff("Later Comer")
    booth.erase("AB-0001")
    booth.services.close()
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "WINDOW_LOCK", "no.lock")
        original = Path.rename

        def rename(self: Path, target: Path) -> Path:
            return original(self, target) if self.name != "no.lock" else self

        patch.setattr(Path, "rename", rename)
        kill_at_call(patch, Path, name, number, after=after)
        killed = killed_within(
            lambda: restore(
                booth.file, booth.folder, passphrase=PASSPHRASE, clock=booth.clock, staff=STAFF
            )
        )
    assert killed
    assert store_exists(booth.folder)
    booth.open()
    assert booth.services.check() == []
    assert booth.names() == {WANJIRU[1]}


@needs_fork
def test_that_kills_at_any_moment_leave_the_old_or_the_new(booth: Booth) -> None:
    booth.back_up()
    booth.erase("AB-0001")
    booth.services.close()
    chance = random.Random(3)
    ended = 0
    for _ in range(10):
        ended += killed_after(
            chance.uniform(0.02, 0.5),
            lambda: restore(
                booth.file, booth.folder, passphrase=PASSPHRASE, clock=booth.clock, staff=STAFF
            ),
        )
        assert store_exists(booth.folder)
        booth.open()
        assert booth.services.check() == []
        assert booth.names() == {WANJIRU[1]}
        booth.services.close()
    assert ended < 10


def test_that_the_zip_is_only_stored(booth: Booth) -> None:
    booth.back_up()
    with zipfile.ZipFile(io.BytesIO(booth.file.read_bytes())) as archive:
        kinds = {member.compress_type for member in archive.infolist()}
    assert kinds == {zipfile.ZIP_STORED}
