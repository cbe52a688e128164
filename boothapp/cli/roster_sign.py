"""`boothapp roster sign`: the organiser's signature of a list, as a file beside it."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    print_json,
    refuse_existing,
)
from boothapp.services.roster_signature import private_key_in, sign_file, signature_file


def sign(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The list.")],
    key: Annotated[Path, typer.Option(metavar="KEY", help="The private key (PEM).")],
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write FILE.sig, the signature of a list. Needs no store; made by the organiser."""
    del store, staff  # accepted everywhere, so that a script may pass them to every command
    private = private_key_in(key)
    refuse_existing([signature_file(file)], replace=replace)
    beside = sign_file(file, private)
    print_json({"file": str(beside)}) if json else typer.echo(str(beside))
