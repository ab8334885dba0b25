// LogicalDataStructure
