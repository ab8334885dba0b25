/// A public key for Chip Authentication over a prime, of nobody: RFC 5114, 2.1, as X9.42 writes it.
///
/// Nothing here computes with such keys, so that one is enough: `openssl genpkey -genparam -algorithm DHX -pkeyopt dh_rfc5114:1` made it.
enum DiffieHellmanKey {
    static let subjectPublicKeyInfo: [UInt8] = {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }()

    private static let text = """
        308201b83082012c06072a8648ce3e02013082011f02818100b10b8f96a080e01dde92de5eae5d54ec52c99fbcfb06a3c69a6a9dca52d23b616073e2
        8675a23d189838ef1e2ee652c013ecb4aea906112324975c3cd49b83bfaccbdd7d90c4bd7098488e9c219a73724effd6fae5644738faa31a4ff55bcc
        c0a151af5f0dc8b4bd45bf37df365c1a65e68cfda76d4da708df1fb2bc2e4a437102818100a4d1cbd5c3fd34126765a442efb99905f8104dd258ac50
        7fd6406cff14266d31266fea1e5c41564b777e690f5504f213160217b4b01b886a5e91547f9e2749f4d7fbd7d3b9a92ee1909d0d2263f80a76a6a24c
        087a091f531dbf0a0169b6a28ad662a4d18e73afa32d779d5918d08bc8858f4dcef97c2a24855e6eeb22b3b2e5021500f518aa8781a8df278aba4e7d
        64b7cb9d4946235303818500028181008021d20d85fc23e236958b95571fe8302d83e43a35ce0f9df0fce991cbc11c72d988088ea22c826c32b690fe
        4dbf04e2f8d3cda938c82e82cd69261ecd29b51209e0c7c08de55ac069be60b225c5e2bd42b9c1fbb26996fca29d883e7a61bbfbb8e7023410768fe3
        1ab75ba9f82262d823c5f2bc9efc01590f29c126154de5b9
        """
}
