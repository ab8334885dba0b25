import Foundation

extension StringProtocol {
    /// The parts between the occurrences of another text.
    func components(_ separator: String) -> [String] { components(separatedBy: separator) }
}

enum Base64Text {
    static func decoded(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { [UInt8]($0) } }
}
