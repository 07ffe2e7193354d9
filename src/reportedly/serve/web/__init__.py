"""The workbench in a browser, and the same for programs."""
