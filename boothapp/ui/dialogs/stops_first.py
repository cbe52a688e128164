"""A dialog whose Escape, and whose title's cross, stop what runs and close it once nothing does."""

from PySide6.QtWidgets import QDialog

from boothapp.ui.tasks import Job


class StopsFirst(QDialog):
    """Set `job` while something runs that can be stopped."""

    job: Job | None = None

    def reject(self) -> None:
        """Stop what runs; otherwise close."""
        if self.job is not None:
            self.job.cancel()
        else:
            super().reject()
