"""translated: claims found in a translation become claims of its original, on the original's own words."""
