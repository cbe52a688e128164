"""Who makes the pages of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # the window is painted before the services and their slow imports are there
    from boothapp.ui.context import Context


def page_factories() -> dict[str, Callable[[Context], QWidget]]:
    """The pages by their place's name; each is imported when it is first wanted."""
    return {
        "scan": _scan_page,
        "leads": _leads_page,
        "interviews": _interviews_page,
        "dashboard": _dashboard_page,
        "export": _export_page,
        "privacy": _privacy_page,
        "settings": _settings_page,
    }


def _scan_page(context: Context) -> QWidget:
    from boothapp.ui.pages.scan import ScanPage

    return ScanPage(context)


def _leads_page(context: Context) -> QWidget:
    from boothapp.ui.pages.leads import LeadsPage

    return LeadsPage(context)


def _interviews_page(context: Context) -> QWidget:
    from boothapp.ui.pages.interviews import InterviewsPage

    return InterviewsPage(context)


def _dashboard_page(context: Context) -> QWidget:
    from boothapp.ui.pages.dashboard import DashboardPage

    return DashboardPage(context)


def _export_page(context: Context) -> QWidget:
    from boothapp.ui.pages.export import ExportPage

    return ExportPage(context)


def _privacy_page(context: Context) -> QWidget:
    from boothapp.ui.pages.privacy import PrivacyPage

    return PrivacyPage(context)


def _settings_page(context: Context) -> QWidget:
    from boothapp.ui.pages.settings import SettingsPage

    return SettingsPage(context)
