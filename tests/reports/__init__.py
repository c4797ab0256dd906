"""Papers: measured, tagged, extractable, and the same every time."""
