"""Presets as files: those that come along are sound, and what is wrong in one is named."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp import paths
from boothapp.domain.errors import BadInput
from boothapp.domain.lead_fields import FIELDS
from boothapp.domain.presets import Format, Preset
from boothapp.readers.preset_file import read_preset
from boothapp.writers.preset_file import write_preset

COLUMN = '\n[[columns]]\nheader = "Name"\nfield = "name"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "agency.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["greenhouse", "lever", "ashby", "hubspot", "salesforce"])
def test_that_the_presets_that_come_along_can_be_read(name: str) -> None:
    preset = read_preset(paths.resources() / "presets" / f"{name}.toml")
    assert (preset.id, preset.title.casefold()) == (name, name)
    assert preset.columns
    assert not set(preset.drops) & {field for one in preset.columns for field in one.fields}


def test_that_all_a_preset_can_say_is_read(tmp_path: Path) -> None:
    text = """
title = "Agency"
format = "excel"
separator = ";"
rows = 100
file_name = "a-z_"
single_name = "last_name"
drops = ["notes"]
[[columns]]
header = "Who"
parts = ["{last_name}, {first_name}", "at {event}"]
between = " "
required = true
limit = 40
[[columns]]
header = "Heat"
field = "rating"
words = { hot = "A" }
"""
    preset = read_preset(written(tmp_path, text), own=True)
    who, heat = preset.columns
    assert (preset.format, preset.separator, preset.bom, preset.own) == (
        Format.EXCEL,
        ";",
        True,
        True,
    )
    assert (preset.rows, preset.single_name, preset.drops) == (100, "last_name", ("notes",))
    assert (who.fields, who.required, who.limit) == (
        ("last_name", "first_name", "event"),
        True,
        40,
    )
    assert heat.words == {"hot": "A"}
    with pytest.raises(BadInput, match=r"Call it leads-now\.csv"):
        Preset(id="x", title="Lever", names="a-z-").checked_stem("Leads 1 now")


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ('format = "xlsx"', 1_048_575),
        ('format = "xlsx"\nrows = 2000000', 1_048_575),
        ('format = "xlsx"\nrows = 500', 500),
        ('format = "excel"', 0),
    ],
)
def test_that_a_workbook_has_no_more_rows_than_a_sheet(
    tmp_path: Path, said: str, rows: int
) -> None:
    for columns in (COLUMN, '\nfields = ["name"]'):
        assert read_preset(written(tmp_path, f'title = "A"\n{said}{columns}')).rows == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = \nrows = 1", r"agency\.toml is no TOML: .*line 1"),
        (COLUMN, "agency.toml, title: is missing"),
        ('title = "A"', "either .*columns.* or fields"),
        ('title = "A"\ncolour = "red"' + COLUMN, "colour: is not known; known are bom"),
        ('title = "A"\nformat = "pdf"' + COLUMN, "“pdf” is none of csv, excel"),
        ('title = "A"\nrows = "many"' + COLUMN, "rows: takes a whole number"),
        ('title = "A"\nrows = -1' + COLUMN, "rows: takes a number of 1 or more"),
        ('title = "A"\nrows = true' + COLUMN, "rows: takes a number of 1 or more"),
        ('title = "A"\nfile_name = "z-a"' + COLUMN, "file_name: “z-a” is no set"),
        ('title = "A"\nseparator = "|"' + COLUMN, "separator: takes a comma"),
        ('title = "A"\ncolumns = [3]', "columns, number 1: is no table"),
        ('title = "A"\n[[columns]]\nheader = "X"', "number 1: needs one of field, constant"),
        ('title = "A"\n[[columns]]\nheader = "X"\nfield = "age"', "there is no field “age”"),
        (
            'title = "A"\n[[columns]]\nheader = "X"\nparts = ["{name"]',
            "columns, number 1, parts: “{name”",
        ),
        ('title = "A"\n[[columns]]\nheader = "X"\nparts = ["{name!r}"]', "write a field as"),
        ('title = "A"' + COLUMN + COLUMN, "“Name” is there twice"),
        ('title = "A"\nformat = "vcard"' + COLUMN, "has no columns of one's own"),
        ('title = "A"\nfields = [["name"]]', "fields: takes texts only"),
        ('title = "A"\nfields = [{a = 1}]', "fields: takes texts only"),
        ('title = "A"\nwarns = [" . "]' + COLUMN, "warns: takes sentences only"),
        ('title = "A"\ndrops = [1]' + COLUMN, "drops: takes texts only"),
        (f'title = "A"\nfields = {"[" * 20_000}{"]" * 20_000}', "nested too deeply"),
        (f"rows = {'9' * 5_000}", "is no TOML"),
        ('title = "A"\nrows = 99999999999999999999' + COLUMN, "rows: takes a number up to"),
        ('title = "A"\nfile_name = "a](b*)*[c"' + COLUMN, "file_name: .* is no set"),
        ('title = "A"\nfile_name = "a--z"' + COLUMN, "file_name: .* is no set"),
        ('title = "A"\nfile_name = "0-9"' + COLUMN, "file_name: “0-9” does not take “leads”"),
        ('title = "A"\nfields = ["age"]', "fields: there is no field “age”"),
        ('title = "A"\n[[columns]]\nheader = "X"\nfield = "name"\nwords = {a = 1}', "texts only"),
    ],
)
def test_that_what_is_wrong_is_said_with_file_and_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as error:
        read_preset(written(tmp_path, text))
    assert str(error.value).startswith("agency.toml")


def test_that_no_text_at_all_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "agency.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="no text in UTF-8"):
        read_preset(path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_preset(tmp_path / "gone.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(BadInput, match=r"folder\.toml is no file"):
        read_preset(tmp_path / "folder.toml")


_ANYTHING = st.recursive(
    st.sampled_from([True, 0, -1, 2**70, "", "csv", "[", "{", "name", "{name}"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["field", "header", "parts", "words"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    said=st.dictionaries(
        st.sampled_from(["title", "format", "rows", "fields", "columns", "drops", "file_name"]),
        _ANYTHING,
        max_size=5,
    )
)
def test_that_no_shape_of_a_file_brings_the_others_down(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, Any]
) -> None:
    path = written(tmp_path_factory.mktemp("any"), toml(said))
    with contextlib.suppress(BadInput):
        read_preset(path)


def toml(said: dict[str, Any]) -> str:
    return "".join(f"{key} = {inline(value)}\n" for key, value in said.items())


def inline(value: Any) -> str:
    """A value as TOML has it in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {inline(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(inline(one) for one in value)}]"
    return json.dumps(value)


@given(
    title=st.text(min_size=1).filter(lambda text: text.strip()),
    form=st.sampled_from([Format.CSV, Format.EXCEL, Format.XLSX, Format.JSONL]),
    fields=st.lists(st.sampled_from(list(FIELDS)), min_size=1, unique=True),
)
def test_that_own_columns_come_back_as_they_were_kept(
    tmp_path_factory: pytest.TempPathFactory, title: str, form: Format, fields: list[str]
) -> None:
    path = tmp_path_factory.mktemp("own") / "mine.toml"
    kept = Preset(id="mine", title=title, format=form, fields=tuple(fields), separator=",")
    write_preset(path, kept)
    back = read_preset(path)
    assert (back.format, back.fields) == (form, tuple(fields))
    assert back.title == title.encode(errors="replace").decode().strip()
