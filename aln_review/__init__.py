"""ALN Review: person-centred reviews and individual development plans for Wales."""

__version__ = "0.1.0"
