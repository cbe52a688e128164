"""No file that BoothApp writes takes the place of one of the store's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.organiser import OrganiserReport
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services

pytestmark = pytest.mark.usefixtures("roster")
OWN = ("booth.db", "log-anchor.json", "erasures.jsonl", "new.csv")


def writers(services: Services, path: Path, file: Path) -> dict[str, Callable[[], object]]:
    """Every way to write a file that a person names."""
    lead = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert lead is not None
    subject = services.leads.detail(lead.id).subject
    attached = services.attachments.add(lead.id, file, Purpose.RECRUITING)
    erased = services.people.erase(services.leads.detail(other(services)).subject)
    report = OrganiserReport(
        file="list.csv", day=services.store.event.first_day, rows=(), unread=()
    )
    return {
        "leads": lambda: services.exporting.write(ExportRequest(), path, "Somebody"),
        "copy": lambda: services.attachments.save_copy(attached.id, path, "Somebody"),
        "access": lambda: services.people.export(subject, path.parent),
        "confirmation": lambda: services.people.write_confirmation(erased, path),
        "organiser list": lambda: services.organiser.write(report, path),
        "organiser page": lambda: services.organiser.write_confirmation(report, path),
        "backup": lambda: services.backups.write(path),
    }


def other(services: Services) -> str:
    lead = services.capture.scan("AB-0003", ScanSource.TYPED).lead
    assert lead is not None
    return lead.id


@pytest.mark.parametrize("name", OWN)
def test_that_nothing_is_written_into_the_stores_own_folder(
    services: Services, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "poster.txt"
    file.write_text("Poster 41", encoding="utf-8")
    path = services.store.folder / name
    ways = writers(services, path, file)
    before = path.read_bytes() if path.exists() else None
    for write in ways.values():
        with pytest.raises(BadInput, match="holds the store itself"):
            write()
    assert (path.read_bytes() if path.exists() else None) == before
    assert services.check() == []


def test_that_a_folder_within_the_stores_and_one_that_is_not_there_are_refused(
    services: Services, tmp_path: Path
) -> None:
    within = services.store.folder / "more"
    within.mkdir()
    for path, why in ((within / "leads.csv", "the store itself"), (tmp_path / "no/l.csv", "no fo")):
        with pytest.raises(BadInput, match=why):
            services.exporting.write(ExportRequest(), path, "Somebody")
