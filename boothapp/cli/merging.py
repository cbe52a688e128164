"""`boothapp leads duplicates` and `boothapp leads merge`."""

from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    StaffOption,
    StoreOption,
    plain,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.duplicates import Known, Pair
from boothapp.domain.errors import BadInput
from boothapp.domain.merging import Choice, Comparison, Side
from boothapp.services.bundle import Services
from boothapp.services.merge_words import consequences, moving_words, reasons_words

Key = Annotated[str, typer.Argument(help="Badge id, lead id, e-mail or whole name.")]


def register(app: typer.Typer) -> None:
    """Add the commands to those of leads."""
    app.command("duplicates")(duplicates)
    app.command("merge")(merge)


def duplicates(
    store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False
) -> None:
    """List pairs of leads that may be one person, the surest first, with the reasons."""
    with opened(store, staff) as services:
        pairs = services.merging.pairs()
        if not pairs:
            say("No two leads look like one person.")
        for pair in pairs:
            kept = services.merging.suggested(pair.one.lead_id, pair.other.lead_id)
            print_json(_pair_record(pair, kept)) if json else typer.echo(_line(pair, kept))


def merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The lead that stays.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The lead that goes into it.")],
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take",
            metavar="FIELD=SIDE",
            help="Which side a field is taken from: kept, other, or both for lists.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it and change nothing.")] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Merge two leads of one person. What both say differently is kept as KEEP says it, unless
    `--take` says otherwise; a no under either badge is the person's no."""
    with opened(store, staff) as services:
        kept_id, other_id = services.leads.find(keep), services.leads.find(other)
        comparison = services.merging.compare(kept_id, other_id)
        choices = _choices(take or (), comparison)
        if not dry_run:
            services.merging.merge(kept_id, other_id, choices)
        if json:
            print_json(_record(services, comparison, choices, done=not dry_run))
            return
        for line in _lines(services, comparison, choices, done=not dry_run):
            typer.echo("\t".join(map(plain, line)))


def _choices(take: list[str] | tuple[()], comparison: Comparison) -> dict[str, Side]:
    """What `--take` says. Raises BadInput."""
    found: dict[str, Side] = {}
    known = {one.difference.field: one for one in comparison.choices}
    known |= {one.label.casefold(): one for one in comparison.choices}
    for text in take:
        name, _, side = text.rpartition("=")
        one = known.get(name.strip()) or known.get(name.strip().casefold())
        if one is None:
            fields = ", ".join(sorted({one.difference.field for one in comparison.choices}))
            raise BadInput(
                f"“{plain(text)}” names no field in which both differ: {fields or 'none'}."
            )
        sides = [side.value for side in one.difference.sides]
        if side.strip().lower() not in sides:
            raise BadInput(f"“{plain(text)}”: after = stands {' or '.join(sides)}.")
        found[one.difference.field] = Side(side.strip().lower())
    return found


def _lines(
    services: Services, comparison: Comparison, choices: dict[str, Side], *, done: bool
) -> list[tuple[str, ...]]:
    event = services.settings.get().event
    kept, other = (one.person.name or one.id for one in (comparison.kept, comparison.other))
    said = [f"{other} {'is' if done else 'would be'} merged into {kept}."]
    why = reasons_words(comparison.reasons) or "Because you say so"
    fields = [
        (one.difference.field, _chosen(one, choices).value, one.kept, one.other)
        for one in comparison.choices
    ]
    after = (moving_words(comparison), *consequences(comparison, event))
    return [*((one,) for one in said), ("why", why), *fields, *((one,) for one in after if one)]


def _record(
    services: Services, comparison: Comparison, choices: dict[str, Side], *, done: bool
) -> dict[str, object]:
    event = services.settings.get().event
    return {
        "merged": done,
        "kept": comparison.kept.id,
        "other": comparison.other.id,
        "reasons": [reason.value for reason in comparison.reasons],
        "fields": [
            {
                "field": one.difference.field,
                "label": one.label,
                "kept": one.kept,
                "other": one.other,
                "taken": _chosen(one, choices).value,
            }
            for one in comparison.choices
        ],
        "consent": [
            {
                "purpose": word.purpose.value,
                "event": word.event.value,
                "until": word.proof.until.isoformat() if word.proof.until else None,
            }
            for word in comparison.words
        ],
        "moved": dict(comparison.moving),
        "said": list(consequences(comparison, event)),
    }


def _chosen(one: Choice, choices: dict[str, Side]) -> Side:
    return choices.get(one.difference.field, one.difference.usual)


def _pair_record(pair: Pair, kept: str) -> dict[str, object]:
    keep, other = (pair.one, pair.other) if pair.one.lead_id == kept else (pair.other, pair.one)
    return {
        "keep": _known_record(keep),
        "other": _known_record(other),
        "reasons": [reason.value for reason in pair.reasons],
        "score": round(pair.score, 3),
    }


def _known_record(known: Known) -> dict[str, object]:
    return {
        "lead_id": known.lead_id,
        "badge_id": known.badge_id or None,
        "name": known.name,
        "email": known.email,
        "affiliation": known.affiliation,
    }


def _line(pair: Pair, kept: str) -> str:
    keep, other = (pair.one, pair.other) if pair.one.lead_id == kept else (pair.other, pair.one)
    cells = (
        *(keep.badge_id or keep.lead_id, keep.name),
        *(other.badge_id or other.lead_id, other.name),
        reasons_words(pair.reasons),
    )
    return "\t".join(plain(cell) for cell in cells)
