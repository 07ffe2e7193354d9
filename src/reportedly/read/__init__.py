"""read: bytes → Document. No file and no network is touched here."""
