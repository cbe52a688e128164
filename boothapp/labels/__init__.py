"""What is printed or shown for a camera: codes and badges."""

from boothapp.labels.badge import BadgeText, badge_files, badge_image, file_names, write_badges
from boothapp.labels.codes import qr_image

__all__ = ["BadgeText", "badge_files", "badge_image", "file_names", "qr_image", "write_badges"]
