import SignedStructures
import TagLengthValue

/// A distinguished name of one attribute an RDN.
package struct Name: Sendable, Hashable {
    package let attributes: [Attribute]

    package struct Attribute: Sendable, Hashable {
        let type: OID
        let tag: Tag
        let value: String
    }

    /// A name of Utopia: country, organization, unit, common name (Doc 9303-12, 7.1.1.1).
    package init(country: String = "UT", organization: String = "Utopia", unit: String? = nil, commonName: String) {
        var attributes = [
            // Doc 9303-12: countryName is a PrintableString in upper case.
            Attribute(type: .countryName, tag: .printableString, value: country),
            Attribute(type: .organizationName, tag: .utf8String, value: organization),
        ]
        if let unit { attributes.append(Attribute(type: .organizationalUnitName, tag: .utf8String, value: unit)) }
        attributes.append(Attribute(type: .commonName, tag: .utf8String, value: commonName))
        self.attributes = attributes
    }

    /// The directory name of the alternative names: the three letters of the MRZ as locality.
    package init(locality: String) {
        attributes = [Attribute(type: .localityName, tag: .printableString, value: locality)]
    }

    package var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { name in
                for attribute in attributes {
                    name.write(.set) { set in
                        set.write(.sequence) { pair in
                            pair.write(attribute.type)
                            pair.write(attribute.tag, text: attribute.value)
                        }
                    }
                }
            }
        }
    }
}
