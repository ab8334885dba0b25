// DocumentVerificationTests
