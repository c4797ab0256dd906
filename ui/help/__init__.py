"""Help: a page for each room, in both languages, searched and read beside the work."""
