"""Pictures of the real window with the demo event, to be looked at beside the design.

    .venv/bin/python tools/shots.py FOLDER [SCENE…] [--film]

Each scene is taken in both themes at 1440×900 and 1024×700. Without a screen it works off screen.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for what stands beside this file

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from boothapp.demo.event import Demo, make_demo, write_roster
from boothapp.demo.people import Attendee
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.lock import NEVER
from boothapp.domain.people import ScanSource
from boothapp.ui.body import Body
from boothapp.ui.dialogs.erase_dialog import EraseDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.interviews.filling import Filling
from boothapp.ui.interviews.sign_window import SignWindow
from boothapp.ui.main_window import MainWindow
from boothapp.ui.page_factories import page_factories
from boothapp.ui.pages.privacy import PrivacyPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.privacy.log import LogSection
from boothapp.ui.privacy.organiser import OrganiserSection
from boothapp.ui.scan.cover import Cover
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from tools import (
    shots_badges,
    shots_cards,
    shots_dashboard,
    shots_desk,
    shots_export,
    shots_interviews,
    shots_leads,
    shots_moving,
    shots_notices,
    shots_pictures,
    shots_printing,
    shots_roster,
    shots_scanners,
    shots_settings,
)

SIZES = ((1440, 900), (1024, 700))


class Stage:
    """The window over the demo store, and ways to bring it into a state."""

    def __init__(self, demo: Demo, *, film: bool) -> None:
        self.demo = demo
        self.tasks = Tasks()
        self.window = MainWindow()
        self.body = Body(self.window, self.tasks, page_factories(), clock=demo.services.now)
        self.window.setCentralWidget(self.body)
        if film:
            self.body.frame.film = demo.film
        self.body.frame.sound = False
        self.window.resize(*SIZES[0])
        self.window.show()
        self.body.attach(demo.services)
        self.settle(600)

    def settle(self, ms: int = 250) -> None:
        """Let the window work for a while, and until nothing is under way."""
        clock, loop = QElapsedTimer(), QEventLoop()
        clock.start()
        while clock.elapsed() < ms or (self.tasks.busy and clock.elapsed() < 20_000):
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            # Outside of a running loop nothing lets go of what is to be deleted.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def scan_page(self) -> ScanPage:
        """The page that most scenes play on."""
        return cast("ScanPage", self.body.pages["scan"])

    def fresh(self, *, opted_in: bool, skip: int = 0) -> Attendee:
        """Somebody of the demo who was not scanned yet."""
        known = {row.badge_id for row in self.demo.services.leads.table()}
        found = [
            person
            for person in self.demo.people
            if person.opted_in is opted_in and person.badge_id not in known
        ]
        return found[-1 - skip]

    def scan(self, payload: str) -> None:
        """A badge comes in and the dead time passes."""
        self.scan_page.orders.take(payload, ScanSource.CAMERA)
        self.settle(900)

    def empty(self) -> None:
        """Nobody in the panel, nobody in line."""
        while self.scan_page.desk.current is not None:
            self.scan_page.desk.asking = False
            self.scan_page.orders.next()
        self.body.toasts.clear()
        self.body.navigate("scan")
        self.settle(100)


def may_share(stage: Stage) -> None:
    """A lead with everything filled in."""
    stage.scan(stage.fresh(opted_in=True).badge_id)
    lead = stage.scan_page.panels.lead
    lead.rating.choose("hot")
    for tag in ("Speech", "Efficient attention", "Intern 2027"):
        lead.tag_added.emit(tag)
    for row, answer in zip(lead.questions.rows, ("2027", "Yes", "Yes"), strict=False):
        row.answered.emit(row.qualifier.id, answer)
    lead.role.setCurrentIndex(1)
    lead.role.activated.emit(1)
    lead.note.setFocus()
    lead.note.setPlainText(
        "Sparse attention for speech with little data. Wants to know how the Zürich team ships "
        "research; would like to meet Tomasz"
    )
    stage.settle(700)
    stage.body.toasts.clear()


def still_open(stage: Stage) -> None:
    """Somebody wants to go on, and what is required is open."""
    stage.scan(stage.fresh(opted_in=True).badge_id)
    lead = stage.scan_page.panels.lead
    lead.role.setCurrentIndex(1)
    lead.role.activated.emit(1)
    lead.saved.emit()
    stage.settle(500)


def role_link(stage: Stage) -> None:
    """Where to apply, for the candidate."""
    still_open(stage)
    stage.scan_page.panels.lead.roles.show_link()
    stage.settle(500)


def ask(stage: Stage) -> None:
    """Two of three purposes open."""
    vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Haruto Nakamura\nORG:Kamogawa University\nEND:VCARD"
    stage.scan(vcard)
    stage.scan_page.panels.ask.answer(Purpose.RECRUITING, ConsentEvent.GIVEN)


def ask_cv(stage: Stage) -> None:
    """A lead is asked for the CV alone."""
    already_lead(stage)
    stage.scan_page._ask_about(Purpose.CV)
    stage.settle()


def turned_cv(stage: Stage) -> None:
    """The same, for the attendee."""
    ask_cv(stage)
    stage.scan_page.answering.turn()


def turned(stage: Stage) -> None:
    """The notice for the attendee."""
    ask(stage)
    stage.scan_page.answering.turn()


def details(stage: Stage) -> None:
    """A yes of somebody of whom only an id is known."""
    stage.scan(stage.fresh(opted_in=False).badge_id)
    stage.scan_page.panels.ask.answer(Purpose.RECRUITING, ConsentEvent.GIVEN)


def waiting(stage: Stage) -> None:
    """Somebody is asked, two wait, and toasts say so."""
    stage.scan(stage.fresh(opted_in=False).badge_id)
    stage.scan(stage.fresh(opted_in=True, skip=1).badge_id)
    stage.scan(stage.fresh(opted_in=False, skip=1).badge_id)


def declined(stage: Stage) -> None:
    """Somebody who said no."""
    payload = stage.fresh(opted_in=False, skip=3).badge_id
    stage.scan(payload)
    stage.scan_page.panels.ask.say_no_to_all()
    stage.scan_page.answering.save()
    stage.settle()
    stage.scan(payload)


def already_lead(stage: Stage) -> None:
    """Somebody who came by before."""
    row = next(row for row in stage.demo.services.leads.table() if row.badge_id)
    stage.scan(str(row.badge_id))


def receipt(stage: Stage) -> None:
    """Somebody said yes and may scan their receipt."""
    ask(stage)
    stage.scan_page.answering.save()
    stage.settle(700)


def receipt_turned(stage: Stage) -> None:
    """The receipt for the attendee."""
    receipt(stage)
    stage.scan_page.receipting.turn()


def telling(stage: Stage) -> None:
    """Somebody from the list is told so."""
    stage.scan(stage.fresh(opted_in=True).badge_id)
    stage.scan_page.telling.begin()
    stage.settle(500)


def locked(stage: Stage) -> None:
    """The window is locked, a badge was scanned meanwhile."""
    services = stage.demo.services
    if not services.lock.with_pin():
        services.lock.set_pin(services.duty.staff_id, "4711")
    stage.settle(400)
    stage.body.guard.lock()
    stage.body.guard.screen.count_scan(waits=True)


def notice_editor(stage: Stage) -> None:
    """A notice is put into the sponsor's own words; one text does not say who asks."""
    on_page("settings", "notices")(stage)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.notice_orders.edit("booth", "en")
    stage.settle(400)
    editor = page.notice_orders.editor
    assert editor is not None  # noqa: S101 - just opened
    title = editor.fields.fields["title"].control
    cast("QLineEdit", title).setText("May {someone} keep your details?")


