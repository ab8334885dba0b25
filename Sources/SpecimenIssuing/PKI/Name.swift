package import SignedStructures
package import TagLengthValue

/// A distinguished name of one attribute an RDN.
package struct Name: Sendable, Hashable {
    package var attributes: [Attribute]

    package struct Attribute: Sendable, Hashable {
        package var type: OID
        package var tag: Tag
        package var value: String

        package init(_ type: OID, _ tag: Tag, _ value: String) {
            self.type = type
            self.tag = tag
            self.value = value
        }
    }

    /// A name of Utopia: country, organization, unit, common name (Doc 9303-12, 7.1.1.1).
    package init(country: String = "UT", organization: String? = "Utopia", unit: String? = nil, commonName: String) {
        // Doc 9303-12: countryName is a PrintableString in upper case.
        attributes = [Attribute(.countryName, .printableString, country)]
        if let organization { attributes.append(Attribute(.organizationName, .utf8String, organization)) }
        if let unit { attributes.append(Attribute(.organizationalUnitName, .utf8String, unit)) }
        attributes.append(Attribute(.commonName, .utf8String, commonName))
    }

    /// The directory name of the alternative names: the three letters of the MRZ as locality.
    package init(locality: String) {
        attributes = [Attribute(.localityName, .printableString, locality)]
    }

    package var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { name in
                for attribute in attributes {
                    name.write(.set) { set in
                        set.write(.sequence) { pair in
                            pair.write(attribute.type)
                            pair.write(attribute.tag, attribute.octets)
                        }
                    }
                }
            }
        }
    }
}

extension Name.Attribute {
    /// The value in the octets that its string type asks for; T61String as Latin-1, which is what issuers take it for.
    fileprivate var octets: [UInt8] {
        switch tag {
        case .bmpString: value.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .universalString:
            value.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(24 - 8 * $0)) } }
        case .teletexString: value.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        default: Array(value.utf8)
        }
    }
}

/// What real names do that Doc 9303-12, 7.1.1.1 does not ask for; a reader that folds names still finds them equal, but for those that
/// add or leave out an attribute.
package enum NameDeviation: Sendable, Hashable {
    case lowerCaseCountry, threeLetterCountry, country(Tag)
    case texts(Tag)
    case reversed, otherCase, doubledBlanks
    case withoutCommonName, withoutCountry, withEmailAddress
}

extension Name {
    /// The name with the deviation.
    package func changed(_ deviation: NameDeviation) -> Name {
        var name = self
        func changeAll(where matches: (Attribute) -> Bool, _ change: (inout Attribute) -> Void) {
            for index in name.attributes.indices where matches(name.attributes[index]) { change(&name.attributes[index]) }
        }
        let isCountry = { (attribute: Attribute) in attribute.type == .countryName }
        let isText = { (attribute: Attribute) in attribute.type != .countryName }
        switch deviation {
        case .lowerCaseCountry: changeAll(where: isCountry) { $0.value = $0.value.lowercased() }
        case .threeLetterCountry: changeAll(where: isCountry) { $0.value = "UTO" }
        case .country(let tag): changeAll(where: isCountry) { $0.tag = tag }
        case .texts(let tag): changeAll(where: isText) { $0.tag = tag }
        case .reversed: name.attributes.reverse()
        case .otherCase: changeAll(where: isText) { $0.value = $0.value.uppercased() }
        case .doubledBlanks:
            changeAll(where: isText) { $0.value = " " + $0.value.split(separator: " ").joined(separator: "  ") + " " }
        case .withoutCommonName: name.attributes.removeAll { $0.type == .commonName }
        case .withoutCountry: name.attributes.removeAll(where: isCountry)
        case .withEmailAddress: name.attributes.append(Attribute(.emailAddress, .ia5String, "csca@utopia.example"))
        }
        return name
    }
}
