"""Fixtures that every test may use."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from boothapp import paths
from boothapp.services.bundle import Services
from boothapp.store import pins, sealing
from tests import factories
from tests.factories import SettableClock

# Tests need no screen. Qt reads this when the first application is made, not when it is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is slow now and then: how long something may take is the benchmarks' to say.
settings.register_profile(
    "house",
    settings.get_profile(
        settings.get_current_profile_name()
    ),  # that of CI draws the same each time
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """One for all tests: where there is none, a writer of PDF makes one for a while, and with that
    one goes everything that was made of Qt, the theme too."""
    return qapp


_COSTS = {module: (module._MEMORY_KIB, module._PASSES) for module in (sealing, pins)}


@pytest.fixture(scope="session", autouse=True)
def cheap_secrets() -> Iterator[None]:
    """Passphrases and PINs are stretched for a hundredth of the time: most commands open a store.

    What it costs stands beside what was made, so that each opens as it was made.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in _COSTS:
            patch.setattr(module, "_MEMORY_KIB", 64)
            patch.setattr(module, "_PASSES", 1)
        yield


@pytest.fixture
def dear_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """They cost what they cost anybody else."""
    for module, (memory, passes) in _COSTS.items():
        monkeypatch.setattr(module, "_MEMORY_KIB", memory)
        monkeypatch.setattr(module, "_PASSES", passes)


@pytest.fixture(autouse=True)
def own_presets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where people's own presets are: not those of whoever runs the tests."""
    folder = tmp_path / "presets"
    monkeypatch.setattr(paths, "own_presets", lambda: folder)
    return folder


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(factories.noon_of_second_day())


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> factories.StoreTemplate:
    """A store that is made once: making it is most of what a short test costs."""
    return factories.StoreTemplate(tmp_path_factory.mktemp("made") / "store")


@pytest.fixture
def services(
    tmp_path: Path, clock: SettableClock, made_store: factories.StoreTemplate
) -> Iterator[Services]:
    services = made_store.copied(tmp_path / "store", clock)
    yield services
    services.close()


@pytest.fixture
def roster_csv(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: Sequence[str], **header: Sequence[str]) -> Path:
        return factories.roster_file(tmp_path, rows, **header)

    return make


@pytest.fixture
def roster(services: Services, roster_csv: Callable[..., Path]) -> None:
    """Amara and Wanjiru agreed to share, Haruto did not."""
    services.roster.import_file(roster_csv(factories.AMARA, factories.HARUTO, factories.WANJIRU))
