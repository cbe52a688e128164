"""`boothapp leads`."""

import typer

from boothapp.cli.common import JsonOption, StaffOption, StoreOption, print_json
from boothapp.cli.common import services as opened
from boothapp.domain.event import EventInfo
from boothapp.domain.lead_rows import LeadRow

app = typer.Typer(help="People whose details are held with their consent.", no_args_is_help=True)


@app.callback()
def leads() -> None:
    """People whose details are held with their consent."""


@app.command("list")
def list_(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """List all leads, the latest visit first."""
    with opened(store, staff) as services:
        event = services.settings.get().event
        for row in services.leads.table():
            if json:
                print_json(_record(row, event))
            else:
                rating = row.rating.value if row.rating is not None else "-"
                typer.echo(f"{row.badge_id or row.id}\t{rating}\t{row.name}\t{row.affiliation}")


def _record(row: LeadRow, event: EventInfo) -> dict[str, object]:
    return {
        "lead_id": row.id,
        "badge_id": row.badge_id,
        "name": row.name,
        "email": row.email,
        "affiliation": row.affiliation,
        "rating": row.rating.value if row.rating is not None else None,
        "role": row.role or None,
        "tags": list(row.tags),
        "consent": sorted(purpose.value for purpose in row.purposes),
        "interview": event.local(row.interview).isoformat() if row.interview is not None else None,
        "seen": event.local(row.seen).isoformat(timespec="seconds"),
        "staff": row.staff,
    }
