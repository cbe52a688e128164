"""The day of interviews: rooms as columns, time downwards."""
