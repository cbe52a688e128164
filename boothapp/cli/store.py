"""`boothapp init` and `boothapp check`."""

from datetime import date, datetime
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
    print_json,
    say,
    services,
)
from boothapp.domain.errors import StoreDamaged
from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.services import health
from boothapp.services.setup import Plan, create_store, store_exists

_DAY = ["%Y-%m-%d"]


def init(
    event: Annotated[str, typer.Option(metavar="NAME", help="Name of the event.")],
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="Its time zone, such as Asia/Seoul.")
    ],
    first: Annotated[
        datetime,
        typer.Option("--from", formats=_DAY, metavar="DAY", help="First day, as 2026-07-06."),
    ],
    last: Annotated[datetime, typer.Option("--to", formats=_DAY, metavar="DAY", help="Last day.")],
    sponsor: Annotated[str, typer.Option(metavar="NAME", help="The exhibiting company.")],
    room: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An interview room; repeat it.")
    ] = None,
    booth: Annotated[str, typer.Option(metavar="TEXT", help="The stand, as “booth 214”.")] = "",
    privacy_contact: Annotated[
        str, typer.Option(metavar="EMAIL", help="Whom people write to about data.")
    ] = "",
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
        event=EventInfo(name=event, timezone=timezone, first_day=_day(first), last_day=_day(last)),
        booth=BoothInfo(
            sponsor=sponsor,
            booth=booth,
            privacy_contact=privacy_contact,
            retention_days=retention_days,
        ),
        rooms=[Room(name=name) for name in room or []],
        staff=chosen.staff,
    )
    created = create_store(chosen.store, plan, passphrase=chosen.passphrase, ask=ask_at_terminal())
    kept_in = created.services.settings.key_kept_in()
    created.services.close()
    if json:
        print_json(
            {
                "store": str(chosen.store),
                "key_kept_in": kept_in,
                "recovery_key": created.recovery_key,
            }
        )
        return
    typer.echo(f"Store made in {chosen.store}. Its key is kept in the {kept_in}.")
    typer.echo(f"Recovery key (shown this once, print it): {created.recovery_key}")


def check(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """Check the store's integrity and schema, the versions, and what this machine lacks."""
    for name, version in health.versions().items():
        print_json({"what": name, "version": version}) if json else typer.echo(f"{name} {version}")
    lacking = health.lacking()
    problems = _store_problems(store, staff)
    for kind, texts in (("missing", lacking), ("problem", problems)):
        for text in texts:
            print_json({kind: text}) if json else typer.echo(f"{kind}: {text}")
    if problems:
        raise typer.Exit(REFUSED)
    if not json:
        typer.echo("Nothing is wrong." if not lacking else "The store is sound.")


def _store_problems(store: Path | None, staff: str | None) -> list[str]:
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
    return []


def _day(moment: datetime) -> date:
    return moment.date()
