"""What a killed run left of a list goes at the next start; a list in work stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from boothapp.store.spool import Spool
from boothapp.store.spool_files import sweep_lists

_HOLDS = """
import sys, time
from pathlib import Path
from boothapp.store.spool import Spool
spool = Spool(Path(sys.argv[1]))
print(spool.path.name, flush=True)
time.sleep(60)
"""


def test_that_a_list_is_swept_once_its_process_is_gone(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as other:
        assert other.stdout is not None
        path = tmp_path / other.stdout.readline().strip()
        assert path.is_file()
        sweep_lists(tmp_path)
        assert path.is_file()
        other.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        other.wait()
    sweep_lists(tmp_path)
    assert not path.exists()


def test_that_a_list_of_this_process_stays(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        sweep_lists(tmp_path)
        assert spool.path.is_file()
        spool.change("SELECT 1")
    (tmp_path / ".boothapp-list-00ff.part").write_bytes(b"")
    (tmp_path / ".boothapp-list-01ff.part").write_bytes(os.urandom(8192))
    sweep_lists(tmp_path)
    assert list(tmp_path.iterdir()) == []
