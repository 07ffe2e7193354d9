"""The workbench: pages and REST over one ledger. `app.create_app` builds it from a `Workbench`."""
