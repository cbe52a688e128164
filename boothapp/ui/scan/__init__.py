"""The Scan page's parts: who is in the panel, who waits, and what is said to whom."""
