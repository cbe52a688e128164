"""How this computer's region parts the cells of a file."""

import locale
from dataclasses import replace

from boothapp.domain.presets import Format, Preset


def for_this_region(preset: Preset) -> Preset:
    """The preset, with the separator of this computer's region where it asks for that."""
    if preset.separator or preset.format not in (Format.CSV, Format.EXCEL):
        return preset
    return replace(preset, separator=region_separator())


def region_separator() -> str:
    """What this system's spreadsheets part cells with: a semicolon beside a decimal comma."""
    return ";" if _decimal_sign() == "," else ","


def _decimal_sign() -> str:
    """The decimal sign of the region that the system is set to, whatever this process uses."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return str(locale.localeconv()["decimal_point"])
    except locale.Error:  # a region that is named and not installed
        return "."
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
