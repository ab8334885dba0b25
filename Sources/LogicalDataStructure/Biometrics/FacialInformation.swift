/// The facial and image information blocks of ISO/IEC 19794-5:2005, 5.5 and 5.7.
///
/// A coded value that the standard does not list is nil as an enumeration and stands in the octet beside it.
public struct FacialInformation: Sendable, Hashable {
    public enum Gender: UInt8, Sendable { case unspecified = 0, male, female, unknown = 0xFF }
    public enum EyeColour: UInt8, Sendable {
        case unspecified = 0, black, blue, brown, grey, green, multiColoured, pink
        case unknown = 0xFF
    }
    public enum HairColour: UInt8, Sendable {
        case unspecified = 0, bald, black, blonde, brown, grey, white, red, green, blue
        case unknown = 0xFF
    }
    public enum Expression: Int, Sendable {
        case unspecified = 0, neutral, smileClosed, smileOpen, raisedEyebrows, eyesAway, squinting, frowning
    }
    public enum FaceImageType: UInt8, Sendable { case basic = 0, fullFrontal, tokenFrontal }
    public enum ImageDataType: UInt8, Sendable { case jpeg = 0, jpeg2000 }
    public enum ColourSpace: UInt8, Sendable { case unspecified = 0, rgb24, yuv422, grey8, other }
    public enum SourceType: UInt8, Sendable {
        case unspecified = 0, photograph, digitalCamera, scanner, video, analogueVideo, digitalVideo, unknown
    }

    /// One feature point: the MPEG-4 code, and its place in pixels.
    public struct FeaturePoint: Sendable, Hashable {
        public let type: UInt8
        /// Major number in the upper four bits, minor in the lower.
        public let code: UInt8
        public let x: Int
        public let y: Int
    }

    public let genderCode: UInt8
    public let eyeColourCode: UInt8
    public let hairColourCode: UInt8
    /// Bit 0: specified; 1 glasses, 2 moustache, 3 beard, 4 teeth visible, 5 blink, 6 mouth open, 7 and 8 eye patches, 10 dark glasses,
    /// 11 distorting medical condition.
    public let featureMask: Int
    public let expressionCode: Int
    /// Yaw, pitch and roll in the codes of the standard, 0 where unspecified.
    public let poseAngle: [UInt8]
    public let poseAngleUncertainty: [UInt8]
    public let featurePoints: [FeaturePoint]
    public let declaredFeaturePoints: Int
    /// The offset of the image information block.
    public let imageOffset: Int
    public let faceImageTypeCode: UInt8
    public let imageDataTypeCode: UInt8
    public let width: Int
    public let height: Int
    public let colourSpaceCode: UInt8
    public let sourceTypeCode: UInt8
    public let deviceType: Int
    public let quality: Int

    public var gender: Gender? { Gender(rawValue: genderCode) }
    public var eyeColour: EyeColour? { EyeColour(rawValue: eyeColourCode) }
    public var hairColour: HairColour? { HairColour(rawValue: hairColourCode) }
    public var expression: Expression? { Expression(rawValue: expressionCode) }
    public var faceImageType: FaceImageType? { FaceImageType(rawValue: faceImageTypeCode) }
    public var imageDataType: ImageDataType? { ImageDataType(rawValue: imageDataTypeCode) }
    public var colourSpace: ColourSpace? { ColourSpace(rawValue: colourSpaceCode) }
    public var sourceType: SourceType? { SourceType(rawValue: sourceTypeCode) }

    /// The most feature points that are kept; MPEG-4 defines fewer than 100.
    private static let featurePointLimit = 256

    /// Reads both blocks and the feature points between them, or returns nil where they are cut off.
    init?(_ reader: inout OctetReader) {
        guard let declaredFeaturePoints = reader.number(2), let person = reader.take(3), let featureMask = reader.number(3),
            let expressionCode = reader.number(2), let angle = reader.take(3), let uncertainty = reader.take(3),
            var points = reader.take(declaredFeaturePoints * 8).map({ OctetReader($0) })
        else { return nil }
        imageOffset = reader.position
        guard let types = reader.take(2), let width = reader.number(2), let height = reader.number(2),
            let origin = reader.take(2), let deviceType = reader.number(2), let quality = reader.number(2)
        else { return nil }
        var featurePoints: [FeaturePoint] = []
        while featurePoints.count < FacialInformation.featurePointLimit, let codes = points.take(2), let x = points.number(2),
            let y = points.number(2), points.take(2) != nil
        {
            featurePoints.append(FeaturePoint(type: codes[codes.startIndex], code: codes[codes.startIndex + 1], x: x, y: y))
        }
        genderCode = person[person.startIndex]
        eyeColourCode = person[person.startIndex + 1]
        hairColourCode = person[person.startIndex + 2]
        self.featureMask = featureMask
        self.expressionCode = expressionCode
        poseAngle = Array(angle)
        poseAngleUncertainty = Array(uncertainty)
        self.featurePoints = featurePoints
        self.declaredFeaturePoints = declaredFeaturePoints
        faceImageTypeCode = types[types.startIndex]
        imageDataTypeCode = types[types.startIndex + 1]
        self.width = width
        self.height = height
        colourSpaceCode = origin[origin.startIndex]
        sourceTypeCode = origin[origin.startIndex + 1]
        self.deviceType = deviceType
        self.quality = quality
    }
}
