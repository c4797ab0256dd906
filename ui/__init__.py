"""The windows: what a person sees and presses. They know casework and words, nothing else."""
