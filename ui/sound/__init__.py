"""Hearing a learner's recordings, and making them."""
