"""How is SQLite spoken to? As Django does it, with less work before a statement reaches the database."""
