"""Badges of the staff: made, counted, replaced, taken away; never an attendee's."""

from pathlib import Path

import pytest

from boothapp.decoding import decode_image
from boothapp.domain.errors import BadInput
from boothapp.domain.keyboards import TYPISTS
from boothapp.domain.people import ScanSource
from boothapp.domain.staff_badges import IsStaffBadge, StaffBadgeUnknown, code_in, new_code
from boothapp.services.bundle import Services
from tests.factories import STAFF, everything


@pytest.fixture
def kwame(services: Services) -> str:
    return services.settings.add_staff("Kwame Mensah").id


def code_of(path: Path) -> str:
    (reading,) = decode_image(path)
    return reading.text


def test_that_a_badge_names_its_holder_and_nothing_of_it_is_kept(
    services: Services, kwame: str, tmp_path: Path
) -> None:
    made = services.staff_badges.make(kwame, tmp_path / "kwame.png")
    code = code_of(made.path)
    assert services.staff_badges.whose(code) == "Kwame Mensah"
    assert made.path.stat().st_mode & 0o077 == 0
    assert code not in everything(services)
    assert services.staff_badges.with_badge() == {kwame}
    assert services.ledger.verify().problems == ()


def test_that_another_badge_takes_the_place_of_a_lost_one(
    services: Services, kwame: str, tmp_path: Path
) -> None:
    lost = code_of(services.staff_badges.make(kwame, tmp_path / "1.png").path)
    second = services.staff_badges.make(kwame, tmp_path / "2.png")
    with pytest.raises(StaffBadgeUnknown, match="does not count any more"):
        services.staff_badges.whose(lost)
    services.staff_badges.put_back(kwame, second.before)
    assert services.staff_badges.whose(lost) == "Kwame Mensah"
    digest = services.staff_badges.remove(kwame)
    with pytest.raises(StaffBadgeUnknown):
        services.staff_badges.whose(lost)
    services.staff_badges.put_back(kwame, digest)
    assert services.staff_badges.whose(lost) == "Kwame Mensah"


def test_that_a_badge_goes_with_who_leaves(services: Services, kwame: str, tmp_path: Path) -> None:
    code = code_of(services.staff_badges.make(kwame, tmp_path / "1.png").path)
    services.settings.remove_staff(kwame)
    with pytest.raises(StaffBadgeUnknown):
        services.staff_badges.whose(code)
    assert services.staff_badges.with_badge() == frozenset()
    assert services.ledger.verify().problems == ()


@pytest.mark.parametrize("name", ["badge.txt", "badge", "missing/badge.png"])
def test_that_a_badge_that_cannot_be_written_changes_nothing(
    services: Services, kwame: str, tmp_path: Path, name: str
) -> None:
    before = everything(services)
    with pytest.raises(BadInput):
        services.staff_badges.make(kwame, tmp_path / name)
    assert everything(services) == before
    assert list(tmp_path.glob("badge*")) == []


def test_that_a_badge_for_the_printer_is_a_pdf(
    services: Services, kwame: str, tmp_path: Path
) -> None:
    made = services.staff_badges.make(kwame, tmp_path / "kwame.pdf")
    assert made.path.read_bytes().startswith(b"%PDF")


def test_that_nobody_else_gets_one(services: Services, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Nobody of this name"):
        services.staff_badges.make("nobody", tmp_path / "1.png")
    with pytest.raises(BadInput, match="no badge"):
        services.staff_badges.remove("nobody")


@pytest.mark.parametrize("source", ScanSource)
def test_that_a_staff_badge_is_no_scan(services: Services, source: ScanSource) -> None:
    before = everything(services)
    with pytest.raises(IsStaffBadge):
        services.capture.scan(new_code(), source)
    assert everything(services) == before


@pytest.mark.parametrize("typist", TYPISTS)
def test_that_a_code_is_known_on_every_keyboard(typist: object) -> None:
    code = new_code()
    written = typist.write(code)  # type: ignore[attr-defined] # a Typist
    assert code_in(f" {written}\r") == code


@pytest.mark.parametrize("around", ["]Q1{}", "\x02{}\x03", "#S{}*", "{}\x00", "  {}  ", "B{}A7"])
def test_that_what_a_scanner_adds_does_not_hide_a_code(services: Services, around: str) -> None:
    code = new_code()
    assert code_in(around.format(code)) == code
    with pytest.raises(IsStaffBadge):
        services.capture.scan(around.format(code), ScanSource.SERIAL)


@pytest.mark.parametrize(
    "text", ["", "BOOTHAPP-STAFF:", "AB-0001", "BOOTHAPP-STAFF:" + "A" * 31, STAFF]
)
def test_that_no_other_code_is_one(text: str) -> None:
    assert code_in(text) is None
