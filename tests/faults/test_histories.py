"""Random histories of a booth: nothing of a person is stored or sent without their valid yes.

Every history starts from the same small store. After every step all values of all tables are
searched for what names a person, and the model in oracle.py says who may be found there.
"""

import os
import shutil
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.exc import DatabaseError

from boothapp.domain.answers import AnswerUndo
from boothapp.domain.consent import ConsentEvent, ConsentRefused, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.tables import RosterFileError
from boothapp.services.bundle import Services
from boothapp.services.identity import identifiers
from boothapp.store.keys import Keeper
from boothapp.store.store import Store
from tests import factories
from tests.factories import SettableClock
from tests.faults.oracle import PURPOSES, Oracle

PEOPLE = 2
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - no disk to wait for; the folder in it is our own
RECRUITING, CV, _MARKETING = PURPOSES
# What is kept under which purpose; each with the person's number behind it.
CANARIES = {
    RECRUITING: ("zqname", "zqmail", "zqplace", "ZQBADGE", "zqnote", "zqtag", "zqtext", "zqfile"),
    CV: ("zqcv",),
}

YES_TO_ALL = dict.fromkeys(Purpose, ConsentEvent.GIVEN)
lists = st.lists(st.sampled_from(["yes", "yes", "no", ""]), min_size=PEOPLE, max_size=PEOPLE)
people = st.integers(0, PEOPLE - 1)
purposes = st.sampled_from(list(Purpose))
endings = st.tuples(
    st.sampled_from(["withdraw"] * 4 + ["expire"] * 4 + ["erase", "all terms end"]), purposes
)
answers = st.dictionaries(
    purposes,
    st.sampled_from(
        [
            ConsentEvent.GIVEN,
            ConsentEvent.GIVEN,
            ConsentEvent.DECLINED,
            ConsentEvent.DEFERRED,
            ConsentEvent.WITHDRAWN,
        ]
    ),
    min_size=1,
)


def person(who: int) -> Person:
    return Person(
        name=f"zqname{who}", email=f"zqmail{who}@lit.example", affiliation=f"zqplace{who}"
    )