def notice_versions(stage: Stage) -> None:
    """The wordings that were kept."""
    on_page("settings", "notices")(stage)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.notice_orders.edit("booth", "ja")
    stage.settle(400)
    editor = page.notice_orders.editor
    assert editor is not None  # noqa: S101 - just opened
    editor.side.choose("kept")


def pin_wrong(stage: Stage) -> None:
    """A PIN that is too short."""
    on_page("settings", "lock")(stage)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.security_orders.set_pin(stage.demo.services.settings.get().staff[1], has_pin=False)
    dialog = cast("SecretsDialog", page.security_orders.dialog)
    dialog.edits["new"].setText("47")
    dialog.ok.click()


def rekey_question(stage: Stage) -> None:
    """The question before the key is replaced."""
    on_page("settings", "security")(stage)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.security.buttons["rekey"].click()
    stage.settle(400)


def unknown(stage: Stage) -> None:
    """A code that names nobody."""
    stage.scan("https://shop.example/offer")


def unreadable(stage: Stage) -> None:
    """A picture without a code."""
    stage.scan_page.orders.unreadable(ScanSource.IMAGE)


def nobody(stage: Stage) -> None:
    """The page before the first badge."""


def on_page(name: str, argument: str = "") -> Callable[[Stage], None]:
    """A page as it opens, or at one of its parts."""

    def scene(stage: Stage) -> None:
        stage.body.navigate(name)
        stage.settle(600)
        if argument:
            stage.body.navigate(name, argument)
            stage.settle(200)

    return scene


def privacy_people(stage: Stage) -> None:
    """Everything held about somebody with a CV, a request and a list that left."""
    stage.body.navigate("privacy", "people")
    stage.settle(200)
    asked = next(one for one in stage.demo.services.requests.all() if one.subject)
    stage.body.navigate("privacy", "?un")
    stage.settle()
    stage.body.navigate("privacy", str(asked.subject))
    stage.settle(500)


def privacy_erase(stage: Stage) -> None:
    """The question before somebody is erased whom a note about somebody else names."""
    privacy_people(stage)
    page = cast("PrivacyPage", stage.body.pages["privacy"])
    services = stage.demo.services
    name = services.people.held(str(page.people.subject)).person.name
    other = next(row for row in services.leads.table() if row.name != name)
    services.leads.add_note(other.id, f"Works with {name}.")
    page.people.erase()
    stage.settle(500)


