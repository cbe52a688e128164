"""The colour that each tag is shown in."""

from collections.abc import Iterable, Mapping

from boothapp.domain.desk_lists import TagStyle
from boothapp.domain.qualifiers import same_words


class TagTones:
    """Answers with the tone of a chip; neutral for a tag that nobody set up."""

    def __init__(self, styles: Iterable[TagStyle] = ()) -> None:
        self._tones: Mapping[str, str] = {
            same_words(style.name): f"tag.{style.colour}" for style in styles
        }

    def of(self, tag: str) -> str:
        """The tone of a tag, however it is spelled: "tag.red", or empty."""
        return self._tones.get(same_words(tag), "")
