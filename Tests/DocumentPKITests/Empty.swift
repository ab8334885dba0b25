// DocumentPKITests
