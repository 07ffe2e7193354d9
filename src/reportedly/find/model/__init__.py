"""model: reading by a language model, held to the text. The model only points at words; what they mean is computed here."""
