"""A vault passes to somebody else, gets another data key, or is taken over on this computer."""
