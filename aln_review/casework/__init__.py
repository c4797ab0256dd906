"""What the user does: commands in, read models out; wires everything."""
