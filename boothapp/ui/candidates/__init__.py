"""What a candidate's interview needs, and when they cannot come."""
