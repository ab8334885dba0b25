// DocumentPKI
