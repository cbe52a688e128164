"""The demo's film: every badge in it can be read while it is held still, and there are gaps."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from boothapp.decoding import FrameDecoder, Luma
from boothapp.demo.avi import write_film
from boothapp.demo.scene import SIZE, Scene
from boothapp.demo.video import cached_video
from boothapp.domain.errors import Cancelled
from boothapp.labels import BadgeText

PEOPLE = (
    BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology"),
    BadgeText('{"i":[2,"indico.example","AAAAAAAAQACAAAAAAAAAAg=="]}', "Haruto Tanabe", "Uni X"),
)


def _luma(picture: Image.Image) -> Luma:
    return np.asarray(picture.convert("L"))


def test_that_each_badge_is_readable_all_the_while_it_is_held() -> None:
    scene = Scene(PEOPLE, "Demo Conf", seconds_each=3.0)
    turn = scene.seconds / len(PEOPLE)
    for number, person in enumerate(PEOPLE):
        for tenth in range(12, 40, 4):
            frame = scene.frame(number * turn + tenth / 10)
            assert frame.size == SIZE
            assert [one.text for one in FrameDecoder().decode(_luma(frame))] == [person.payload]


def test_that_nobody_is_there_between_two_visitors() -> None:
    scene = Scene(PEOPLE, "Demo Conf", seconds_each=3.0)
    between = scene.seconds / len(PEOPLE) + 0.2
    assert FrameDecoder().decode(_luma(scene.frame(between))) == []


def test_that_a_film_is_made_once_and_again_for_other_people(tmp_path: Path) -> None:
    one = BadgeText("1", "A", "B")
    first = cached_video(tmp_path, [one], "Demo Conf")
    made = first.stat().st_mtime_ns
    assert cached_video(tmp_path, [one], "Demo Conf") == first
    assert first.stat().st_mtime_ns == made
    assert cached_video(tmp_path, [one], "Other Conf") != first
    assert len(list(tmp_path.iterdir())) == 2


def test_that_a_film_that_nobody_wants_any_more_stops_and_leaves_nothing(tmp_path: Path) -> None:
    asked = count()
    with pytest.raises(Cancelled):
        cached_video(tmp_path, PEOPLE, "Demo Conf", cancelled=lambda: next(asked) >= 3)
    assert list(tmp_path.iterdir()) == []


def test_that_a_film_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> bytes:
        raise RuntimeError("no more pictures")

    with pytest.raises(RuntimeError):
        write_film(tmp_path / "film.avi", (breaking() for _ in range(2)), SIZE, 25)
    assert list(tmp_path.iterdir()) == []
