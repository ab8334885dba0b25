import COpenSSL

/// The domain parameters of a curve, big-endian and without leading zeros; the points with the field's full length.
package struct DomainParameters: Sendable {
    package let prime: [UInt8]
    package let a: [UInt8]
    package let b: [UInt8]
    /// The base point in the uncompressed form, `04`, x, y.
    package let generator: [UInt8]
    package let order: [UInt8]
    package let cofactor: [UInt8]

    /// The base point in the compressed form, `02` or `03`, x.
    let compressedGenerator: [UInt8]

    /// The parameters of each curve, from OpenSSL's own table, in the order of `NamedCurve`; nil where this OpenSSL lacks the curve.
    private static let all: [DomainParameters?] = NamedCurve.allCases.map { DomainParameters(named: $0.nameInOpenSSL) }

    /// The parameters of a curve, or nil where this OpenSSL does not have it.
    package static func of(_ curve: NamedCurve) -> DomainParameters? {
        all[Int(curve.rawValue)]
    }

    private init?(named name: String) {
        let group = unsafe EC_GROUP_new_by_curve_name(OBJ_sn2nid(name))
        defer { unsafe EC_GROUP_free(group) }
        guard let group = unsafe group, let prime = BigNumber(), let a = BigNumber(), let b = BigNumber(),
            unsafe EC_GROUP_get_curve(group, prime.pointer, a.pointer, b.pointer, nil) == 1,
            let generator = unsafe EC_GROUP_get0_generator(group), let order = unsafe EC_GROUP_get0_order(group),
            let cofactor = unsafe EC_GROUP_get0_cofactor(group),
            let uncompressed = unsafe DomainParameters.octets(of: generator, in: group, POINT_CONVERSION_UNCOMPRESSED),
            let compressed = unsafe DomainParameters.octets(of: generator, in: group, POINT_CONVERSION_COMPRESSED)
        else {
            ErrorQueue.clear()
            return nil
        }
        self.prime = unsafe BigNumber.magnitude(of: prime.pointer)
        self.a = unsafe BigNumber.magnitude(of: a.pointer)
        self.b = unsafe BigNumber.magnitude(of: b.pointer)
        self.generator = uncompressed
        compressedGenerator = compressed
        self.order = unsafe BigNumber.magnitude(of: order)
        self.cofactor = unsafe BigNumber.magnitude(of: cofactor)
    }

    private static func octets(
        of point: OpaquePointer, in group: OpaquePointer, _ form: point_conversion_form_t
    ) -> [UInt8]? {
        let length = unsafe EC_POINT_point2oct(group, point, form, nil, 0, nil)
        guard length > 0 else { return nil }
        var octets = [UInt8](repeating: 0, count: length)
        let written = unsafe octets.withUnsafeMutableBufferPointer { buffer in
            unsafe EC_POINT_point2oct(group, point, form, buffer.baseAddress, length, nil)
        }
        return written == length ? octets : nil
    }
}

extension NamedCurve {
    /// The curve of which these are the domain parameters, or nil.
    ///
    /// Prime, a, b, base point, order and, where given, cofactor must all agree; only leading zeros of the numbers are ignored, and the
    /// base point may be compressed. A curve that shares some of them, such as one with another base point, is nil: whoever chooses the
    /// base point can know a private key for any public key (CVE-2020-0601). The seed of ANSI X9.62 proves nothing here and is not asked
    /// for.
    public static func matching(
        prime: ArraySlice<UInt8>, a: ArraySlice<UInt8>, b: ArraySlice<UInt8>, generator: ArraySlice<UInt8>,
        order: ArraySlice<UInt8>, cofactor: ArraySlice<UInt8>?
    ) -> NamedCurve? {
        func isSame(_ given: ArraySlice<UInt8>, _ known: [UInt8]) -> Bool {
            given.drop { $0 == 0 }.elementsEqual(known)
        }
        return NamedCurve.allCases.first { curve in
            guard let known = DomainParameters.of(curve) else { return false }
            return isSame(prime, known.prime) && isSame(a, known.a) && isSame(b, known.b) && isSame(order, known.order)
                && (cofactor.map { isSame($0, known.cofactor) } ?? true)
                && (generator.elementsEqual(known.generator) || generator.elementsEqual(known.compressedGenerator))
        }
    }
}