class Template:
    """A store as every history finds it, and where the histories take place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SettableClock(factories.noon_of_second_day())
        services = factories.make_store(folder / "store", self.clock).services
        services.duty.switch("Kwame Mensah")
        services.notices.notice("en")
        assert services.duty.staff_id
        self._database = services.store.database
        with services.store.database.connect() as raw:
            raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self.dump = _dump_of_everything(services)
        services.close()
        self._bytes = self._database.path.read_bytes()

    def fresh(self) -> Services:
        """The services over the store as it was; the engine keeps its compiled queries."""
        self._database.close()
        shutil.rmtree(self._database.folder)
        self._database.folder.mkdir()
        self._database.path.write_bytes(self._bytes)
        self.clock.now = factories.noon_of_second_day()
        store = Store(self._database, Keeper.MEMORY, self.clock)
        return Services.over(store, factories.STAFF)


def _dump_of_everything(services: Services) -> str:
    """One query that answers with every value of every table as text, bytes in hex."""
    with services.store.database.connect() as raw:
        tables = raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        selects = []
        for table in tables.scalars().all():
            columns = raw.exec_driver_sql(f"PRAGMA table_info({table})").all()
            texts = (
                f"hex({column.name})" if column.type == "BLOB" else f"coalesce({column.name}, '')"
                for column in columns
            )
            text = " || ' ' || ".join(texts)
            selects.append(f"SELECT group_concat({text}) FROM {table}")
    return " UNION ALL ".join(selects)


class Histories(RuleBasedStateMachine):
    """A day at the booth, in any order."""

    template: Template

    def __init__(self) -> None:
        super().__init__()
        self.services = self.template.fresh()
        self.clock = self.template.clock
        self.oracle = Oracle(PEOPLE)
        self.cards: dict[int, VerdictCard] = {}
        self.undos: list[tuple[int, AnswerUndo]] = []
        self.listed: set[int] = set()

    def hear(self, who: int, purpose: str, event: str) -> bool:
        today = self.services.store.today()
        return self.oracle.hears(who, purpose, event, self.services.duty.name, today)

    def lead_of(self, who: int) -> str | None:
        subject = self.subject(who)
        with self.services.store.reading() as records:
            return records.leads.id_of_subject(subject)

    def card(self, who: int) -> VerdictCard:
        """What the latest scan shows by now; who never came by comes by."""
        if who not in self.cards:
            self.scan_badge(who, factories.vcard(*vars_of(who)))
        return self.services.capture.refresh(self.cards[who])

    def scan_badge(self, who: int, payload: str) -> None:
        self.cards[who] = self.services.capture.scan(payload, ScanSource.SCANNER)

    def subject(self, who: int) -> str:
        """Whom the badge names by now."""
        if who not in self.cards:
            self.card(who)
        badge = self.cards[who].badge
        assert badge is not None
        with self.services.store.reading() as records:
            return records.subjects.subject(identifiers(badge))

    @initialize(says=lists, said=st.one_of(st.just(YES_TO_ALL), answers))
    def a_day_begins(self, says: list[str], said: dict[Purpose, ConsentEvent]) -> None:
        """Most histories have leads from the start: there is something to lose."""
        self.import_list(says)
        self.answer(0, said)
        self.write(0, {"note", "file", "cv"})

    @rule(says=lists)
    def import_list(self, says: list[str]) -> None:
        rows = [(f"ZQBADGE{who}", *vars_of(who), said) for who, said in enumerate(says) if said]
        path = factories.roster_file(self.template.folder, rows)
        if not rows:
            with pytest.raises(RosterFileError):
                self.services.roster.import_file(path)
            return
        self.services.roster.import_file(path)
        for who, said in enumerate(says):
            event = f"roster_{said}"
            if said and self.oracle.words[who, RECRUITING].listed != event:
                assert self.hear(who, RECRUITING, event)
            if said:
                self.listed.add(who)

    @rule(who=people, by_badge=st.booleans())
    def scan(self, who: int, by_badge: bool) -> None:
        known = by_badge and who in self.listed
        self.scan_badge(who, f"ZQBADGE{who}" if known else factories.vcard(*vars_of(who)))
        if not known:
            assert (self.lead_of(who) is not None) == self.oracle.may(who, RECRUITING)

    @rule(who=people, said=answers)
    def answer(self, who: int, said: dict[Purpose, ConsentEvent]) -> None:
        card, details = self.card(who), person(who)
        given = self.services.capture.answer(card, said, notice=NoticeShown(), details=details)
        for purpose, event in said.items():
            assert self.hear(who, purpose.value, event.value)
        self.cards[who] = given.card
        self.undos.append((who, given.undo))
        assert (self.lead_of(who) is not None) == self.oracle.may(who, RECRUITING)

    @rule(which=st.integers(0, 9))
    def undo_answer(self, which: int) -> None:
        if not self.undos:
            return
        who, undo = self.undos[which % len(self.undos)]
        try:
            self.services.capture.undo_answer(undo)
        except (ConsentRefused, BadInput):
            return
        for purpose in undo.spoken:
            assert self.hear(who, purpose.value, "mistake")

    @rule(who=people)
    def undo_lead(self, who: int) -> None:
        card = self.card(who)
        if card.lead is not None:
            self.cards[who] = self.services.capture.undo_lead(card).card

    @rule(who=people, kinds=st.sets(st.sampled_from(["note", "tag", "text", "file", "cv"])))
    def write(self, who: int, kinds: set[str]) -> None:
        lead = self.lead_of(who)
        if lead is None:
            return
        if "note" in kinds:
            self.services.leads.add_note(lead, f"zqnote{who}")
        if "tag" in kinds:
            self.services.leads.add_tag(lead, f"zqtag{who}")
        if "text" in kinds:
            question = self.services.settings.get().qualifiers[-1].id
            self.services.leads.answer(lead, question, f"zqtext{who}")
        for kind, purpose in (("file", Purpose.RECRUITING), ("cv", Purpose.CV)):
            if kind in kinds:
                stored = self.attach(lead, f"zq{kind}{who}", purpose)
                assert stored == self.oracle.may(who, purpose.value)

    def attach(self, lead: str, canary: str, purpose: Purpose) -> bool:
        """Past the service, which would ask first: whether the database takes it."""
        file = (f"{canary}.pdf", "application/pdf", canary.encode())
        try:
            with self.services.store.writing(self.services.duty.staff_id) as records:
                records.attachments.add(lead, purpose, *file)
        except DatabaseError:
            return False
        return True

    @rule(purpose=purposes)
    def export(self, purpose: Purpose) -> None:
        path = self.template.folder / "leads.csv"
        leads = {who for who in range(PEOPLE) if self.lead_of(who) is not None}
        self.services.exporting.write(ExportRequest(purpose=purpose), path, "Recruiting")
        sent = path.read_text(encoding="utf-8")
        for who in range(PEOPLE):
            may = who in leads and self.oracle.may(who, purpose.value)
            for canary in ("zqname", "zqmail"):
                assert may == (f"{canary}{who}" in sent)
            for canary in ("zqnote", "zqtag", "zqtext"):
                assert (may and purpose is Purpose.RECRUITING) or f"{canary}{who}" not in sent

    @rule(who=people, how=endings)
    def end(self, who: int, how: tuple[str, Purpose]) -> None:
        """One of the ways in which a grant ends; the rarer they are at a booth, the rarer here."""
        what, purpose = how
        if what == "withdraw":
            self.withdraw(who, purpose)
        elif what == "expire":
            self.expire(who, purpose)
        elif what == "erase":
            self.erase(who)
        else:
            self.all_terms_end()

    def withdraw(self, who: int, purpose: Purpose) -> None:
        subject, badge = self.subject(who), self.cards[who].badge
        self.services.people.withdraw(subject, [purpose], badge=badge)
        assert self.hear(who, purpose.value, "withdrawn")
        assert self.oracle.may(who, RECRUITING) or self.lead_of(who) is None

    def expire(self, who: int, purpose: Purpose) -> None:
        subject, proof = self.subject(who), Proof(method=Method.RETENTION)
        try:
            with self.services.store.writing(self.services.duty.staff_id) as records:
                records.consents.record(subject, purpose, ConsentEvent.EXPIRED, proof)
            taken = True
        except ConsentRefused:
            taken = False
        assert taken == self.hear(who, purpose.value, "expired")

    def erase(self, who: int) -> None:
        self.services.people.erase(self.subject(who), badge=self.cards[who].badge)
        for purpose in PURPOSES:
            if purpose == RECRUITING or self.oracle.words[who, purpose].state != "unknown":
                assert self.hear(who, purpose, "withdrawn")
        assert self.lead_of(who) is None

    def all_terms_end(self) -> None:
        for who in sorted(self.listed):  # who never came by since the list would be forgotten
            self.scan_badge(who, factories.vcard(*vars_of(who)))
        self.clock.forward(days=400)
        day = self.services.store.event.local(self.clock.now).date()
        self.services.retention.purge(today=day)
        for (who, purpose), word in self.oracle.words.items():
            if word.is_valid:
                assert self.hear(who, purpose, "expired")

    @rule(name=st.sampled_from([factories.STAFF, "Kwame Mensah"]), days=st.integers(0, 1))
    def take_over(self, name: str, days: int) -> None:
        self.services.duty.switch(name)
        self.clock.forward(days=days, seconds=1)

    @invariant()
    def nothing_is_held_without_a_valid_yes(self) -> None:
        with self.services.store.database.connect() as raw:
            rows = raw.exec_driver_sql(self.template.dump).scalars()
            held = "\n".join(text for text in rows if text)
        for who in range(PEOPLE):
            for purpose, canaries in CANARIES.items():
                if not self.oracle.may(who, purpose):
                    for canary in (f"{canary}{who}" for canary in canaries):
                        assert canary not in held, f"without {purpose}"
                        assert canary.encode().hex().upper() not in held, f"without {purpose}"

    def teardown(self) -> None:
        assert self.services.ledger.verify().problems == ()
        self.services.store.database.close()


def vars_of(who: int) -> tuple[str, str, str]:
    """Name, e-mail and affiliation, as the roster has them after the badge id."""
    shown = person(who)
    return shown.name, shown.email, shown.affiliation


def run(histories: int) -> None:
    """So many histories over a template of their own."""
    folder = Path(mkdtemp(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None))
    Histories.template = Template(folder)
    try:
        run_state_machine_as_test(
            Histories,
            settings=settings(
                max_examples=histories,
                stateful_step_count=10,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        shutil.rmtree(folder)


def run_and_tell(histories: int) -> str:
    """As `run`; what went wrong as text, for not every error can be sent by another process."""
    try:
        run(histories)
    except Exception:
        return traceback.format_exc()
    return ""


def test_that_nothing_is_held_or_sent_without_a_valid_yes_in_thirty_histories() -> None:
    run(30)


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_that_nothing_is_held_or_sent_without_a_valid_yes_in_ten_thousand_histories() -> None:
    workers = os.cpu_count() or 1
    share = -(-10_000 // workers)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        told = list(pool.map(run_and_tell, [share] * workers))
    assert told == [""] * workers
    print(f"{share * workers} histories, nothing held or sent without a valid yes")
