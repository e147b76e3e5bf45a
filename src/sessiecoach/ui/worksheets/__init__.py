"""What a group makes besides notes, each a widget that a werkvorm asks for by name."""
