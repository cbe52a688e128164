"""When this laptop is lost: one page of plain words, with this store's own facts, to print now."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.backups import BackupRecord
from boothapp.domain.event import Settings
from boothapp.services.bundle import Services
from boothapp.ui import printing
from boothapp.ui.context import Context
from boothapp.ui.privacy.parts import CardColumn, TitledCard
from boothapp.ui.privacy.wording import counted, instant
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_SHOWS = frozenset({"settings", "lead", "backup", "consent"})
_CAN_READ = {
    "keyring": (
        "The store is encrypted; its key lies in this computer’s keyring. Whoever can log in to "
        "this account can open it. Without the login the store is closed, if the login has a "
        "password that nobody guesses."
    ),
    "passphrase": (
        "The store is encrypted; its key is locked with a passphrase. Without the passphrase or "
        "the recovery key nobody reads it, not even with the disk in hand."
    ),
    "memory": (
        "This is the demo: its key is in memory only and its people are invented. Nothing of it "
        "can be read once the window is closed."
    ),
}

_FIRST_HOUR = (
    "In the first hour",
    (
        "Write down when and where it was last seen, and whether it was locked.",
        "Tell {contact}, and the colleagues at the booth.",
        "Have IT lock or wipe the laptop from afar and change the password of its account.",
        "Ask the venue’s lost and found; report a theft to the police and keep the number.",
    ),
)
_WHOM = (
    "Whom to tell",
    (
        "The supervisory authority within 72 hours of knowing, unless harm to the people is "
        "unlikely (GDPR Art. 33). A locked store with a strong passphrase is a reason to think "
        "so; write down why you think so.",
        "The people themselves where the risk to them is high (Art. 34): in plain words, what "
        "happened, what may follow, what they can do, and whom to ask.",
    ),
)


@dataclass(frozen=True, slots=True)
class LostFacts:
    """What the page says of this store."""

    settings: Settings
    keeper: str
    backup: BackupRecord | None
    leads: int


def lost_words(facts: LostFacts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headings, each with its sentences."""
    settings = facts.settings
    contact = settings.booth.privacy_contact or "whoever answers for privacy at your company"
    if facts.backup is None:
        backup = "There is no backup yet: write one today (Settings, Backups), on another disk."
    else:
        when = instant(facts.backup.at, settings.event.zone)
        backup = f"The last backup is of {when} and lies at {facts.backup.path}."
    return (
        (
            "What a finder can read",
            (
                _CAN_READ[facts.keeper],
                f"In it are {counted(facts.leads, 'lead', 'leads')} of {settings.event.name}.",
                "If the window was open and unlocked, take it that everything was read. Files "
                "that were exported to this laptop are not in the store: the ledger on the Export "
                "page of a restored backup names each one and whether it was encrypted.",
            ),
        ),
        (_FIRST_HOUR[0], tuple(text.format(contact=contact) for text in _FIRST_HOUR[1])),
        _WHOM,
        (
            "Going on working",
            (
                backup,
                "On another laptop, install BoothApp and choose Settings, Backups, Restore (or "
                "“boothapp restore FILE”). It opens with the passphrase or the recovery key.",
                "Everybody who took their consent back since the backup is taken out again where "
                "the old store is at hand; otherwise go through the confirmations you sent.",
            ),
        ),
    )


class LostSection(QWidget):
    """Read it before it happens; print it and keep it away from the laptop."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page = ""
        self.paper = Button("Print…", kind="primary", icon="file", size="s")
        self._card = TitledCard("When this laptop is lost")
        self._card.said.set_text("Print it, and keep it away from the laptop")
        self._card.head.addWidget(self.paper)
        self._words = QVBoxLayout()
        self._words.setContentsMargins(20, 14, 20, 20)
        self._words.setSpacing(6)
        self._card.body.addLayout(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(CardColumn((self._card,)))
        self.paper.clicked.connect(lambda: printing.print_html(self._page, self))
        Refresher(self, context.bridge, _SHOWS, self.reload)

    def reload(self) -> None:
        """Read the facts again."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show)

    @property
    def page(self) -> str:
        """What is printed, as HTML."""
        return self._page

    def _show(self, facts: LostFacts) -> None:
        while (item := self._words.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        parts = lost_words(facts)
        for heading, sentences in parts:
            if self._words.count():
                self._words.addSpacing(10)
            self._words.addWidget(Label(heading, font="heading"))
            for sentence in sentences:
                self._words.addWidget(Label(sentence, wrap=True))
        self._page = _html(facts, parts)


def _html(facts: LostFacts, parts: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    booth = facts.settings.booth
    title = f"{booth.sponsor}: when the booth’s laptop is lost"
    body = "".join(
        f"<h2>{escape(heading)}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in sentences)
        for heading, sentences in parts
    )
    return f"<h1>{escape(title)}</h1>{body}"


def _read(services: Services) -> LostFacts:
    """Read the facts; on the database thread."""
    return LostFacts(
        services.settings.get(),
        services.security.kept_in(),
        services.backups.latest(),
        services.leads.counts()[1],
    )
