"""Giving somebody everything the vault holds about a learner, passage by passage."""
