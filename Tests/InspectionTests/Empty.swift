// InspectionTests
