"""What a pre-flight found, in sentences: the same on the Export page and in a terminal."""

from collections.abc import Mapping
from types import MappingProxyType

from boothapp.domain.consent import Purpose
from boothapp.domain.lead_fields import FIELDS, allowed
from boothapp.domain.preflight import XLSX_CELL, Checked, Finding, Guess, Repeat, Trouble, moved
from boothapp.domain.preset_losses import kept_here, writes_some_links
from boothapp.domain.presets import Format, Preset

AGREED_TO: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.RECRUITING: "recruiting contact",
        Purpose.CV: "sharing their CV",
        Purpose.MARKETING: "marketing",
    }
)


_TOLD = (
    "tags",
    "interests",
    "answers",
    "rating",
    "role",
    "links",
    "interview",
    "owner",
    "next_step",
    "next_step_on",
    "graduates",
)
"""The fields of which it is worth saying that they go into another column."""
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "next_step_on": "day of the next step",
        "graduates": "graduation",
        "interview_starts": "time of the interview",
        "interview_room": "room of the interview",
    }
)
"""What a field is called inside a sentence, where its title would not do."""


def leads(count: int) -> str:
    """“1 lead” or “3 leads”."""
    return "1 lead" if count == 1 else f"{count:,} leads"


def people(count: int) -> str:
    """“1 person” or “3 people”."""
    return "1 person" if count == 1 else f"{count:,} people"


def rows(count: int) -> str:
    """“1 row” or “3 rows”."""
    return "1 row" if count == 1 else f"{count:,} rows"


def of_finding(finding: Finding, preset: Preset) -> str:
    """What is wrong with one row, to be read after the person's name."""
    receiver, header = _receiver(preset), finding.header
    if finding.trouble is Trouble.EMAIL:
        return f"has the e-mail “{finding.value}”, which is not complete"
    if finding.trouble is Trouble.TOO_LONG:
        return f"has more in {header} than {receiver} takes ({_limit(preset, header):,} characters)"
    if finding.name and _is_part_of_name(preset, header):
        return f"has one name only; {receiver} refuses an empty {header}"
    return f"lacks the {header} that {receiver} requires"


def of_counts(checked: Checked, preset: Preset) -> list[str]:
    """What is wrong with the rows, one sentence for each trouble and column."""
    return [
        _counted(trouble, header, count, preset)
        for (trouble, header), count in sorted(checked.counts.items())
    ]


def of_dropped(checked: Checked, preset: Preset) -> list[str]:
    """What the receiver would drop, and after it what else the file leaves out."""
    said = []
    for name, count in sorted(checked.dropped.items(), key=lambda one: one[0] not in preset.drops):
        further = name == "links" and writes_some_links(preset)
        what = f"{'further ' if further else ''}{_called(name)} of {leads(count)}"
        why = f": {preset.reasons[name]}" if name in preset.reasons else ""
        dropped = name in preset.drops
        who = f"{preset.title} will drop" if dropped else f"The file for {preset.title} leaves out"
        said.append(f"{who} the {what}{why}")
    return said


def of_repeat(repeat: Repeat, preset: Preset) -> str:
    """What happens to a row that has the same as an earlier one, after the person's name."""
    same = next(one.same for one in preset.columns if one.header == repeat.header)
    return f"has the {repeat.header} “{repeat.value}” of an earlier row: {same}"


def of_file(preset: Preset, purpose: Purpose) -> list[str]:
    """What is good to know of the whole file, whoever is in it, besides the preset's `warns`."""
    kept = ", ".join(_called(name) for name in kept_here(preset, purpose))
    stays = f"Not in the file for {preset.title}: {kept}" if kept else ""
    return [one for one in (of_moved(preset, purpose), stays) if one]


def of_guess(guess: Guess) -> str:
    """How a name is parted in the file, where that is a guess."""
    first, last = guess.parts
    return f"The name is parted by a guess: first “{first}”, last “{last}”"


def of_guesses(checked: Checked) -> list[str]:
    """The same of all whose names are: by the name where it is one, else with how many."""
    if checked.guesses < 2:
        return [of_guess(guess) for guess in checked.guessed]
    first, last = checked.guessed[0].parts
    return [
        f"{leads(checked.guesses)}: the name is parted by a guess, as in first “{first}”, last "
        f"“{last}”"
    ]


def of_hints(checked: Checked) -> list[str]:
    """What the receiver does about empty, filled and repeated cells, where it parts a value in
    two, where a cell gets an apostrophe, and where a name is parted by a guess."""
    parted = [
        f"{leads(count)}: a “{sign}” inside one of their {header} makes two of it there"
        for (header, sign), count in checked.parted.items()
    ]
    said = [f"{leads(count)}: {hint}" for hint, count in checked.hints.items()]
    guarded = [
        f"{leads(count)}: a spreadsheet could run what is in their {header}, so an apostrophe "
        "stands before it; the receiver reads that too"
        for header, count in checked.guarded.items()
    ]
    return said + parted + guarded + of_guesses(checked)


def of_moved(preset: Preset, purpose: Purpose) -> str:
    """Which fields that the purpose gives go into another column; empty for none."""
    given = allowed(purpose)
    found = moved(preset, [name for name in _TOLD if name in given])
    if not found:
        return ""
    titles = [_called(name) for name in found]
    verb = "have" if len(titles) > 1 or titles[0].endswith("s") else "has"
    where = " and ".join(dict.fromkeys(found.values()))
    pronoun = "they go" if verb == "have" else "it goes"
    listed = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    return (
        f"{listed[0].upper()}{listed[1:]} {verb} no column in {preset.title}; {pronoun} into "
        f"{where} instead"
    )


def of_withheld(count: int, purpose: Purpose) -> str:
    """Who stays out for lack of consent."""
    if not count:
        return f"Everybody chosen agreed to {AGREED_TO[purpose]}"
    return f"{people(count)} did not agree to {AGREED_TO[purpose]}: left out of the file"


def of_sent(count: int, preset: Preset, *, left_out: bool) -> str:
    """Who was in an earlier file."""
    said = f"{people(count)} {_were(count)} in an earlier file"
    if left_out:
        return f"{said}: left out of this one"
    return f"{said}; {preset.title} may make second records" if preset.is_system else said


def of_parts(rows: int, preset: Preset) -> str:
    """How many files it becomes; empty for one."""
    if not preset.rows or rows <= preset.rows:
        return ""
    count = -(-rows // preset.rows)
    return f"{_receiver(preset)} takes {preset.rows:,} rows in a file: this becomes {count} files"


def _called(name: str) -> str:
    return _CALLED.get(name, FIELDS[name].title.casefold())


def _counted(trouble: Trouble, header: str, count: int, preset: Preset) -> str:
    who, receiver = leads(count), _receiver(preset)
    if trouble is Trouble.MISSING:
        return f"{who} {'lacks' if count == 1 else 'lack'} the {header} that {receiver} requires"
    have = "has" if count == 1 else "have"
    if trouble is Trouble.EMAIL:
        return f"{who} {have} an {header} that is not complete"
    return f"{who} {have} more in {header} than {receiver} takes ({_limit(preset, header):,})"


def _limit(preset: Preset, header: str) -> int:
    own = next((column.limit for column in preset.columns if column.header == header), 0)
    return own or XLSX_CELL


def _receiver(preset: Preset) -> str:
    return "Excel" if preset.format is Format.XLSX and not preset.is_system else preset.title


def _is_part_of_name(preset: Preset, header: str) -> bool:
    return any(
        column.header == header and column.fields in (("first_name",), ("last_name",))
        for column in preset.columns
    )


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
