"""Signed, sealed packages and the register of who is who."""
