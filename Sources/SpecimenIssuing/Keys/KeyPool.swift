package import SafeOpenSSL

/// Private keys by kind and number, made of a seed when they are first asked for; owned by one worker.
///
/// The same seed, kind and number give the same key on every machine. A key may be given from elsewhere instead: making one of 4096 bits
/// takes seconds.
package struct KeyPool: Sendable {
    package let seed: UInt64
    private var keys: [Place: PrivateKey] = [:]
    private let load: @Sendable (String) -> String?

    private struct Place: Hashable {
        let key: SigningAlgorithm.Key
        let number: Int
    }

    /// The closure gives the PEM of a key by its name, such as `rsa-2048-7`, or nil to have it made of the seed.
    package init(seed: UInt64, load: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.seed = seed
        self.load = load
    }

    /// The key of a kind with a number.
    package mutating func privateKey(_ key: SigningAlgorithm.Key, _ number: Int) throws(OpenSSLError) -> PrivateKey {
        let place = Place(key: key, number: number)
        if let known = keys[place] { return known }
        let name = KeyPool.name(key, number)
        var generator = ChoiceGenerator(seed: seed, label: "key " + name)
        let made = if let text = load(name) { try PrivateKey(pem: text) } else { try key.make(&generator) }
        keys[place] = made
        return made
    }

    /// The key with a number as one that signs by an algorithm.
    package mutating func key(_ algorithm: SigningAlgorithm, _ number: Int) throws(OpenSSLError) -> IssuingKey {
        IssuingKey(try privateKey(algorithm.key, number), form: algorithm.form, scheme: algorithm.scheme)
    }

    /// Every key that was asked for, with its name, as PKCS #8 in PEM.
    package func texts() throws(OpenSSLError) -> [(name: String, pem: String)] {
        var texts: [(name: String, pem: String)] = []
        for (place, key) in keys { texts.append((KeyPool.name(place.key, place.number), try key.pem())) }
        return texts.sorted { $0.name < $1.name }
    }

    private static func name(_ key: SigningAlgorithm.Key, _ number: Int) -> String { "\(key.name)-\(number)" }
}
