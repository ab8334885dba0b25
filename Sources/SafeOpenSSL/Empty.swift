// SafeOpenSSL
