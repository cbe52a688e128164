"""What is sent about interviews: mails, calendars, sheets of paper."""
