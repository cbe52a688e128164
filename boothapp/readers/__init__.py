"""What comes in as a file: rosters. Pure reading; nothing is stored here."""
