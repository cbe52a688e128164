"""Keys, signed badges and patterns by command."""

import os
from base64 import b64encode
from pathlib import Path
from uuid import uuid4

import pytest

from boothapp import signatures
from boothapp.badges.compact import signed_badge
from boothapp.decoding import decode_image
from boothapp.domain.consent import Purpose
from boothapp.domain.list_signature import ListSignature
from boothapp.domain.organiser_keys import OrganiserKey
from boothapp.labels import qr_image
from boothapp.services import roster_signature
from tests.badges.writers import write_indico
from tests.cli.commands import Command
from tests.factories import AMARA, HARUTO, roster_file


@pytest.fixture
def key(boothapp: Command, tmp_path: Path) -> Path:
    """The organiser's private key; `key.pem.pub` beside it counts in the store."""
    path = tmp_path / "key.pem"
    assert boothapp("organiser-keys", "make", path)[0] == 0
    assert boothapp("organiser-keys", "add", "Demo Conf", tmp_path / "key.pem.pub")[0] == 0
    return path


def picture(tmp_path: Path, payload: str) -> Path:
    path = tmp_path / "code.png"
    qr_image(payload).save(path)
    return path


def test_that_a_pair_of_keys_is_made_for_its_owner_alone(boothapp: Command, key: Path) -> None:
    assert key.stat().st_mode & 0o077 == 0 or os.name == "nt"
    private = roster_signature.private_key_in(key)
    _, listed, _ = boothapp("organiser-keys", "list")
    fingerprint = signatures.fingerprint(signatures.public_bytes(private))
    assert [(line["name"], line["fingerprint"]) for line in listed] == [("Demo Conf", fingerprint)]
    before = key.read_bytes()
    code, _, said = boothapp("organiser-keys", "make", key)
    assert (code, key.read_bytes()) == (2, before)
    assert "is there already" in said


def test_that_no_private_key_and_no_other_file_counts(boothapp: Command, tmp_path: Path) -> None:
    boothapp("organiser-keys", "make", tmp_path / "key.pem")
    code, _, said = boothapp("organiser-keys", "add", "Demo Conf", tmp_path / "key.pem")
    assert code == 2
    assert "private key" in said
    assert boothapp("organiser-keys", "add", "Demo Conf", tmp_path / "AB-0001.png")[0] == 2
    assert boothapp("organiser-keys", "add", "Demo Conf", tmp_path / "missing")[0] == 2
    assert boothapp("organiser-keys", "remove", "Demo Conf")[0] == 2


def test_that_badges_are_signed_read_and_verified(
    boothapp: Command, key: Path, tmp_path: Path
) -> None:
    mailed = ("", "Noor", "noor@uni.example", "Uni", "yes")
    roster = roster_file(tmp_path, [AMARA, HARUTO, mailed])
    code, made, _ = boothapp("badges", roster, "--to", tmp_path / "b", "--sign", key)
    assert code == 0
    files = [Path(line["file"]) for line in made]
    assert [file.name for file in files] == ["AB-0001.png", "AB-0002.png", "noor-uni.example.png"]
    private = roster_signature.private_key_in(key)
    texts = [decode_image(file)[0].text for file in files]
    assert texts[:2] == [
        signed_badge(row[0], {Purpose.RECRUITING: row is AMARA}, private) for row in (AMARA, HARUTO)
    ]
    code, read, _ = boothapp("scan", *files)
    assert code == 0
    assert [line["signature"] for line in read] == ["verified"] * 3
    assert [line["badge_id"] for line in read] == ["AB-0001", "AB-0002", None]
    assert [line["verdict"] for line in read] == ["already_lead", "ask", "ask"]


def test_that_badges_need_a_key_that_is_one(boothapp: Command, tmp_path: Path) -> None:
    roster = roster_file(tmp_path, [AMARA])
    code, _, said = boothapp("badges", roster, "--to", tmp_path / "b", "--sign", roster)
    assert code == 2
    assert "no private key" in said
    assert not (tmp_path / "b").exists()


def test_that_an_id_that_does_not_fit_is_named(
    boothapp: Command, key: Path, tmp_path: Path
) -> None:
    roster = roster_file(tmp_path, [("山" * 80, *AMARA[1:])])
    code, _, said = boothapp("badges", roster, "--to", tmp_path / "b", "--sign", key)
    assert code == 2
    assert "Line 2: the badge id is too long" in said
    assert not (tmp_path / "b").exists()


def test_that_a_forged_badge_is_refused_and_leaves_no_trace(
    boothapp: Command, key: Path, tmp_path: Path
) -> None:
    del key
    boothapp("scan", tmp_path / "AB-0001.png")
    before = boothapp("consent", "verify")[1]
    forged = picture(tmp_path, signed_badge("AB-0001", {}, signatures.new_private_key()))
    code, read, said = boothapp("scan", forged, "--consent", "given", "--name", "Jane")
    assert code == 1
    assert (read[0]["verdict"], read[0]["signature"]) == ("unknown", "forged")
    assert (read[0]["badge_id"], read[0]["name"]) == (None, None)
    assert "forged or altered, so nothing of it was stored" in said
    assert boothapp("consent", "verify")[1] == before
    _, lines, _ = boothapp("scan", forged, json=False)
    assert "(forged or altered: signed badge)" in lines[0]["line"]


def test_that_without_a_key_a_signed_badge_is_unverified(boothapp: Command, tmp_path: Path) -> None:
    code = picture(tmp_path, signed_badge("ZZ-1", {}, signatures.new_private_key()))
    assert boothapp("scan", code)[1][0]["signature"] == "unverified"
    assert "not verified" in boothapp("scan", code, json=False)[1][0]["line"]