def privacy_erased(stage: Stage) -> None:
    """Somebody was erased."""
    privacy_erase(stage)
    dialog = next(found for found in stage.window.findChildren(EraseDialog) if found.isVisible())
    dialog.erase.click()
    stage.settle(900)


def privacy_log(stage: Stage) -> None:
    """The log, verified."""
    on_page("privacy", "log")(stage)
    page = cast("PrivacyPage", stage.body.pages["privacy"])
    cast("LogSection", page.sections["log"]).check()
    stage.settle(900)


def privacy_organiser(stage: Stage) -> None:
    """The organiser's list, compared."""
    on_page("privacy", "organiser")(stage)
    page = cast("PrivacyPage", stage.body.pages["privacy"])
    section = cast("OrganiserSection", page.sections["organiser"])
    with tempfile.TemporaryDirectory() as folder:
        section.compare(write_roster(Path(folder) / "attendees.csv", stage.demo.people))
        stage.settle(900)


SCENES: dict[str, Callable[[Stage], None]] = {
    "may_share": may_share,
    "still_open": still_open,
    "role_link": role_link,
    "ask": ask,
    "ask_cv": ask_cv,
    "turned": turned,
    "turned_cv": turned_cv,
    "details": details,
    "waiting": waiting,
    "declined": declined,
    "already_lead": already_lead,
    "receipt": receipt,
    "receipt_turned": receipt_turned,
    "telling": telling,
    "locked": locked,
    "notice_editor": notice_editor,
    "notice_versions": notice_versions,
    "unknown": unknown,
    "unreadable": unreadable,
    "nobody": nobody,
    "notices": on_page("settings", "notices"),
    "pin_wrong": pin_wrong,
    "rekey_question": rekey_question,
    "settings_lock": on_page("settings", "lock"),
    "settings_backups": on_page("settings", "backups"),
    "privacy_people": privacy_people,
    "privacy_erase": privacy_erase,
    **{
        f"privacy_{name}": on_page("privacy", name)
        for name in ("requests", "retention", "figures", "lost")
    },
    "privacy_log": privacy_log,
    "privacy_organiser": privacy_organiser,
    "privacy_erased": privacy_erased,
    **shots_interviews.SCENES,
    **shots_moving.SCENES,
    **shots_cards.SCENES,
    **shots_export.SCENES,
    **shots_settings.SCENES,
    **shots_badges.SCENES,
    **shots_roster.SCENES,
    **shots_printing.SCENES,
    **shots_leads.SCENES,
    **shots_desk.SCENES,
    **shots_dashboard.SCENES,
    **shots_notices.SCENES,
    **shots_scanners.SCENES,
    **shots_pictures.SCENES,
    **{name: on_page(name) for name in ("leads", "interviews", "dashboard", "export", "settings")},
}


def end(stage: Stage) -> None:
    """Turn the screen back where a scene left it turned, open it where one left it locked."""
    if stage.body.guard.locked:
        stage.body.guard._open()
    for dialog in stage.window.findChildren(QDialog):
        dialog.close()
    for sign in stage.window.findChildren(SignWindow):
        sign.close()
    for filling in stage.window.findChildren(Filling):
        filling.close()
    for cover in stage.window.findChildren(Cover):
        cover.hide()
        cover.turned_back.emit()


def take(stage: Stage, scene: str, folder: Path) -> None:
    """One scene in every theme and size."""
    end(stage)
    stage.empty()
    stage.window.resize(*SIZES[0])
    SCENES[scene](stage)
    for width, height in SIZES:
        stage.window.resize(width, height)
        for scheme in ("light", "dark"):
            theme.force(scheme)
            stage.settle()
            name = f"{scene}-{width}-{scheme}"
            stage.window.grab().save(str(folder / f"{name}.png"))
            for sign in stage.window.findChildren(SignWindow):
                sign.showNormal()
                sign.resize(width, height)
                stage.settle(100)
                sign.grab().save(str(folder / f"{name}-{sign.windowTitle()[11:]}.png"))
            shown = (one for one in stage.window.findChildren(QDialog) if one.isVisible())
            for dialog in shown:
                dialog.grab().save(str(folder / f"{name}-dialog.png"))


def main() -> int:
    """Take the scenes that are named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("scenes", nargs="*", choices=[*SCENES, []])
    parser.add_argument("--film", action="store_true", help="with the demo film as the camera")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme.install(app)
    with tempfile.TemporaryDirectory() as store:
        demo = make_demo(Path(store) / "store")
        demo.services.lock.set_lock_after(NEVER)  # nobody touches the window for minutes
        stage = Stage(demo, film=chosen.film)
        for scene in chosen.scenes or SCENES:
            take(stage, scene, chosen.folder)
        stage.body.leave()
        stage.window.close()
        stage.tasks.run(demo.services.close)
        stage.tasks.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
