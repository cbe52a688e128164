"""Scanners that hang on a serial port, and how a code came from any scanner."""
