"""Where files may go, and what is said where they cannot; never among the store's own, whose names
they could take."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from boothapp.domain.errors import BadInput
from boothapp.store.store import Store


def checked_folder(store: Store, folder: Path) -> Path:
    """The folder, absolute, that files go into. Raises BadInput where it lies in the store's."""
    folder = folder.absolute()
    own = store.folder.resolve()
    if folder.resolve().is_relative_to(own):
        raise BadInput(
            f"{folder} holds the store itself. Choose another folder. Nothing was written."
        )
    return folder


def checked_file(store: Store, path: Path) -> Path:
    """The path, absolute, that a file takes.

    Raises BadInput where its folder is not there or lies in the store's, or a folder has its name.
    """
    path = path.absolute()
    checked_parent(path)
    checked_folder(store, path.parent)
    checked_free([path])
    return path


def checked_parent(path: Path) -> None:
    """Raise BadInput where the folder of a file is not there."""
    if not path.absolute().parent.is_dir():
        raise BadInput(
            f"There is no folder {path.absolute().parent}; make it first, or choose another. "
            "Nothing was written."
        )


def checked_free(paths: Iterable[Path]) -> None:
    """Raise BadInput where one of the files could not take its place: a folder has its name, or a
    device."""
    for path in paths:
        if path.is_dir():
            raise BadInput(f"{path} is a folder; give the name of a file. Nothing was written.")
        if path.exists() and not path.is_file():
            raise BadInput(
                f"{path} is a device, not a file; give another name. Nothing was written."
            )


@contextmanager
def folder_or_nothing(store: Store, folder: Path) -> Iterator[Path]:
    """The folder, absolute, for files that appear together when the block ends; made where it is
    not there (0700). Raises BadInput, also where the system lets nothing be written into it."""
    folder = checked_folder(store, folder)
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; give a folder. Nothing was written.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield folder
    except OSError as error:
        raise BadInput(
            f"{folder} cannot be written to: {error.strerror}. Nothing was written."
        ) from error


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[None]:
    """Raise BadInput, saying so, where the system lets nothing be written to `path`."""
    try:
        yield
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written: {error.strerror}. Choose another place. "
            "Nothing was written."
        ) from error
