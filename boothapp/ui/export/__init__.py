"""The Export page's parts: the steps at the left, what is known before a file leaves."""
