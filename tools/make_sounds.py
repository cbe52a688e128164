"""Writes the sounds of the verdicts to resources/sounds: short, soft, told apart with eyes shut.

.venv/bin/python tools/make_sounds.py
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050  # samples a second; plenty for tones below 2 kHz
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"

# Notes as (Hz, ms). Rising is a yes, level is a question, falling is a no, low is a failure.
SOUNDS = {
    "may_share": ((784, 70), (1175, 130)),
    "already_lead": ((988, 60), (988, 90)),
    "ask": ((659, 90), (659, 60), (831, 110)),
    "declined": ((587, 90), (440, 140)),
    "unknown": ((392, 110), (415, 110)),
    "unreadable": ((262, 180),),
}


def main() -> None:
    """Write one file per verdict."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        samples = [sample for hertz, ms in notes for sample in tone(hertz, ms)]
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def tone(hertz: float, ms: int) -> list[int]:
    """A sine with soft ends and a quiet octave above it, at a third of full volume."""
    count = RATE * ms // 1000
    edge = RATE * 8 // 1000
    return [
        round(
            11_000
            * min(1, n / edge, (count - n) / edge)
            * (
                math.sin(math.tau * hertz * n / RATE)
                + 0.25 * math.sin(2 * math.tau * hertz * n / RATE)
            )
            / 1.25
        )
        for n in range(count)
    ]


if __name__ == "__main__":
    main()
