"""Automatic timetables; the only importer of the solver."""
