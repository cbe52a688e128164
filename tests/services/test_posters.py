"""Posters: which roles are on them, and that phones read them."""

from itertools import chain
from pathlib import Path

import pytest
from pypdf import PdfReader

from boothapp.domain.drawing import INCH
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Role
from boothapp.domain.sheets import PaperSize
from boothapp.services.bundle import Services
from tests.rasters import pages, texts

LINK = "https://northlight.example/jobs/"


def _roles(services: Services, count: int) -> list[str]:
    titles = [f"Research scientist {n}" for n in range(count)]
    for title in titles:
        services.settings.save_role(Role("", title, link=LINK + title[-1]))
    return titles


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize(("count", "wanted"), [(1, [1]), (2, [2]), (3, [3]), (6, [6]), (7, [3, 4])])
def test_that_every_code_of_a_poster_is_read(
    services: Services, tmp_path: Path, paper: PaperSize, count: int, wanted: list[int]
) -> None:
    titles = _roles(services, count)
    path = tmp_path / "poster.pdf"
    assert services.posters.write(path, services.posters.plan(), paper) == len(wanted)
    found = [texts(page) for page in pages(path, 100)]
    assert [len(codes) for codes in found] == wanted
    assert sorted(chain.from_iterable(found)) == [LINK + title[-1] for title in titles]
    page = PdfReader(path).pages[0]
    size = float(page.mediabox.width) / 72 * INCH, float(page.mediabox.height) / 72 * INCH
    assert size == pytest.approx(paper.millimetres, abs=0.3)
    words = " ".join(page.extract_text().split())
    assert "Northlight" in words
    assert "Research scientist 0" in words
    assert "northlight.example/jobs/0" in words


def test_that_a_role_without_a_link_is_said_to_have_none(services: Services) -> None:
    services.settings.save_role(Role("", "Vision"))
    with pytest.raises(BadInput, match="No role has an application link"):
        services.posters.plan()
    _roles(services, 1)
    planned = services.posters.plan()
    assert [role.title for role in planned.roles] == ["Research scientist 0"]
    assert planned.without_link[-1] == "Vision"
    with pytest.raises(BadInput, match="“Vision” has no application link"):
        services.posters.plan(["vision"])
    with pytest.raises(BadInput, match="no role “Robots”"):
        services.posters.plan(["Robots"])


def test_that_a_poster_goes_where_it_can_and_as_what_it_can(
    services: Services, tmp_path: Path
) -> None:
    _roles(services, 7)
    planned = services.posters.plan()
    for name, why in {
        "a.gif": "written as .pdf or .png",
        "a.png": "One picture takes 6 roles",
        "no/a.pdf": "There is no folder",
    }.items():
        with pytest.raises(BadInput, match=why):
            services.posters.write(tmp_path / name, planned, PaperSize.A4)
    with pytest.raises(BadInput, match="holds the store itself"):
        services.posters.write(services.store.folder / "a.pdf", planned, PaperSize.A4)
    assert not list(tmp_path.glob("a.*"))
