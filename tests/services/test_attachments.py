"""Files of leads: only with their own yes, only what they may be, and gone with it."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from boothapp.domain.answers import Answered
from boothapp.domain.attachments import DOCX, LARGEST, ODT, Attachment, NoConsentToFile
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.exporting import Leaving
from boothapp.domain.people import NoticeShown, ScanSource, VerdictCard
from boothapp.readers import attachment_file
from boothapp.services.bundle import Services
from tests.factories import everything

PDF = b"%PDF-1.7\ninvented CV of Amara\n%%EOF"


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "amara-cv.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def card(services: Services, roster: None) -> VerdictCard:
    return services.capture.scan("AB-0001", ScanSource.SCANNER)


def say(services: Services, card: VerdictCard, cv: ConsentEvent) -> None:
    services.capture.answer(services.capture.refresh(card), {Purpose.CV: cv}, notice=NoticeShown())


def lead_of(card: VerdictCard) -> str:
    assert card.lead is not None
    return card.lead.id


def test_that_a_cv_needs_its_own_yes(services: Services, card: VerdictCard, cv: Path) -> None:
    with pytest.raises(NoConsentToFile, match="has not agreed to share a CV"):
        services.attachments.add(lead_of(card), cv)
    say(services, card, ConsentEvent.GIVEN)
    added = services.attachments.add(lead_of(card), cv)
    assert services.attachments.content(added.id) == PDF
    assert (added.name, added.media_type, added.size) == ("amara-cv.pdf", "application/pdf", 35)


def test_that_the_end_of_the_yes_takes_cvs_and_leaves_other_files(
    services: Services, card: VerdictCard, cv: Path, tmp_path: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    services.attachments.add(lead_of(card), cv)
    poster = tmp_path / "poster.txt"
    poster.write_text("Sparse attention, poster 41", encoding="utf-8")
    services.attachments.add(lead_of(card), poster, Purpose.RECRUITING)
    say(services, card, ConsentEvent.WITHDRAWN)
    assert [file.name for file in services.attachments.of_lead(lead_of(card))] == ["poster.txt"]


def test_that_undo_brings_the_files_back_that_an_answer_took(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    added = services.attachments.add(lead_of(card), cv)
    for answers in (
        {Purpose.CV: ConsentEvent.DECLINED},
        {Purpose.RECRUITING: ConsentEvent.WITHDRAWN, Purpose.CV: ConsentEvent.WITHDRAWN},
    ):
        answered = services.capture.answer(
            services.capture.refresh(card), answers, notice=NoticeShown()
        )
        assert "invented CV" not in everything(services)
        services.capture.undo_answer(answered.undo)
        assert services.attachments.of_lead(lead_of(card)) == (added,)
        assert services.attachments.content(added.id) == PDF


def declined_and_removed(services: Services, card: VerdictCard, cv: Path) -> Answered:
    """A CV is declined, which takes it, and then the lead is removed by hand."""
    say(services, card, ConsentEvent.GIVEN)
    services.attachments.add(lead_of(card), cv)
    no = {Purpose.CV: ConsentEvent.DECLINED}
    answered = services.capture.answer(services.capture.refresh(card), no, notice=NoticeShown())
    services.capture.undo_lead(answered.card)
    return answered


def test_that_undo_of_an_answer_brings_no_lead_back_that_was_removed_by_hand(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    answered = declined_and_removed(services, card, cv)
    services.capture.undo_answer(answered.undo)
    assert services.leads.table() == (), "removed by hand, after the answer"


def test_that_undo_of_an_earlier_answer_leaves_a_lead_made_since_as_it_is(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    answered = declined_and_removed(services, card, cv)
    again = services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.capture.undo_answer(answered.undo)
    assert services.attachments.of_lead(lead_of(again)) == ()
    assert services.capture.refresh(again).lead is not None


def test_that_a_removed_lead_comes_back_with_its_files(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    added = services.attachments.add(lead_of(card), cv)
    services.leads.restore(services.leads.remove(lead_of(card)))
    assert services.attachments.of_lead(lead_of(card)) == (added,)


def test_that_a_removed_file_comes_back_as_it_was(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    added = services.attachments.add(lead_of(card), cv)
    removed = services.attachments.remove(added.id)
    assert services.attachments.of_lead(lead_of(card)) == ()
    services.attachments.restore(removed)
    assert services.attachments.of_lead(lead_of(card)) == (added,)


def test_that_a_removed_file_does_not_come_back_after_its_yes_was_taken_back(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    removed = services.attachments.remove(services.attachments.add(lead_of(card), cv).id)
    say(services, card, ConsentEvent.WITHDRAWN)
    with pytest.raises(NoConsentToFile):
        services.attachments.restore(removed)
    say(services, card, ConsentEvent.GIVEN)
    with pytest.raises(BadInput, match="took it back since"):
        services.attachments.restore(removed)
    assert services.attachments.of_lead(lead_of(card)) == ()
    services.people.erase(services.leads.detail(lead_of(card)).subject)
    with pytest.raises(NoSuchLead):
        services.attachments.restore(removed)


def test_that_a_removed_lead_comes_back_without_the_cv_that_was_taken_back_since(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    services.attachments.add(lead_of(card), cv)
    subject = services.leads.detail(lead_of(card)).subject
    removed = services.leads.remove(lead_of(card))
    services.people.withdraw(subject, [Purpose.CV])
    services.leads.restore(removed)
    say(services, card, ConsentEvent.GIVEN)
    assert services.attachments.of_lead(lead_of(card)) == ()


def test_that_the_same_file_twice_is_stored_once(
    services: Services, card: VerdictCard, cv: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    services.attachments.add(lead_of(card), cv)
    with pytest.raises(BadInput, match="stored with this lead already"):
        services.attachments.add(lead_of(card), cv)
    assert len(services.attachments.of_lead(lead_of(card))) == 1


def test_that_a_copy_that_leaves_is_private_and_in_the_ledger(
    services: Services, card: VerdictCard, cv: Path, tmp_path: Path
) -> None:
    say(services, card, ConsentEvent.GIVEN)
    added = services.attachments.add(lead_of(card), cv)
    target = tmp_path / "copy.pdf"
    with pytest.raises(BadInput, match="who will hold"):
        services.attachments.save_copy(added.id, target, " ")
    record = services.attachments.save_copy(added.id, target, "Vision team")
    assert target.read_bytes() == PDF
    assert target.stat().st_mode & 0o077 == 0
    assert services.exporting.ledger() == (record,)
    assert (record.what, record.recipient, record.sha256) == (
        Leaving.ATTACHMENT,
        "Vision team",
        added.sha256,
    )


def test_that_too_large_and_empty_files_are_named(tmp_path: Path) -> None:
    large = tmp_path / "film.pdf"
    with large.open("wb") as out:
        out.truncate(LARGEST + 1)
    with pytest.raises(BadInput, match=r"film.pdf.*10 MB is the most"):
        attachment_file.read(large)
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(BadInput, match="is empty"):
        attachment_file.read(tmp_path / "empty.pdf")
    with pytest.raises(BadInput, match="cannot be read"):
        attachment_file.read(tmp_path / "absent.pdf")


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


WORD = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "application/pdf"),
        (b"MZ\x90\x00 a program %PDF-1.4", None),
        (b"<html><script>1</script>%PDF-1.4", None),
        (b"junk before\n%PDF-1.4", "text/plain"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("GIF"), None),
        (archive(**WORD), DOCX),
        (archive(**{name.upper(): content for name, content in WORD.items()}), DOCX),
        (archive(**WORD, **{"word/media/image1.png": b"x", "docProps/app.xml": b"x"}), DOCX),
        *(
            (archive(**WORD, **{name: b"x"}), None)
            for name in (
                *("word/vbaProject.bin", "word/VBAProject.bin", "/WORD/VBAPROJECT.BIN"),
                *("word\\vbaProject.bin", "macros/vbaProject.bin", "word/vbaData.xml"),
                *(
                    "evil.exe",
                    "word/media/EVIL.Exe",
                    "evil.exe.",
                    "a.dll",
                    "a.js",
                    "a.vbs",
                    "a.bat",
                ),
                *("a.cmd", "a.ps1", "a.scr", "a.msi", "a.lnk", "a.jar"),
            )
        ),
        (archive(mimetype=ODT.encode()), ODT),
        (archive(mimetype=ODT.encode(), **{"content.xml": b"x", "Pictures/1.png": b"x"}), ODT),
        (archive(mimetype=ODT.encode(), **{"Basic/script-lc.xml": b"x"}), None),
        (archive(mimetype=ODT.encode(), **{"basic/Standard/Module1.xml": b"x"}), None),
        (archive(mimetype=ODT.encode(), **{"Scripts/python/a.py": b"x"}), None),
        (archive(mimetype=ODT.encode(), **{"Pictures/a.exe": b"x"}), None),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), None),
        (archive(readme=b"any zip"), None),
        (b"PK\x03\x04 cut off", None),
        ("Lebenslauf: Zürich".encode(), "text/plain"),
        (b"MZ\x90\x00", None),
        (b"#!/bin/sh\nrm", None),
        (b"<html><script>", None),
        (b"a\x00b", None),
    ],
)
def test_that_a_type_is_told_by_the_content(content: bytes, expected: str | None) -> None:
    assert attachment_file.media_type_of(content) == expected


def test_that_a_file_leaves_under_the_ending_of_its_content() -> None:
    details = dict.fromkeys(("id", "lead_id", "sha256", "added_by"), "")
    for media_type, ending in (
        ("application/pdf", ".pdf"),
        (DOCX, ".docx"),
        ("image/jpeg", ".jpg"),
    ):
        file = Attachment(
            **details,
            purpose=Purpose.CV,
            name="cv.exe",
            media_type=media_type,
            size=1,
            added=datetime(2026, 7, 9, tzinfo=UTC),
        )
        assert file.ending == ending


def test_that_an_ending_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"MZ\x90\x00 a program")
    with pytest.raises(BadInput, match=r"“cv.pdf” is not a PDF"):
        attachment_file.read(path)
