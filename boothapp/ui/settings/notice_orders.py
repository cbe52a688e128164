"""Changes of notices: occasions with undo, and the words in an editor of their own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.notices import NoticeKind, NoticeText, NoticeVersion, Wording
from boothapp.ui.context import Context
from boothapp.ui.dialogs.notice_editor import NoticeEditor
from boothapp.ui.settings.notices import NoticesCard
from boothapp.ui.undoable import Undoable


class NoticeOrders:
    """Ties the notices card to the service; `parent` owns the editor."""

    def __init__(self, context: Context, card: NoticesCard, parent: QWidget) -> None:
        self._context, self._card, self._parent = context, card, parent
        self._service, self._orders = context.services.notices, Undoable(context)
        self._question = 0  # counts the previews, so that an older answer is dropped
        self.editor: NoticeEditor | None = None
        card.edit_wanted.connect(self.edit)
        card.use_wanted.connect(self.use)
        card.added.connect(self.add)
        card.removed.connect(self.remove)

    def use(self, kind_id: str) -> None:
        """Show another occasion's notice from now on."""
        self._orders.do(
            lambda: self._service.use(kind_id),
            "Another notice is shown from now on",
            lambda before: self._service.use(before.id),
        )

    def add(self, name: str) -> None:
        """Add an occasion and look at it."""
        self._orders.do(
            lambda: self._service.add_kind(name),
            f"{name} added",
            lambda added: self._service.remove_kind(added.id),
            then=self._look_at,
        )

    def remove(self, kind_id: str) -> None:
        """Retire an occasion."""
        self._orders.do(
            lambda: self._service.remove_kind(kind_id),
            "Occasion removed; what was shown stays kept",
            lambda removed: self._service.add_kind(removed.name),
        )

    def edit(self, kind_id: str, language: str) -> None:
        """Open the editor on one notice."""
        service = self._service

        def read() -> tuple[Wording, tuple[NoticeVersion, ...]]:
            return service.wording(kind_id, language), service.versions()

        self._context.tasks.run(read, on_success=lambda found: self._open(*found))

    def _open(self, wording: Wording, versions: tuple[NoticeVersion, ...]) -> None:
        editor = self.editor = NoticeEditor(wording, versions, self._parent)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.preview_wanted.connect(lambda words: self._preview(editor, wording, words))
        editor.saved.connect(lambda words: self._save(editor, wording, words))
        editor.finished.connect(self._closed)
        self._preview(editor, wording, wording.fields)
        editor.open()

    def _preview(self, editor: NoticeEditor, wording: Wording, words: Mapping[str, str]) -> None:
        self._question += 1
        question = self._question

        def show(text: NoticeText) -> None:
            if question == self._question:
                editor.show_preview(text)

        def complain(error: Exception) -> None:
            if question == self._question:
                editor.complain(str(error))

        self._context.tasks.run(
            lambda: self._service.preview(wording.kind.id, wording.language.code, words),
            on_success=show,
            on_error=complain,
        )

    def _save(
        self, editor: NoticeEditor, wording: Wording, words: Mapping[str, str] | None
    ) -> None:
        kind_id, language = wording.kind.id, wording.language.code

        def save(fields: Mapping[str, str] | None) -> Wording:
            return self._service.save_wording(kind_id, language, fields)

        def saved(before: Wording) -> None:
            editor.accept()
            self._context.toasts.show(
                f"Notice for {wording.kind.name}, {wording.language.name}: new version saved",
                undo=lambda: self._context.tasks.run(
                    lambda: save(before.fields if before.own else None)
                ),
                kind="done",
            )

        self._context.tasks.run(
            lambda: save(words), on_success=saved, on_error=lambda error: editor.refuse(str(error))
        )

    def _closed(self) -> None:
        self._question += 1  # what is under way is for nobody any more
        self.editor = None

    def _look_at(self, kind: NoticeKind) -> None:
        self._card.choose(kind.id)
