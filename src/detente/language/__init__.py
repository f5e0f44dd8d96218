"""What a language needs to be read: its tables, and the typed loaders that check them."""
