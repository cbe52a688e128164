"""`boothapp organiser-keys`: by whose keys signed badges and lists count."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from boothapp import signatures
from boothapp.cli.common import (
    BAD_INPUT,
    JsonOption,
    StaffOption,
    StoreOption,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.errors import BadInput
from boothapp.domain.organiser_keys import NONE_LEFT, OrganiserKey
from boothapp.domain.qualifiers import same_words
from boothapp.services.organiser_keys import make_key_pair

app = typer.Typer(
    help="Public keys of organisers, by which signed badges and lists count.", no_args_is_help=True
)


@app.callback()
def organiser_keys() -> None:
    """Public keys of organisers, by which signed badges and lists count."""


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it: the event.")],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="PEM or base64; - is stdin.")
    ],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Let a public key count. Compare its fingerprint with what the organiser says on the phone."""
    typed = sys.stdin.read(signatures.MAX_KEY_TEXT + 1) if str(file) == "-" else None
    with opened(store, staff) as services:
        keys = services.organiser_keys
        key = keys.add_file(name, file) if typed is None else keys.add(name, typed)
    _print(key, json)


@app.command("list")
def list_(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """The keys that count, with their fingerprints."""
    with opened(store, staff) as services:
        keys = services.organiser_keys.all()
    for key in keys:
        _print(key, json)
    if not keys:
        say("No key: signed badges are read and not verified.")


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The key's name.")],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Let a key count no more."""
    with opened(store, staff) as services:
        known = services.organiser_keys.all()
        found = next((one for one in known if same_words(one.name) == same_words(name)), None)
        if found is None:
            raise BadInput(f"There is no key “{name}”.")
        _print(services.organiser_keys.remove(found.id), json)
        if len(known) == 1:
            say(NONE_LEFT)


@app.command("make")
def make(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="Where the private key goes.")
    ],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a pair of keys, for an organiser: FILE for them alone, FILE.pub for every sponsor."""
    del store, staff  # accepted everywhere, so that a script may pass them to every command
    public = file.parent / (file.name + ".pub")  # “.” has no name, which with_name would refuse
    try:
        fingerprint = make_key_pair(file, public)
    except FileExistsError as error:  # a key is never written over
        say(f"{error.filename} is there already. Nothing was written.")
        raise typer.Exit(BAD_INPUT) from None
    if json:
        print_json({"file": str(file), "public": str(public), "fingerprint": fingerprint})
        return
    typer.echo(f"{file}\n{public}\n{fingerprint}")


def _print(key: OrganiserKey, json: bool) -> None:
    if json:
        print_json({"name": key.name, "key": key.public, "fingerprint": key.fingerprint})
    else:
        typer.echo(f"{key.name}  {key.fingerprint}")
