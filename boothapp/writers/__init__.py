"""What leaves as a file, one file per format."""
