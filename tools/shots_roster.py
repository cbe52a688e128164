"""Scenes of the organiser's list being taken in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.demo.event import write_roster
from boothapp.ui.dialogs.roster_dialog import RosterDialog

if TYPE_CHECKING:
    from tools.shots import Stage

_NEW = ("Runa Halvorsen", "Teo Marchetti", "Ximena Quispe")


def _open(stage: Stage, path: Path | None) -> RosterDialog:
    stage.body.navigate("settings", "roster")
    stage.settle(400)
    context = stage.body.context
    assert context is not None, "the window is attached"  # noqa: S101 - for the type checker
    dialog = RosterDialog(context, stage.body)
    dialog.open()
    if path is not None:
        dialog.open_file(path)
    stage.settle(900)
    return dialog


def empty(stage: Stage) -> None:
    """No file yet."""
    _open(stage, None)


def columns(stage: Stage) -> None:
    """A list in another encoding, with a word that nobody knows."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "Teilnehmer.csv"
    lines = ["Ausweisnummer;Vorname;Nachname;E-Mail;Firma;Weitergabe an Sponsoren"]
    lines += [
        f"T-{n:03};Jürgen;Müller-Lüdenscheidt {n};j{n}@uni.example;Universität Köln;{word}"
        for n, word in enumerate(["Ja", "Nein", "Ja", "vielleicht", "", "Ja"] * 5)
    ]
    path.write_bytes("\n".join(lines).encode("cp1252"))
    _open(stage, path)


def preview(stage: Stage) -> None:
    """A newer list, compared."""
    _compared(stage, handed=0)


def handed_on(stage: Stage) -> None:
    """A newer list in which tickets have other people, and the box that says so."""
    dialog = _compared(stage, handed=3)
    dialog.view.preview.handed_on.click()
    stage.settle(2500)


def _compared(stage: Stage, *, handed: int) -> RosterDialog:
    path = write_roster(Path(tempfile.mkdtemp()) / "attendees.csv", stage.demo.people)
    lines = path.read_text("utf-8").splitlines()
    changed = [line.replace("University", "Institute") for line in lines[:-40]]
    changed[5] = changed[5].replace("yes", "no")
    changed.append(changed[7].replace("@", "(at)"))
    there = [at for at, line in enumerate(changed) if line.endswith("yes")][1 : 1 + handed]
    for number, at in enumerate(there):
        ticket, _, _, *others = changed[at].split(",")
        who = _NEW[number]
        changed[at] = ",".join((ticket, who, f"{who.split()[0].lower()}@new.example", *others))
    path.write_text("\n".join(changed) + "\n", "utf-8")
    dialog = _open(stage, path)
    dialog.view.start.click()
    stage.settle(2500)
    return dialog


SCENES: dict[str, Callable[[Stage], None]] = {
    "roster_empty": empty,
    "roster_columns": columns,
    "roster_preview": preview,
    "roster_handed_on": handed_on,
}
