"""A dossier on paper: as PDF and as a Word document. Both are drawn from the same blocks, with true footnotes."""
