"""present: tables, charts, pages, dossiers; they return bytes or strings."""
