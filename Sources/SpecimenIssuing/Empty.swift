// SpecimenIssuing
