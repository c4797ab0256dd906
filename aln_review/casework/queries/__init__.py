"""What a screen asks. A query never changes anything and formats nothing but order."""
