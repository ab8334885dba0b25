/// Names that say nothing: of files, and of declared types.
func emptyNames(_ file: SourceText) -> [String] {
    let fileName = file.path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? ""
    let inPath = saysNothing(fileName) ? ["\(file.path): the file's name"] : []
    let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    let declared = file.codeLines.flatMap { line -> [String] in
        let words = line.text.split { $0 == " " || $0 == ":" || $0 == "<" || $0 == "{" || $0 == "=" }
        return zip(words, words.dropFirst()).filter { kinds.contains($0) && saysNothing(String($1)) }
            .map { "\(file.place(line.number)): \($1)" }
    }
    return inPath + declared
}

private func saysNothing(_ name: String) -> Bool {
    ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Impl"].contains { name.hasSuffix($0) || name.hasPrefix($0) }
}

/// Declarations of a type that has the name of the module it is in.
func typesNamedLikeTheirModule(_ file: SourceText) -> [String] {
    guard let module = file.module else { return [] }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    return file.codeLines.filter { line in
        let words = line.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        return zip(words, words.dropFirst()).contains { kinds.contains($0) && $1 == module }
    }.map { file.place($0.number) }
}

/// Files longer than a reader's patience.
func overlongFile(_ file: SourceText, limit: Int) -> [String] {
    let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
    return count > limit ? ["\(file.path): \(count) lines, at most \(limit)"] : []
}

/// Absolute paths of somebody's machine.
///
/// The prefixes are put together here so that this file keeps its own law.
func machinePaths(_ file: SourceText) -> [String] {
    let prefixes = ["work", "root", "tmp", "home", "Users"].map { "/" + $0 }
    return file.lines.flatMap { line in
        prefixes.filter { startsPath(line.text, with: $0) }.map { "\(file.place(line.number)): \($0)" }
    }
}

/// Whether an absolute path with this first folder stands in the text: not inside a relative path, a URL or a longer word.
private func startsPath(_ text: Substring, with prefix: String) -> Bool {
    var rest = text
    while let found = rest.firstRange(of: prefix) {
        let before = found.lowerBound == text.startIndex ? nil : text[text.index(before: found.lowerBound)]
        let after = found.upperBound == text.endIndex ? nil : text[found.upperBound]
        let begins = before.map { !($0.isLetter || $0.isNumber || "./_-*})".contains($0)) } ?? true
        let ends = after.map { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") } ?? true
        if begins && ends { return true }
        rest = text[found.upperBound...]
    }
    return false
}

/// Products named like the executable: SwiftPM drops the second one silently.
func productsNamed(_ name: String, in manifest: String) -> [String] {
    [".library(", ".plugin(", ".executable("].flatMap { kind -> [String] in
        manifest.split(separator: kind, omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            let words = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            return words.count > 1 && words[1] == name ? "\(kind)name: \"\(name)\")" : nil
        }
    }
}

/// The symbols by which a program would reach a network, among those that `nm -D --undefined-only` lists.
func socketSymbols(in listing: String) -> [String] {
    listing.split(separator: "\n").compactMap { line in
        guard let symbol = line.split(separator: " ").last?.split(separator: "@").first.map(String.init) else { return nil }
        return networkFunctions.contains(symbol) ? symbol : nil
    }
}

/// What opens a way or sends over one; `getsockopt` and the like need a descriptor that only these give, and libdispatch refers to them.
private let networkFunctions: Set<String> = [
    "socket", "connect", "bind", "listen", "accept", "accept4", "getaddrinfo", "getnameinfo", "gethostbyname", "gethostbyname2",
    "gethostbyname_r", "gethostbyaddr", "gethostbyaddr_r", "send", "sendto", "sendmsg", "sendmmsg", "recv", "recvfrom", "recvmsg",
    "recvmmsg", "res_query", "res_search", "BIO_new_connect", "BIO_new_accept", "BIO_s_connect", "BIO_s_socket", "BIO_connect",
    "BIO_socket", "OSSL_HTTP_transfer",
]

/// What asks for the time, the place or chance.
///
/// Each is a parameter below the programs.
let ambientWords = [
    "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime", "gettimeofday", "time(nil)",
    "localtime", "CFAbsoluteTimeGetCurrent", "Locale", "setlocale", "TimeZone", "Calendar", "SystemRandomNumberGenerator", "random(",
    "randomElement(", "shuffled(", "shuffle(", "arc4random", "UUID()", "RAND_bytes", "getenv", "ProcessInfo",
]

/// What ends the program where an input may have led.
let trapWords = ["fatalError(", "try!", "as!", "preconditionFailure("]

/// Work left undone.
///
/// Put together here so that this file keeps its own law.
let unfinishedWords = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
