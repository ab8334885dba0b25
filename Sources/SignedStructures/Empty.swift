// SignedStructures
