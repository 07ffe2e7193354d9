"""watch: assessed values before and after → alerts."""
