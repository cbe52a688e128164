from dataclasses import replace

from pytestqt.qtbot import QtBot

from boothapp.domain.event import BoothInfo
from boothapp.ui.forms.booth import BoothForm


def test_that_a_contact_from_before_the_rule_does_not_hold_up_the_other_fields(
    qtbot: QtBot,
) -> None:
    old = BoothInfo(sponsor="Northlight", privacy_contact="room 5, hall 3")
    form = BoothForm(old)
    qtbot.addWidget(form)
    edited: list[BoothInfo] = []
    form.edited.connect(edited.append)
    form._booth.setText("Hall 9")
    form._booth.editingFinished.emit()
    assert edited == [replace(old, booth="Hall 9")]
    assert not form.contact.complaint
    form._contact.setText("room 6, hall 3")
    form._contact.editingFinished.emit()
    assert "People cannot write to" in form.contact.complaint
    assert len(edited) == 1
