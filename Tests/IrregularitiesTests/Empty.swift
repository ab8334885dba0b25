// IrregularitiesTests
