"""The authority's desk and its register."""
