"""What the Dashboard is made of."""
