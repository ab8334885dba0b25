// InspectionReport
