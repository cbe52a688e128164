"""`boothapp init` and `boothapp check`."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    BAD_INPUT,
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    ask_at_terminal,
    configured,
    day_of,
    print_json,
    say,
    services,
)
from boothapp.domain.errors import BadInput, StoreDamaged
from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.services import health
from boothapp.services.setup import Created, Plan, create_store, store_exists

_KEPT = {
    "keyring": "is kept in the system's keyring",
    "passphrase": "is sealed under the passphrase",
}


def init(
    event: Annotated[str, typer.Option(metavar="NAME", help="Name of the event.")],
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="Its time zone, such as Asia/Seoul.")
    ],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="First day, as 2026-07-06.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day.")],
    sponsor: Annotated[str, typer.Option(metavar="NAME", help="The exhibiting company.")],
    room: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An interview room; repeat it.")
    ] = None,
    booth: Annotated[str, typer.Option(metavar="TEXT", help="The stand, as “booth 214”.")] = "",
    privacy_contact: Annotated[
        str | None,
        typer.Option(
            metavar="EMAIL", help="Where people read, correct or delete their details: an address."
        ),
    ] = None,
    retention_days: Annotated[
        int, typer.Option(metavar="N", help="Days leads are kept after the event.")
    ] = 180,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a new, encrypted store. Its recovery key is shown once: print it and keep it safe."""
    chosen = configured(store, staff)
    plan = Plan(
        event=EventInfo(
            name=event, timezone=timezone, first_day=day_of(first), last_day=day_of(last)
        ),
        booth=BoothInfo(
            sponsor=sponsor,
            booth=booth,
            privacy_contact=_contact(privacy_contact),
            retention_days=retention_days,
        ),
        rooms=[Room(name=name) for name in room or []],
        staff=chosen.staff,
    )
    created = create_store(chosen.store, plan, passphrase=chosen.passphrase, ask=ask_at_terminal())
    _tell(created, chosen.store, as_json=json)


def check(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """Check the store's integrity and schema, the versions, and what this machine lacks."""
    for name, version in health.versions().items():
        print_json({"what": name, "version": version}) if json else typer.echo(f"{name} {version}")
    lacking = health.lacking()
    folder = configured(store).store
    problems = _store_problems(store, staff)
    for kind, texts in (("missing", lacking), ("problem", problems or [])):
        for text in texts:
            print_json({kind: text}) if json else typer.echo(f"{kind}: {text}")
    if problems is None:
        return
    if json:
        print_json({"store": str(folder), "sound": not problems})
    else:
        found = (
            "is not sound" if problems else "is sound: pages, tables, schema, index of the leads"
        )
        typer.echo(f"The store in {folder} {found}.")
    if problems:
        raise typer.Exit(REFUSED)


def _contact(given: str | None) -> str:
    """The contact as it was given; the rest of the rule is the store's. Raises BadInput."""
    if given is None:
        say(
            "No privacy contact: notices name the sponsor only. Give an address that people can "
            "write to under Settings."
        )
        return ""
    if not given.strip():
        raise BadInput("The privacy contact is empty. Give an address that people can write to.")
    return given


def _tell(created: Created, folder: Path, *, as_json: bool) -> None:
    """Show the recovery key, this once."""
    kept_in = created.services.security.kept_in()
    created.services.close()
    if as_json:
        made = {"store": str(folder), "key_kept_in": kept_in, "recovery_key": created.recovery_key}
        print_json(made)
        return
    typer.echo(f"Store made in {folder}. Its key {_KEPT[kept_in]}.")
    typer.echo(f"Recovery key (shown this once, print it): {created.recovery_key}")


def _store_problems(store: Path | None, staff: str | None) -> list[str] | None:
    """What is wrong with the store; None where there is none to check."""
    folder = configured(store).store
    if store_exists(folder):
        try:
            with services(store, staff) as opened:
                return opened.check()
        except StoreDamaged as damaged:
            return [str(damaged)]
    if store is not None:
        say(f"There is no store in {folder}.")
        raise typer.Exit(BAD_INPUT)
    say(f"No store in {folder} yet; only this machine was checked.")
    return None
