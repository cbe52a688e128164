"""Changes of questions, tags and interests: saved at once, with a toast and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from boothapp.domain.desk_lists import TagStyle, TagTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import Qualifier
from boothapp.ui.context import Context
from boothapp.ui.undoable import Undoable

if TYPE_CHECKING:
    from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog


class DeskOrders:
    """Orders to the database thread. `refused` is called when one was not carried out."""

    def __init__(self, context: Context, parent: QWidget, refused: Callable[[], object]) -> None:
        self._settings, self._tags = context.services.settings, context.services.tags
        self._interests = context.services.interests
        self._parent, self._refused = parent, refused
        self._orders = Undoable(context)
        self.dialog: ConfirmDialog | None = None

    def add_question(self, words: str, stored: Callable[[Qualifier], object]) -> None:
        """Ask something new; `stored` gets it with its id."""
        self._orders.do(
            lambda: self._settings.save_qualifier(Qualifier("", words)),
            "Question added",
            lambda asked: self._settings.remove_qualifier(asked.id),
            then=stored,
        )

    def save_question(self, asked: Qualifier) -> None:
        """Ask in other words, another kind or with other choices."""

        def save() -> tuple[Qualifier, Qualifier]:
            known = self._settings.get().qualifiers
            before = next((one for one in known if one.id == asked.id), None)
            if before is None:
                raise BadInput("This question is not known here.")
            return self._settings.save_qualifier(asked), before

        def said(pair: tuple[Qualifier, Qualifier]) -> str:
            saved, before = pair
            new = saved.id != before.id
            return f"Question saved as version {saved.version}" if new else "Question saved"

        self._orders.do(
            save,
            said,
            lambda pair: self._settings.revert_qualifier(*pair),
            refused=self._refused,
        )

    def remove_question(self, qualifier_id: str) -> None:
        """Stop asking a question."""
        self._orders.do(
            lambda: self._settings.remove_qualifier(qualifier_id),
            "Question removed; answers to it stay",
            self._settings.save_qualifier,
        )

    def order_questions(self, ids: Sequence[str]) -> None:
        """Ask in this order."""

        def order() -> list[str]:
            before = [asked.id for asked in self._settings.get().qualifiers]
            self._settings.reorder("qualifier", ids)
            return before

        self._orders.do(
            order, "Questions moved", lambda was: self._settings.reorder("qualifier", was)
        )

    def add_tag(self, name: str) -> None:
        """Offer one more tag."""
        self._orders.do(
            lambda: self._tags.add(name),
            lambda style: f"Tag “{style.name}” added",
            lambda style: self._tags.remove(style.id),
        )

    def save_tag(self, style: TagStyle, was: str, *, merge: bool = False) -> None:
        """Give a tag another name or colour; two become one after a question."""

        def ask(error: Exception) -> bool:
            if isinstance(error, TagTaken):
                self._ask_merge(error, style, was)
            return isinstance(error, TagTaken)

        self._orders.do(
            lambda: self._tags.save(style, was, merge=merge),
            lambda change: f"Tag “{change.after.name}” saved",
            self._tags.revert,
            refused=self._refused,
            instead=ask,
        )

    def remove_tag(self, style_id: str) -> None:
        """Offer a tag no more."""
        self._orders.do(
            lambda: self._tags.remove(style_id),
            lambda style: f"“{style.name}” is offered no more; leads keep it",
            self._tags.restore,
        )

    def order_tags(self, ids: Sequence[str]) -> None:
        """Offer tags in this order."""

        def order() -> list[str]:
            before = [style.id for style in self._settings.get().tags]
            self._settings.reorder("tag_style", ids)
            return before

        self._orders.do(order, "Tags moved", lambda was: self._settings.reorder("tag_style", was))

    def replace_interests(self, lines: Sequence[str]) -> None:
        """Offer these interests and no others."""
        self._orders.do(
            lambda: self._interests.replace(lines), "Interests saved", self._interests.replace
        )

    def _ask_merge(self, taken: TagTaken, style: TagStyle, was: str) -> None:
        from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog

        text = f"{taken} “{was}” goes up in it on all leads. Undo parts them again."
        self.dialog = ConfirmDialog(
            f"Make “{was}” and “{taken.other}” one tag?", text, "Make one", self._parent.window()
        )
        self.dialog.accepted.connect(lambda: self.save_tag(style, was, merge=True))
        self.dialog.rejected.connect(self._refused)
        self.dialog.open()
