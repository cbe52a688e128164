"""Windows in front of the window: first start, roster import, booking."""
