"""How a question changes: in place until somebody answered it, as a new version from then on."""

from dataclasses import replace

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import Qualifier, checked_qualifier, same_words
from boothapp.store.records import Records

_UNKNOWN = "This question is not known here."


def save(records: Records, asked: Qualifier) -> Qualifier:
    """Add a question or change one; answers with it as it is asked now. Raises BadInput.

    A new one that was asked before, word by word, is taken back instead, with its answers.
    """
    asked = checked_qualifier(asked)
    settings = records.setup.settings()
    _refuse_double(settings.qualifiers, asked)
    if not asked.id:
        old = next((one for one in settings.old_qualifiers[::-1] if one.asks_as(asked)), None)
        kept = replace(old, required=asked.required) if old is not None else asked
        return records.desk.save_question(kept)
    before = records.desk.question(asked.id)
    if before is None:
        raise BadInput(_UNKNOWN)
    asked = replace(asked, version=before.version, replaces=before.replaces)
    if asked.asks_as(before) or not records.desk.is_answered(before.id):
        return records.desk.save_question(asked)
    if before not in settings.qualifiers:
        raise BadInput(_UNKNOWN)
    return records.desk.new_version(before, asked)


def revert(records: Records, saved: Qualifier, before: Qualifier) -> Qualifier:
    """Ask as `before` instead of as `saved`. Raises BadInput where another one asks the same."""
    if saved.id == before.id:
        return save(records, before)
    others = tuple(one for one in records.setup.settings().qualifiers if one.id != saved.id)
    _refuse_double(others, before)
    records.setup.retire("qualifier", saved.id)
    return records.desk.save_question(before)


def _refuse_double(others: tuple[Qualifier, ...], asked: Qualifier) -> None:
    for other in others:
        if other.id != asked.id and same_words(other.question) == same_words(asked.question):
            raise BadInput(f"The question “{other.question}” is asked already.")
