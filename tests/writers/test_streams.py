"""Files of any size are written in a stream: the memory does not grow with the rows."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boothapp.domain.lead_fields import Kind
from boothapp.writers import csv_leads, jsonl_leads, vcard_leads, xlsx_leads
from boothapp.writers.whole_file import Target, unfinished

FIELDS = ("lead_id", "reference", "name", "email", "tags", "notes")
NOTES = '[{"text": "Asked about the team; follow up.", "author": "S", "written": "x"}]'
Fill = Callable[[Target, Iterator[tuple[str, ...]]], object]

WRITERS: dict[str, Fill] = {
    "csv": lambda out, rows: csv_leads.fill(out, FIELDS, rows),
    "xlsx": lambda out, rows: xlsx_leads.fill(out, FIELDS, (Kind.TEXT,) * len(FIELDS), rows),
    "jsonl": lambda out, rows: jsonl_leads.fill(out, FIELDS, rows),
    "vcard": lambda out, rows: vcard_leads.fill(out, FIELDS, rows),
}


def people(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        name = f"Person {number}"
        yield (f"lead-{number}", "AAAA-BBBB-CCCC", name, f"p{number}@x.example", '["NLP"]', NOTES)


@pytest.mark.parametrize("name", WRITERS)
def test_that_four_times_the_rows_take_the_same_memory(tmp_path: Path, name: str) -> None:
    def peak(count: int) -> int:
        tracemalloc.reset_peak()
        with unfinished(tmp_path / "leads") as out:
            WRITERS[name](out, people(count))
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    try:
        peak(1_000)  # what is imported and kept for later is there
        few, many = peak(2_000), peak(8_000)
    finally:
        tracemalloc.stop()
    assert many < few + 500_000
