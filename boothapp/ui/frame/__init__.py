"""What stands around every page: the rail, the top bar and the status bar."""
