"""Scenes of badge formats and organisers' keys: in Settings, and what a scan says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from boothapp import signatures
from boothapp.badges.compact import signed_badge
from boothapp.domain.consent import Purpose
from boothapp.ui.pages.settings import SettingsPage

if TYPE_CHECKING:
    from tools.shots import Stage

_ADDRESS = r"https://badge\.example/p/(?P<badge_id>[A-Z0-9]+)/(?P<name>[^/]+)"


def _page(stage: Stage, card: str) -> SettingsPage:
    stage.body.navigate("settings")
    stage.settle(600)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.open_with(card)
    stage.settle(300)
    return page


def formats(stage: Stage) -> None:
    """A pattern is set up, another one is wrong, and a code is tried."""
    known = stage.demo.services.badge_formats.patterns()
    if not known:
        stage.demo.services.badge_formats.add("Demo Conf", _ADDRESS)
    page = _page(stage, "badge_formats")
    card = page.organisers.formats
    card.new.name.setText("Workshop")
    card.new.pattern.setText("https://w.example/(?P<badge_id>[0-9]+")
    card.check_wanted.emit(card.new)
    card.trying.code.setPlainText("https://badge.example/p/4Q7781/Ingrid Solberg")
    stage.settle(600)
    page.open_with("badge_formats")
    stage.settle(300)


def keys(stage: Stage) -> None:
    """A key that counts."""
    if not stage.demo.services.organiser_keys.all():
        public = signatures.public_bytes(signatures.new_private_key())
        stage.demo.services.organiser_keys.add("Demo Conf 2026", signatures.public_pem(public))
    _page(stage, "organiser_keys")


def forged(stage: Stage) -> None:
    """A forged badge comes in."""
    keys(stage)
    stage.empty()
    stage.scan(signed_badge("AB-0001", {}, signatures.new_private_key()))


def signed(stage: Stage) -> None:
    """A signed badge of somebody who is on no list."""
    private = signatures.new_private_key()
    public = signatures.public_pem(signatures.public_bytes(private))
    name = f"Workshop {len(stage.demo.services.organiser_keys.all())}"
    stage.demo.services.organiser_keys.add(name, public)
    stage.empty()
    said = {Purpose.RECRUITING: True, Purpose.MARKETING: False}
    stage.scan(signed_badge("ZZ-9041", said, private))


def id_only(stage: Stage) -> None:
    """A ticket that names nobody."""
    stage.empty()
    ticket = UUID("6f1d2c34-8a5b-4c7d-9e0f-123456789abc")
    stage.scan(f"{ticket}/kR1vY0dQm2uZ8sTt4xW6aLpCj3nHfGbEoIiUyVrDqPw=")


SCENES = {
    "badge_formats": formats,
    "organiser_keys": keys,
    "badge_forged": forged,
    "badge_signed": signed,
    "badge_id_only": id_only,
}
