"""The presets that are there: the formats, those that come along, and those of people here."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from boothapp import paths
from boothapp.domain.errors import BadInput
from boothapp.domain.presets import OWN_ID, PLAIN, Preset, file_stem
from boothapp.readers.preset_file import read_preset
from boothapp.services.places import whole_or_nothing
from boothapp.writers.preset_file import write_preset


@dataclass(frozen=True, slots=True)
class Presets:
    """By their ids, in the order they are offered in; and what is wrong with files of them."""

    all: Mapping[str, Preset]
    wrong: tuple[str, ...] = ()

    def named(self, name: str) -> Preset:
        """By id or title, in any case of letters. Raises BadInput."""
        wanted = name.strip().casefold()
        for preset in self.all.values():
            if wanted in (preset.id.casefold(), preset.title.casefold()):
                return preset
        known = ", ".join(self.all)
        broken = "".join(f" {sentence}" for sentence in self.wrong)
        raise BadInput(f"There is no preset “{name}”; known are {known}.{broken}")


def load() -> Presets:
    """Read them all; a file that cannot be used leaves the others in peace."""
    found = {preset.id: preset for preset in PLAIN}
    wrong = []
    shipped = paths.resources() / "presets"
    taken = {one.casefold() for preset in PLAIN for one in (preset.id, preset.title)}
    for folder, own in ((shipped, False), (paths.own_presets(), True)):
        for path in sorted(folder.glob("*.toml")):
            try:
                preset = _unlike(taken, path, own=own)
            except BadInput as error:
                wrong.append(str(error))
                continue
            found[path.stem] = preset
            taken |= {preset.id.casefold(), preset.title.casefold()}
    return Presets(found, tuple(wrong))


def _unlike(taken: Container[str], path: Path, *, own: bool) -> Preset:
    """The preset in a file, whose name and title are no other's. Raises BadInput."""
    name = path.name.encode(errors="replace").decode()
    if name != path.name:
        raise BadInput(f"{name}: its name is no text in UTF-8; give it another one.")
    preset = read_preset(path, own=own)
    if path.stem.casefold() in taken or path.stem.casefold() == OWN_ID:
        raise BadInput(f"{name}: the name {path.stem} is taken; give another one.")
    if preset.title.strip().casefold() in taken:
        raise BadInput(f"{name}: the title “{preset.title}” is taken; give another one.")
    return preset


def save_own(preset: Preset) -> Path:
    """Keep a plain format with chosen fields as a file under its title, in place of the one that
    had this title before; no other is replaced. Raises BadInput."""
    stem = file_stem(preset.title.casefold())
    if not stem:
        raise BadInput("Give the columns a name with letters in it. Nothing was saved.")
    if not preset.fields:
        raise BadInput("Choose at least one column. Nothing was saved.")
    folder, known = paths.own_presets(), load().all
    others = (one for one in known.values() if not one.own)
    if any(stem == one.id or _same(one.title, preset.title) for one in others):
        raise BadInput(f"“{preset.title}” is the name of another format. Nothing was saved.")
    before = [one for one in known.values() if one.own and _same(one.title, preset.title)]
    path = folder / f"{before[0].id}.toml" if before else _free(folder, stem, known)
    with whole_or_nothing(path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_preset(path, preset)
    return path


def _same(title: str, other: str) -> bool:
    return title.strip().casefold() == other.strip().casefold()


def _free(folder: Path, stem: str, known: Container[str]) -> Path:
    """The file of this name, with a number where that is another preset's: “A/B” is not “A b”."""
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(
        path
        for name in names
        if name not in known and name != OWN_ID and not (path := folder / f"{name}.toml").exists()
    )
