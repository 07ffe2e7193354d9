"""serve: settings, wiring, the command line."""
