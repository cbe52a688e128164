"""Where things lie on this machine. No folder is made by asking for it."""

from pathlib import Path
from types import ModuleType

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The read-only pictures, themes and texts: beside the package, or inside the wheel."""
    return _travelling("resources")


def migrations() -> Path:
    """The `db` folder with the migrations and the schema snapshot."""
    return _travelling("db")


def default_store() -> Path:
    """The folder of the store when neither --store nor BOOTHAPP_STORE names one."""
    return Path(_platformdirs().user_data_dir("BoothApp", appauthor=False)) / "store"


def default_exports() -> Path:
    """Where exported files are proposed to go."""
    return Path(_platformdirs().user_documents_dir()) / "BoothApp exports"


def own_presets() -> Path:
    """Where people keep their own kinds of export files, one TOML file each."""
    return Path(_platformdirs().user_data_dir("BoothApp", appauthor=False)) / "presets"


def cache() -> Path:
    """For what can be made again: the demo video."""
    return Path(_platformdirs().user_cache_dir("BoothApp", appauthor=False))


def logs() -> Path:
    """The folder of the rotating log file."""
    return Path(_platformdirs().user_log_dir("BoothApp", appauthor=False))


def _platformdirs() -> ModuleType:
    import platformdirs  # not needed where --store names the folder, and the window is waiting

    return platformdirs


def _travelling(name: str) -> Path:
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name
