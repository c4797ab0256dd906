"""The one-page profile: written, seen first by its owner, shared by leave."""
