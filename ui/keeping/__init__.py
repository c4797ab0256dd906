"""Keeping and erasing: how long records stay, what holds one, and taking one out for good."""
