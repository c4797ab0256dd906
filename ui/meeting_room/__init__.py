"""The meeting room: the facilitator's window and the one the room sees."""