def test_that_a_removed_key_verifies_nothing_more(boothapp: Command, key: Path) -> None:
    other = key.with_name("other.pem")
    boothapp("organiser-keys", "make", other)
    boothapp("organiser-keys", "add", "Workshop", other.with_name("other.pem.pub"))
    code, _, said = boothapp("organiser-keys", "remove", "workshop")
    assert (code, said) == (0, "")
    code, _, said = boothapp("organiser-keys", "remove", "demo conf")
    assert code == 0
    assert "the last one: from now on every signed badge is accepted as unverified" in said
    assert boothapp("organiser-keys", "list")[1] == []


def test_that_a_roster_is_signed_beside_it(boothapp: Command, key: Path, tmp_path: Path) -> None:
    roster = roster_file(tmp_path, [AMARA])
    code, made, _ = boothapp("roster", "sign", roster, "--key", key)
    assert (code, made[0]["file"]) == (0, f"{roster}.sig")
    assert boothapp("roster", "sign", roster, "--key", key)[0] == 2
    assert boothapp("roster", "sign", roster, "--key", key, "--replace")[0] == 0
    public = b64encode(signatures.public_bytes(roster_signature.private_key_in(key))).decode()
    keys = [OrganiserKey("", "Demo Conf", public, "")]
    assert roster_signature.check(roster, keys) == ListSignature("Demo Conf")


def test_that_a_list_without_the_signature_of_the_one_before_is_asked_about(
    boothapp: Command, key: Path, tmp_path: Path
) -> None:
    roster = roster_file(tmp_path, [AMARA])
    boothapp("roster", "sign", roster, "--key", key)
    assert boothapp("roster", "import", roster)[0] == 0
    Path(f"{roster}.sig").unlink()
    code, lines, said = boothapp("roster", "import", roster)
    assert (code, lines) == (2, [])
    assert "repeat this with --yes" in said
    assert boothapp("roster", "import", roster, "--yes")[0] == 0


def test_that_the_format_and_what_is_unknown_are_said(boothapp: Command, tmp_path: Path) -> None:
    code = picture(tmp_path, write_indico(uuid4()))
    line = boothapp("scan", code, json=False)[1][0]["line"]
    assert line.endswith("(read as Indico; only an id, and no list tells the name)")
    web = picture(tmp_path, "https://shop.example/x")
    line = boothapp("scan", web, json=False)[1][0]["line"]
    assert line.endswith("(looks like a web address; no badge format reads it)")


def test_that_a_pattern_is_set_up_tried_and_used(boothapp: Command, tmp_path: Path) -> None:
    address = "https://badge.example/p/AB-0001"
    pattern = r"https://badge\.example/p/(?P<badge_id>[A-Z]{2}-\d+)"
    assert boothapp("patterns", "try", address)[0] == 1
    code, tried, _ = boothapp("patterns", "try", address, "--pattern", pattern)
    assert (code, tried[0]["badge_id"]) == (0, "AB-0001")
    assert boothapp("patterns", "list")[1] == []
    assert boothapp("patterns", "add", "Demo Conf", pattern)[0] == 0
    assert boothapp("patterns", "list")[1] == [{"name": "Demo Conf", "pattern": pattern}]
    code, read, _ = boothapp("scan", picture(tmp_path, address))
    assert (read[0]["format"], read[0]["verdict"]) == ("Demo Conf", "already_lead")
    assert "badge_id: AB-0001" in boothapp("patterns", "try", address, json=False)[1][1]["line"]
    assert boothapp("patterns", "remove", "demo conf")[0] == 0
    assert boothapp("patterns", "try", address)[0] == 1
    assert boothapp("patterns", "remove", "demo conf")[0] == 2


def test_that_a_pattern_is_tried_without_a_store(boothapp: Command, tmp_path: Path) -> None:
    nowhere = ("--store", tmp_path / "none", "--pattern", r"X(?P<badge_id>\d+)")
    code, tried, said = boothapp("patterns", "try", "X7", *nowhere)
    assert (code, tried[0]["badge_id"], said) == (0, "7", "")
    assert boothapp("patterns", "try", "Y7", *nowhere)[0] == 1
    assert not (tmp_path / "none").exists()
    assert boothapp("patterns", "try", "X7", "--store", tmp_path / "none")[0] == 2


def test_that_a_wrong_pattern_says_where_it_breaks(boothapp: Command) -> None:
    code, _, said = boothapp("patterns", "add", "Demo Conf", "https://x/(?P<badge_id>[A-Z]+")
    assert code == 2
    assert "“(” is not closed (at character 11)" in said


def test_that_a_pattern_that_fits_many_kinds_of_code_needs_a_yes(boothapp: Command) -> None:
    wide = ("patterns", "add", "Eu", "(?P<badge_id>.+)")
    code, added, said = boothapp(*wide)
    assert (code, added) == (2, [])
    assert said.startswith("“Eu” fits many kinds of code: ")
    assert "--yes" in said
    code, listed, said = boothapp("patterns", "list")
    assert (code, listed) == (0, [])
    assert said.startswith("No pattern: ")
    code, added, said = boothapp(*wide, "--yes")
    assert (code, added[0]["name"]) == (0, "Eu")
    assert said.startswith("“Eu” fits many kinds of code: ")
    assert boothapp("patterns", "list")[2] == ""


def test_that_the_formats_are_listed_without_a_store(boothapp: Command) -> None:
    names = {line["name"] for line in boothapp("patterns", "formats")[1]}
    assert {"Indico", "Devoxx", "signed badge", "pretix"} <= names
