// SafeOpenSSLTests
