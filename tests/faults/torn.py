"""What a fault must never leave."""


class Torn(Exception):
    """Something was between old and new, or something acknowledged is not there."""
