// TagLengthValueTests
