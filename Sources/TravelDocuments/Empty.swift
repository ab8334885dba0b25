// TravelDocuments
