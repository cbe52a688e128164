"""The cards of what the desk asks and files people under, and what their changes order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.desk_lists import TagUse
from boothapp.domain.event import Settings
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.settings.desk_orders import DeskOrders
from boothapp.ui.settings.interests_card import InterestsCard, InterestsDialog, choose_file
from boothapp.ui.settings.orders import SettingsOrders
from boothapp.ui.settings.questions_card import QuestionsCard
from boothapp.ui.settings.tags_card import TagsCard


@dataclass(frozen=True, slots=True)
class DeskKnown:
    """What the cards show beside the settings."""

    tags: tuple[TagUse, ...]
    supplied: tuple[str, ...]


def read_desk(services: Services) -> DeskKnown:
    """Read what the cards show; on the database thread."""
    return DeskKnown(services.tags.uses(), services.interests.supplied())


class DeskSettings:
    """Makes the cards and carries their changes to the services; `parent` owns the dialogs."""

    def __init__(self, context: Context, orders: SettingsOrders, parent: QWidget) -> None:
        self._context, self._parent, self._reload = context, parent, orders.refused
        self.questions, self.tags, self.interests = QuestionsCard(), TagsCard(), InterestsCard()
        self.orders = DeskOrders(context, parent, self._refused)
        self.dialog: InterestsDialog | None = None
        self._names: tuple[str, ...] = ()
        self._supplied: tuple[str, ...] = ()
        self._added = ""
        self._connect()

    def show(self, settings: Settings, known: DeskKnown) -> None:
        """Show everything as stored now."""
        self.questions.show_questions(settings.qualifiers)
        self.tags.show_tags(known.tags)
        self._names = tuple(one.name for one in settings.interests)
        self._supplied = known.supplied
        self.interests.show_names(self._names)
        if self._added:
            self.questions.open_line(self._added)
            self._added = ""

    def edit_interests(self) -> InterestsDialog:
        """Open the list in front of the window."""
        dialog = InterestsDialog(self._names, self._supplied, self._parent.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(self.orders.replace_interests)
        dialog.import_wanted.connect(lambda: self._choose(dialog))
        self.dialog = dialog
        dialog.open()
        return dialog

    def take_file(self, dialog: InterestsDialog, path: Path) -> None:
        """Show the list in a file, to be looked at before it is saved."""
        service = self._context.services.interests
        self._context.tasks.run(
            lambda: service.read_file(path),
            dialog.show_list,
            lambda error: dialog.complain(str(error)),
        )

    def _choose(self, dialog: InterestsDialog) -> None:
        path = choose_file(dialog)
        if path is not None:
            self.take_file(dialog, path)

    def _refused(self) -> None:
        self.tags.refill()
        self._reload()

    def _connect(self) -> None:
        orders = self.orders
        questions, tags = self.questions, self.tags
        questions.added.connect(lambda words: orders.add_question(words, self._remember))
        questions.edited.connect(orders.save_question)
        questions.removed.connect(orders.remove_question)
        questions.ordered.connect(orders.order_questions)
        tags.added.connect(orders.add_tag)
        tags.edited.connect(orders.save_tag)
        tags.removed.connect(orders.remove_tag)
        tags.ordered.connect(orders.order_tags)
        self.interests.edit_wanted.connect(self.edit_interests)
        self.interests.import_wanted.connect(lambda: self._choose(self.edit_interests()))

    def _remember(self, asked: object) -> None:
        """A question was added: its line opens once it is shown."""
        self._added = getattr(asked, "id", "")
        self._reload()
