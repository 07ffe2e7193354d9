"""Pages of the workbench as values, and their drawing: strings in, strings out."""
