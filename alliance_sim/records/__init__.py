"""What a person keeps of their practice, carried elsewhere: exports, imports, and whether what is kept still holds."""
