"""Write a preset of one's own columns as TOML, as readers/preset_file.py reads it."""

from __future__ import annotations

import json
from pathlib import Path

from boothapp.domain.presets import Format, Preset
from boothapp.files import replace_durably


def write_preset(path: Path, preset: Preset) -> None:
    """Write a plain format with the fields that were chosen. Raises OSError."""
    lines = [
        f"title = {_text(preset.title)}",
        f"format = {_text(preset.format.value)}",
    ]
    if preset.format in (Format.CSV, Format.EXCEL):
        lines += [f"separator = {_text(preset.separator)}", f"bom = {str(preset.bom).lower()}"]
    lines += ["fields = [", *(f"  {_text(name)}," for name in preset.fields), "]", ""]
    replace_durably(path, "\n".join(lines).encode())


def _text(text: str) -> str:
    """A basic string: TOML escapes as JSON does, all of ASCII; DEL alone it wants escaped too."""
    plain = text.encode(errors="replace").decode()
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
