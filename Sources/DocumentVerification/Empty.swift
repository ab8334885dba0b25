// DocumentVerification
