"""Item models over the services' views."""
