"""Files that look the same everywhere: PDF and PNG, set by Typst with fonts of our own."""
