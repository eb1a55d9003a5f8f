"""What the scoring service consists of; score.py puts it together."""
