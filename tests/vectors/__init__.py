"""Vectors: published ones we must meet, and our own for other people's readers."""
