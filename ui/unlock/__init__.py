"""The vault's door, as it is seen: setting up, the passphrase, the recovery sheet."""
