"""The command line: `boothapp COMMAND`. Each family of commands has a file of its own."""

import typer
from typer.main import get_command

from boothapp.cli import (
    backup,
    badges,
    consent,
    decode,
    demo,
    export,
    interviews,
    invite,
    leads,
    organiser_keys,
    patterns,
    person,
    planning,
    poster,
    report,
    retention,
    roster,
    roster_sign,
    scan,
    staff_badges,
    store,
)
from boothapp.cli.common import REFUSED, STOPPED, Launchers, exit_code, plain, say, worded

app = typer.Typer(
    name="boothapp",
    help="For the people at a sponsor's booth: scan, ask, keep, book, export. "
    "Without a command the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("init")(store.init)
app.command("check")(store.check)
roster.app.command("sign")(roster_sign.sign)
app.add_typer(roster.app, name="roster")
app.add_typer(organiser_keys.app, name="organiser-keys")
app.add_typer(staff_badges.app, name="staff-badges")
app.add_typer(patterns.app, name="patterns")
app.add_typer(retention.app, name="retention")
app.command("scan")(scan.scan)
app.command("decode")(decode.decode)
app.add_typer(leads.app, name="leads")
app.add_typer(interviews.app, name="slots")
app.command("book")(interviews.book)
app.command("move")(interviews.move)
app.command("cancel")(interviews.cancel)
app.command("arrive")(interviews.arrive)
app.command("plan")(planning.plan)
app.command("invite")(invite.invite)
app.add_typer(export.app, name="export")
app.add_typer(report.app, name="report")
app.add_typer(consent.app, name="consent")
app.add_typer(person.app, name="person")
app.command("badges")(badges.badges)
app.command("poster")(poster.poster)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("demo")(demo.demo)


def run(arguments: list[str], launchers: Launchers) -> int:
    """Run one command and answer its exit code. Expected errors become a sentence on stderr."""
    try:
        # Not app(…): Typer would put its own hook for uncaught errors, which prints their messages.
        get_command(app)(arguments, obj=launchers)
    except SystemExit as stop:
        if stop.code == STOPPED:
            say("Stopped.")
        return stop.code if isinstance(stop.code, int) else REFUSED
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        say(plain(worded(error)))
        return code
    return 0
