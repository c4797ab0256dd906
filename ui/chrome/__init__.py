"""What stands round every page: rail, top bar, status line, the watch for idleness."""
