"""The Leads page's parts: the table, and the person beside it."""
