"""A service that rates players by the games that they win and lose."""
