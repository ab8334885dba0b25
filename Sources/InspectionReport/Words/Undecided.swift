// What several checks say where they have nothing to examine.

/// With this begins the sentence of a check that names nothing but what is missing; a headline that says so itself leaves it out.
let undecided = "The check could not be decided: "

let noChipFiles = "The check does not apply: no files of a chip were supplied"
let noSecurityObject = undecided + "EF.SOD, the signed list of the chip's files, is absent or cannot be read"
let noSigner = undecided + "the document signer's certificate is absent or cannot be read"
