/// The picture where a portrait would be, as JPEG 2000: 48 by 64 grey pixels in a JP2 file (ISO/IEC 15444-1).
///
/// An encoder of our own would be a project, and the command shall not link one for specimens; `contrib/specimens/jpeg2000-picture.py`
/// made these octets with Pillow and OpenJPEG.
enum JPEG2000Picture {
    static let width = 48
    static let height = 64

    static let bytes: [UInt8] = {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }()

    private static let text = """
        0000000c6a5020200d0a870a00000014667479706a703220000000006a7032200000002d6a7032680000001669686472000000400000003000010707
        00000000000f636f6c7201000000000011000000bf6a703263ff4fff5100290000000000300000004000000000000000000000003000000040000000
        00000000000001070101ff52000c00000001000504040000ff5c002342772076f076f076c06f006f006ee067506750676850055005504757d357d357
        62ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e34ff90000a00000000002e0001ff93c7cc100397e5
        14a0f0600c16cda0708009c1acb19070e0324de8fdd908ec8080ffd9
        """
}
