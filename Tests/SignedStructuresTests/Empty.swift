// SignedStructuresTests
