"""Sheets as people keep them by hand: the bytes of CSV and XLSX files → tables of cells, with their header found."""
