"""The LinkedIn profile code that people show on their phones."""

from boothapp.badges.addresses import linkedin_profile
from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge


def _read(payload: str) -> Badge | None:
    profile = linkedin_profile(payload)
    return Badge(format=LINKEDIN.name, profile_url=profile) if profile else None


LINKEDIN = BadgeFormat("linkedin", _read, carries="a profile’s address")
