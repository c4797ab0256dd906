"""Files in and out: rolls from school systems, photographs, demo data."""
