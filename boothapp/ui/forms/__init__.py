"""What is asked at the first start and can be changed in Settings: one form for both."""
