// SpecimenIssuingTests
