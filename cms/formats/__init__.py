"""How dates and times may be typed, where Django's own formats lack what people write."""
