"""The sections of the Privacy page, one file each."""
