"""After an erasure or a withdrawal no byte of the person is in the store's files or the log.

The stores here are unkeyed, so that their files can be searched; each test first proves that what
it looks for can be found.
"""

import logging
import random
import shutil
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.needs import Need
from boothapp.domain.people import BusyTime, NoticeShown, Person, ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from boothapp.store.database import FILE
from tests import factories
from tests.factories import SettableClock
from tests.unkeyed import found, without_key

_WHERE = (
    *("name", "email", "affiliation", "kind", "stage", "interest", "link", "talk", "place"),
    *("note", "old_note", "removed_note", "tag", "removed_tag", "answer", "old_answer"),
    *("file", "file_end", "file_name", "who", "details", "badge_id", "old_name", "mail_in_request"),
    *("needed_skill", "scorecard", "scorecard_draft"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    services: Services
    subject: str
    canaries: dict[str, str]
    folder: Path

    def left(self) -> set[str]:
        """Where the canaries were planted of which something is still there."""
        names = {canary: where for where, canary in self.canaries.items()}
        return {names[canary] for canary in found(names, self.folder)}


@pytest.fixture
def planted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SettableClock
) -> Iterator[Planted]:
    without_key(monkeypatch)
    folder = tmp_path / "searched"
    folder.mkdir()
    log = logging.FileHandler(folder / "boothapp.log")
    logging.getLogger("boothapp").addHandler(log)
    logging.getLogger("boothapp").setLevel(logging.DEBUG)
    services = factories.make_store(folder / "store", clock).services
    letters = random.Random(7)
    canaries = {where: "".join(letters.choices(string.ascii_lowercase, k=24)) for where in _WHERE}
    yield Planted(services, plant(services, canaries, tmp_path), canaries, folder)
    services.close()
    logging.getLogger("boothapp").removeHandler(log)
    log.close()


def plant(services: Services, words: dict[str, str], outside: Path) -> str:
    """Everything that can be known of one person, among others; answers with the subject."""
    mail = f"{words['email']}@x.example"
    row = (words["badge_id"], words["old_name"], mail, words["affiliation"], "yes")
    others = [(f"B-{n:03}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(60)]
    people = [*others[:30], row, *others[30:]]
    services.roster.import_file(factories.roster_file(outside, people))
    for number in range(60):
        services.capture.scan(f"B-{number:03}", ScanSource.SCANNER)
    card = services.capture.scan(words["badge_id"], ScanSource.SCANNER)
    assert card.lead is not None
    assert card.subject is not None
    yes = dict.fromkeys(Purpose, ConsentEvent.GIVEN)
    services.capture.answer(card, yes, notice=NoticeShown())
    describe(services, card.lead.id, words, mail)
    cv = outside / f"{words['file_name']}.pdf"
    cv.write_bytes(f"%PDF-1.7\n{words['file']}\n{'x' * 60_000}\n{words['file_end']}%%EOF".encode())
    services.attachments.add(card.lead.id, cv)
    details = f"please, {words['details']}"
    services.requests.open(RequestKind.ERASURE, words["who"], subject=card.subject, details=details)
    unlinked = f"{words['mail_in_request']} {mail.upper()}"
    services.requests.open(RequestKind.ACCESS, unlinked)
    return card.subject


def describe(services: Services, lead: str, words: dict[str, str], mail: str) -> None:
    now = services.now()
    talk = BusyTime("talk", words["talk"], now, now + timedelta(hours=1), words["place"])
    person = Person(
        name=words["name"],
        email=mail,
        affiliation=words["affiliation"],
        attendee_type=words["kind"],
        career_stage=words["stage"],
        interests=(words["interest"],),
        links=(f"https://x.example/{words['link']}",),
        busy=(talk,),
    )
    leads = services.leads
    leads.edit_details(lead, person)
    leads.edit_note(leads.add_note(lead, words["old_note"]).id, words["note"] * 200)
    leads.remove_note(leads.add_note(lead, words["removed_note"]).id)
    leads.add_tag(lead, words["tag"])
    leads.add_tag(lead, words["removed_tag"])
    leads.remove_tag(lead, words["removed_tag"])
    question = services.settings.get().qualifiers[2].id
    leads.answer(lead, question, words["old_answer"])
    leads.answer(lead, question, words["answer"])
    leads.set_need(lead, Need(skills=(words["needed_skill"],)))
    settings = services.settings
    me, room = settings.add_interviewer(factories.STAFF), settings.get().rooms[0]
    booked = services.interviews.book(lead, room.id, now + timedelta(hours=2), panel=[me.id])
    services.scorecards.save(booked.id, {}, None, words["scorecard_draft"])
    services.scorecards.save(booked.id, {}, ScoreVerdict.YES, words["scorecard"], hand_in=True)


def test_that_no_byte_of_a_person_is_left_after_an_erasure(planted: Planted) -> None:
    store = planted.folder / "store"
    shutil.copy(store / f"{FILE}-wal", store / f"{FILE}.before-0002")
    assert planted.left() == set(_WHERE)
    erased = planted.services.people.erase(planted.subject)
    assert erased.scrubbed.complete
    assert erased.requests == 2
    assert planted.left() == set()
    assert len(planted.services.leads.table()) == 60


def test_that_a_withdrawal_leaves_only_the_open_requests(planted: Planted) -> None:
    assert planted.left() == set(_WHERE)
    assert planted.services.people.withdraw(planted.subject).scrubbed.complete
    # Who asked for something is answered first; the mail address in the second request stays too.
    assert planted.left() == {"who", "details", "mail_in_request"}
    planted.services.people.erase(planted.subject)
    assert planted.left() == set()


def close_requests(planted: Planted) -> None:
    for request in planted.services.requests.all():
        planted.services.requests.close(request.id, Outcome.REFUSED)


def remove_lead(planted: Planted) -> None:
    leads = planted.services.leads
    leads.remove(leads.find(planted.canaries["badge_id"]))


def remove_file(planted: Planted) -> None:
    lead = planted.services.leads.find(planted.canaries["badge_id"])
    (file,) = planted.services.attachments.of_lead(lead)
    planted.services.attachments.remove(file.id)


def correct_on_the_list(planted: Planted) -> None:
    remove_lead(planted)
    planted.services.retention.look()
    planted.services.people.correct(planted.subject, Person(name="Somebody Else"))


def newer_list(planted: Planted) -> None:
    remove_lead(planted)
    planted.services.retention.look()
    row = (planted.canaries["badge_id"], "Somebody Else", "", "", "yes")
    planted.services.roster.import_file(factories.roster_file(planted.folder.parent, [row]))


OF_FILE = {"file", "file_end", "file_name"}
OF_REQUESTS = {"who", "details", "mail_in_request"}
OF_LIST = {"old_name", "email", "affiliation"}


@pytest.mark.parametrize(
    ("work", "deleted"),
    [
        (close_requests, OF_REQUESTS),
        (remove_lead, set(_WHERE) - OF_REQUESTS - OF_LIST - {"badge_id"}),
        (remove_file, OF_FILE),
        (correct_on_the_list, OF_LIST),
        (newer_list, OF_LIST),
    ],
)
def test_that_what_was_deleted_by_hand_leaves_the_files_at_the_next_look(
    planted: Planted, work: Callable[[Planted], None], deleted: set[str]
) -> None:
    work(planted)
    before = planted.left()
    assert before & deleted, "this test shows nothing where deleting is enough"
    planted.services.retention.look()
    assert planted.left() == before - deleted
    assert not planted.left() & deleted
