"""Posters for the booth: what is open here, with the codes of the application pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Role
from boothapp.domain.qualifiers import same_words
from boothapp.domain.sheets import PaperSize
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.store.store import Store
from boothapp.writers.whole_file import write_whole

if TYPE_CHECKING:
    from boothapp.labels.poster import Opening

_DOTS = 300.0  # per inch, of a picture for print
_PREVIEW_DOTS = 60.0
_WHERE = "Settings, Roles takes one."


@dataclass(frozen=True, slots=True)
class Poster:
    """What is on it, and the titles of the roles that have no link and cannot be."""

    roles: tuple[Role, ...]
    without_link: tuple[str, ...]
    sponsor: str


class PosterService:
    """Reads the roles; nothing of a poster is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan(self, titles: Sequence[str] = (), *, ids: Sequence[str] | None = None) -> Poster:
        """The roles of these titles or ids, in their order; without either, all that have a link.

        Raises BadInput for a role that is not known, one that was asked for and has no link, and
        where nothing is left.
        """
        with self._store.reading() as records:
            roles, sponsor = tuple(records.setup.roles()), records.setup.booth().sponsor
        meant = _meant(roles, titles, ids)
        without = tuple(role.title for role in meant if not role.link)
        if without and (titles or ids is not None):
            raise BadInput(f"“{without[0]}” has no application link. {_WHERE}")
        linked = tuple(role for role in meant if role.link)
        if not linked:
            raise BadInput(f"No role has an application link. {_WHERE}")
        return Poster(linked, without, sponsor)

    def write(self, path: Path, poster: Poster, paper: PaperSize) -> int:
        """Write the poster as .pdf or .png, and answer its pages.

        Raises BadInput for another kind of file, for a picture that would take two pages, and
        where it cannot be written.
        """
        from boothapp.labels.poster import MOST_ON_ONE, poster_pages
        from boothapp.writers import drawn

        path = checked_file(self._store, path)
        pages = poster_pages(_openings(poster), poster.sponsor, paper)
        kind = path.suffix.casefold()
        if kind not in (".pdf", ".png"):
            raise BadInput("A poster is written as .pdf or .png.")
        if kind == ".png" and len(poster.roles) > MOST_ON_ONE:
            raise BadInput(f"One picture takes {MOST_ON_ONE} roles; a PDF takes more.")
        with whole_or_nothing(path):
            if kind == ".pdf":
                return drawn.write_pdf(pages, path, title=f"{poster.sponsor} poster".strip())
            write_whole(path, drawn.png(next(pages), _DOTS))
        return 1

    def preview(self, poster: Poster, paper: PaperSize) -> bytes:
        """The first page as a PNG."""
        from boothapp.labels.poster import poster_pages
        from boothapp.writers import drawn

        page = next(poster_pages(_openings(poster), poster.sponsor, paper))
        return drawn.png(page, _PREVIEW_DOTS)


def _openings(poster: Poster) -> "list[Opening]":
    from boothapp.labels.poster import Opening

    return [Opening(role.title, role.link) for role in poster.roles]


def _meant(
    roles: Sequence[Role], titles: Sequence[str], ids: Sequence[str] | None
) -> tuple[Role, ...]:
    if ids is not None:
        return tuple(role for role in roles if role.id in set(ids))
    if not titles:
        return tuple(roles)
    by_title = {same_words(role.title): role for role in roles}
    unknown = next((title for title in titles if same_words(title) not in by_title), None)
    if unknown is not None:
        raise BadInput(f"There is no role “{unknown}”.")
    wanted = {same_words(title) for title in titles}
    return tuple(role for key, role in by_title.items() if key in wanted)
