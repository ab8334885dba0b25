// LogicalDataStructureTests
