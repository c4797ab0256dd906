"""The setting's own term dates."""
