"""A backup taken back in the window: what is shown meanwhile, asked, and said afterwards.

Slow imports stand in the functions, as in session.py.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.domain.errors import KeyUnavailable, WrongKey

if TYPE_CHECKING:
    from boothapp.config import Config
    from boothapp.domain.backups import Restored
    from boothapp.ui.body import Body
    from boothapp.ui.tasks import Tasks


class Restoring:
    """Exchanges the configured store, which nobody has open, for a backup; then it is opened."""

    def __init__(
        self, config: "Config", tasks: "Tasks", body: "Body", opens: Callable[[str | None], None]
    ) -> None:
        """`opens` opens the store anew, with what was typed to open the backup."""
        self._config, self._tasks, self._body, self._opens = config, tasks, body, opens

    def begin(self, file: Path, typed: str | None = None) -> None:
        """Exchange it; a secret that is needed is asked for."""
        from boothapp.ui.widgets.empty import EmptyState

        text = "The backup is opened, checked and brought up to date."
        self._body.show_instead(EmptyState("hourglass", "Restoring", text))
        self._tasks.run(
            partial(self._exchange, file, typed),
            partial(self._done, typed),
            partial(self._refused, file, typed),
        )

    def _exchange(self, file: Path, typed: str | None) -> "Restored":
        from boothapp.services.restoring import restore
        from boothapp.services.setup import now

        config = self._config
        secret = typed or config.passphrase
        return restore(file, config.store, passphrase=secret, clock=now, staff=config.staff)

    def _done(self, typed: str | None, done: "Restored") -> None:
        self._body.greeting = said(done)
        self._opens(typed)  # what opened the backup opens the store that it is now

    def _refused(self, file: Path, typed: str | None, error: Exception) -> None:
        from boothapp.ui.pages.key import PassphrasePage

        if isinstance(error, WrongKey | KeyUnavailable):
            page = PassphrasePage(choosing=False, backup=file.name)
            page.entered.connect(lambda secret: self.begin(file, secret))
            page.cancelled.connect(lambda: self._opens(None))
            page.cancel.show()
            self._body.show_instead(page)
            if typed is not None:
                page.complain(str(error))
            return
        self._body.greeting = str(error)
        self._opens(None)


def said(done: "Restored") -> str:
    """Return what a restore brought back, in sentences."""
    aside = f" The store from before lies in {done.set_aside}." if done.set_aside else ""
    leads = "1 lead is" if done.leads == 1 else f"{done.leads:,} leads are"
    warning = f" {done.warning}" if done.warning else ""
    ended = "1 person" if done.replayed == 1 else f"{done.replayed:,} people"
    since = f" What ended for {ended} since then stays ended." if done.replayed else ""
    return f"{leads} back, as of {done.made:%Y-%m-%d %H:%M}.{since}{aside}{warning}"
