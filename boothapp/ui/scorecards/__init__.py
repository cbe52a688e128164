"""What interviewers think of a candidate: the card to fill in, and all of them in words."""
