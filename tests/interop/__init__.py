"""Other people's tools read what we write."""
