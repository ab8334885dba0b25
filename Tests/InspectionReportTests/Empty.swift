// InspectionReportTests
