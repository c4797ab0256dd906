"""Ways a sealed file travels: over HTTPS, through a folder or stick, in memory for tests."""
