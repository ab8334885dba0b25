public import CivilTime
import Irregularities
import TagLengthValue

/// The period in which a certificate is valid, both ends included.
///
/// RFC 5280, 4.1.2.5.
public struct Validity: Sendable, Hashable {
    public let notBefore: Timestamp
    public let notAfter: Timestamp

    public init(notBefore: Timestamp, notAfter: Timestamp) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Whether the period has this point of time in it.
    public func contains(_ time: Timestamp) -> Bool { notBefore <= time && time <= notAfter }
}

/// Reads a Time of a certificate or CRL, which RFC 5280 wants as UTCTime through 2049 and as GeneralizedTime from 2050.
func readTime(
    _ element: ElementExtent, in bytes: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]
) throws(EncodingError) -> Timestamp {
    guard let time = EncodedTime(element, in: bytes) else {
        throw EncodingError(.malformedTime, at: element.start, found: element.tag)
    }
    // 2050-01-01T00:00:00Z.
    let needsGeneralizedTime = time.timestamp.secondsSinceEpoch >= 2_524_608_000
    if !time.isConforming || needsGeneralizedTime != (element.tag == .generalizedTime) {
        irregularities.append(Irregularity(.malformedTime, at: element.place))
    }
    return time.timestamp
}
