"""The Settings page's cards, one for each thing the sponsor sets up."""
