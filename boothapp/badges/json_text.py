"""JSON inside a code, as wallets and apps write it."""

import json


def json_object(payload: str) -> dict[str, object] | None:
    """The object that a payload is, also in Python's spelling (as wallets show), else None."""
    if not payload.startswith("{"):
        return None
    for text in (payload, payload.replace("'", '"')):
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            continue
        return content if isinstance(content, dict) else None
    return None


def id_in(value: object) -> str:
    """An id that is a text or a whole number, as text; empty where it is neither."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return value.strip() if isinstance(value, str) else ""
