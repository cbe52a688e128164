"""The window's own small widgets: painted from the tokens, knowing nothing of people or leads."""
