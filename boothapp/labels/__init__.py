"""What is printed or shown for a camera: codes, badges, sheets of them, posters."""

from boothapp.labels.badge import BadgeText, badge_files, badge_image, file_names, write_badges
from boothapp.labels.codes import qr_image
from boothapp.labels.staff import staff_card

__all__ = [
    "BadgeText",
    "badge_files",
    "badge_image",
    "file_names",
    "qr_image",
    "staff_card",
    "write_badges",
]
