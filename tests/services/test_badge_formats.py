"""An organiser's own patterns at the booth, and the field that tries codes."""

from dataclasses import replace
from uuid import UUID

import pytest

from boothapp.badges import BadgeFormat, registry
from boothapp.badges.plugins import Plugins
from boothapp.domain.badge import Badge
from boothapp.domain.badge_patterns import BadgePattern, WidePattern, WrongPattern
from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.errors import BadInput
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.staff_badges import new_code
from boothapp.services.bundle import Services
from tests.badges.writers import write_first_indico, write_indico
from tests.factories import everything, vcard

ADDRESS = r"https://badge\.example/(?P<badge_id>[A-Z]{2}-\d{4})"


def scan(services: Services, payload: str) -> VerdictCard:
    return services.capture.scan(payload, ScanSource.SCANNER)


@pytest.mark.usefixtures("roster")
def test_that_a_pattern_leads_to_the_person_on_the_list(services: Services) -> None:
    assert scan(services, "https://badge.example/AB-0001").verdict is Verdict.UNKNOWN
    services.badge_formats.add("Demo Conf", ADDRESS)
    card = scan(services, "https://badge.example/AB-0001")
    assert card.badge is not None
    assert (card.badge.format, card.badge_id) == ("Demo Conf", "AB-0001")
    assert card.verdict is Verdict.MAY_SHARE


@pytest.mark.usefixtures("roster")
def test_that_a_wide_pattern_swallows_no_vcard_and_no_id_of_the_list(services: Services) -> None:
    services.badge_formats.add("Everything", r"(?P<name>[\s\S]+)", also_wide=True)
    card = scan(services, vcard("Ingrid Solberg", "ingrid@nordvik.example", "Nordvik"))
    assert card.badge is not None
    assert card.badge.format == "vcard"
    assert scan(services, "AB-0001").verdict is Verdict.MAY_SHARE
    pretix = scan(services, "kx8qwm4ftz2hvb7c9ndpjrysgae3u56f")  # a likeness: behind the pattern
    assert pretix.badge is not None
    assert pretix.badge.format == "Everything"


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Plugins:
    """The formats of a package that reads some ids as others; no others are installed."""
    plugins = Plugins()
    plugins._found = {}
    monkeypatch.setattr(registry, "PLUGINS", plugins)

    def sure(payload: str) -> Badge | None:
        return Badge(format="sure", badge_id="AB-0002") if payload in ("AB-0001", "X7") else None

    def guess(payload: str) -> Badge | None:
        return Badge(format="guess", badge_id="AB-0001") if payload == "AB-0003" else None

    plugins._add(BadgeFormat("sure", sure), "somebody")
    plugins._add(BadgeFormat("guess", guess, hint=True), "somebody")
    return plugins


@pytest.mark.usefixtures("roster", "package")
@pytest.mark.parametrize("source", [ScanSource.CAMERA, ScanSource.SCANNER, ScanSource.TYPED])
def test_that_an_id_of_the_list_goes_before_the_formats_of_packages(
    services: Services, source: ScanSource
) -> None:
    for code in ("AB-0001", "AB-0003"):
        card = services.capture.scan(code, source)
        assert card.badge is not None
        assert (card.badge.format, card.badge_id) == ("plain", code)


@pytest.mark.usefixtures("package")
def test_that_the_formats_of_packages_go_before_an_own_pattern(services: Services) -> None:
    services.badge_formats.add("Everything", "(?P<name>.+)", also_wide=True)
    read = services.badge_formats.try_code("X7").badge
    assert read is not None
    assert (read.format, read.badge_id) == ("sure", "AB-0002")


def test_that_the_first_pattern_that_fits_reads(services: Services) -> None:
    first = services.badge_formats.add("First", r"X(?P<badge_id>\d+)")
    second = services.badge_formats.add("Second", r"(?P<badge_id>X\d+)")
    assert services.badge_formats.try_code("X7").badge is not None
    read = services.badge_formats.try_code("X7").badge
    assert read is not None
    assert (read.format, read.badge_id) == ("First", "7")
    services.badge_formats.reorder([second.id, first.id])
    read = services.badge_formats.try_code("X7").badge
    assert read is not None
    assert (read.format, read.badge_id) == ("Second", "X7")


def test_that_a_pattern_is_changed_removed_and_taken_back(services: Services) -> None:
    formats = services.badge_formats
    made = formats.add("Demo Conf", ADDRESS)
    changed = BadgePattern(made.id, "Demo", ADDRESS + "/?")
    before = formats.save(changed)
    assert before == made
    assert formats.patterns() == (changed,)
    formats.restore(before)
    removed = formats.remove(made.id)
    assert formats.patterns() == ()
    assert scan(services, "https://badge.example/AB-0001").verdict is Verdict.UNKNOWN
    formats.restore(removed)
    assert formats.patterns() == (made,)
    formats.remove(made.id)
    assert formats.add("DEMO CONF", ADDRESS).id == made.id  # a name is there once
    assert services.store.verify().problems == ()
    assert services.check() == []


def test_that_two_patterns_have_two_names(services: Services) -> None:
    formats = services.badge_formats
    formats.add("Demo Conf", ADDRESS)
    other = formats.add("Other", ADDRESS)
    with pytest.raises(BadInput, match="already"):
        formats.add("demo conf", ADDRESS)
    with pytest.raises(BadInput, match="already"):
        formats.save(BadgePattern(other.id, "Demo Conf", ADDRESS))
    formats.remove(formats.patterns()[0].id)
    with pytest.raises(BadInput, match="removed pattern"):
        formats.save(BadgePattern(other.id, "Demo Conf", ADDRESS))
    with pytest.raises(BadInput, match="not known"):
        formats.remove("nobody")


