"""The web, asked with care: only public addresses, within bounds of time and size, at a polite pace."""