def test_that_trying_writes_nothing_and_reads_as_a_scan_would(services: Services) -> None:
    before = everything(services)
    tried = services.badge_formats.try_code("https://badge.example/AB-0001", ADDRESS)
    assert tried.badge is not None
    assert tried.badge.badge_id == "AB-0001"
    none = services.badge_formats.try_code("https://badge.example/none", ADDRESS)
    assert (none.badge, "fit the whole code" in none.words) == (None, True)
    assert "web address" in services.badge_formats.try_code("https://badge.example/x").words
    assert services.badge_formats.try_code("a@b.example", ADDRESS).words.startswith(
        "Read as e-mail"
    )
    with pytest.raises(WrongPattern):
        services.badge_formats.try_code("x", "(")
    assert everything(services) == before


def test_that_a_staff_badge_is_tried_as_a_scan_reads_it(services: Services) -> None:
    code = new_code()
    for pattern in ("", "(?P<badge_id>.+)"):
        tried = services.badge_formats.try_code(code, pattern)
        assert (tried.badge, "staff badge" in tried.words) == (None, True)


@pytest.mark.parametrize("pattern", ["(?P<badge_id>.*)", r"(?P<badge_id>\d*)", "(?P<name>.+)?"])
def test_that_a_pattern_that_fits_an_empty_code_is_refused(
    services: Services, pattern: str
) -> None:
    formats = services.badge_formats
    with pytest.raises(WrongPattern, match="nothing in it"):
        formats.check(pattern)
    with pytest.raises(WrongPattern, match="nothing in it"):
        formats.add("Eu", pattern, also_wide=True)
    assert formats.patterns() == ()


@pytest.mark.parametrize(
    "pattern",
    [
        *("(?P<badge_id>.+)", r"(?P<badge_id>\S+)", "(?P<email>.{8,})", "(?P<name>.*:.*)"),
        "(?P<badge_id>[A-Za-z0-9:/.+?=&_-]+)",
    ],
)
def test_that_a_pattern_that_fits_many_kinds_of_code_is_taken_only_where_that_is_agreed_to(
    services: Services, pattern: str
) -> None:
    formats = services.badge_formats
    with pytest.raises(WidePattern, match="fits many kinds of code"):
        formats.add("Eu", pattern)
    assert formats.patterns() == ()
    narrow = formats.add("Eu", ADDRESS)
    wide = replace(narrow, pattern=pattern)
    with pytest.raises(WidePattern):
        formats.save(wide)
    assert formats.patterns() == (narrow,)
    assert formats.save(wide, also_wide=True) == narrow
    formats.save(replace(wide, name="Eu 2026"))  # only its name is new: that was asked before


def test_that_it_is_said_which_stray_codes_a_wide_pattern_would_read(services: Services) -> None:
    said = "a web address, a phone number and the number of a bar code would be read as badges"
    with pytest.raises(WidePattern, match=said):
        services.badge_formats.add("Eu", "(?P<badge_id>[A-Za-z0-9:/.+?=&_-]+)")


@pytest.mark.parametrize(
    "pattern", [r"(?P<badge_id>\d+)", "https?://(?P<badge_id>.+)", "(?P<name>[A-Za-z .]+)"]
)
def test_that_a_pattern_of_one_kind_of_code_is_taken_without_a_word(
    services: Services, pattern: str
) -> None:
    assert services.badge_formats.add("Eu", pattern).pattern == pattern


def test_that_the_formats_are_listed_in_words(services: Services) -> None:
    known = services.badge_formats.known()
    assert all(one.name and one.carries for one in known)
    assert [one.name for one in known if one.is_likeness] == ["pretix", "Hi.Events", "Attendize"]
    assert services.badge_formats.left_out() == ()


@pytest.mark.parametrize("turned", [False, True])
def test_that_a_no_under_one_code_of_a_ticket_holds_under_the_other(
    services: Services, turned: bool
) -> None:
    ticket = UUID("6f1d2c34-8a5b-4c7d-9e0f-123456789abc")
    codes = [write_first_indico(ticket, 4711), write_indico(ticket)]
    first, second = reversed(codes) if turned else codes
    answers = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    services.capture.answer(scan(services, first), answers, notice=NoticeShown())
    assert scan(services, second).verdict is Verdict.DECLINED


def test_that_a_secret_is_known_again_and_written_nowhere(services: Services) -> None:
    ticket = UUID("6f1d2c34-8a5b-4c7d-9e0f-123456789abc")
    card = scan(services, write_first_indico(ticket, 4711))
    answers = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    details = Person(name="Ingrid Solberg")
    done = services.capture.answer(card, answers, notice=NoticeShown(), details=details)
    assert done.card.lead is not None
    assert done.card.lead.badge_id == "indico.example/4711"
    assert scan(services, write_indico(ticket)).verdict is Verdict.ALREADY_LEAD
    assert str(ticket) not in everything(services)


@pytest.mark.usefixtures("roster")
def test_that_trying_says_of_a_listed_id_that_the_list_has_the_name(services: Services) -> None:
    assert services.badge_formats.try_code("AB-0001").words == "Read as a bare badge id"
    unlisted = "BEGIN:VCARD\nVERSION:3.0\nEMAIL:new@x.example\nEND:VCARD"
    assert "no name" in services.badge_formats.try_code(unlisted).words
