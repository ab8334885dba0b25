// The explanations of the checks on the files of the chip and on EF.SOD.

let fileSyntaxExplanation = CheckExplanation(
    rule:
        "Each file of the chip has the form that Doc 9303 Part 10 gives it: the right tag, lengths that fit, and the fields it must have.",
    why: "What cannot be read cannot be compared, and damaged or foreign data should be known as such before they are used.",
    benignCauses: """
        The reading was broken off, the file was shortened or changed while it was copied or converted, or it was stored under another \
        file's name. Some issuers write files that deviate from the standard; harmless deviations are listed as irregularities instead.
        """,
    howToConfirm: """
        Read the chip again, best with another reader. Open the file with `mrtd inspect` at the place that is named. If its hash value is the \
        signed one, the issuer wrote it like this.
        """,
    failedMeans: "The bytes cannot be read as this file. Whether they are the bytes that were signed is judged by their hash value.",
    undeterminedMeans: "The file is written in a version that this program does not know.")

let filesAgreeExplanation = CheckExplanation(
    rule: """
        EF.SOD lists the data groups that were signed, EF.COM the ones that are on the chip. Both lists and the supplied files name the same \
        data groups. EF.COM may be absent.
        """,
    why: "A data group outside EF.SOD is covered by no signature: anybody could have added it. EF.COM itself is not signed.",
    benignCauses: """
        Some issuers are known to have issued documents whose EF.COM and EF.SOD differ. Not every reader reads every file, and files may be \
        mixed up or left out when they are copied.
        """,
    howToConfirm: """
        Read the chip again and ask for all data groups. Where the lists contradict each other, EF.SOD is the signed one. See whether the \
        issuer has published the deviation.
        """,
    failedMeans:
        "The lists contradict each other, or a supplied data group is not listed in EF.SOD. The listed data groups may still be intact.",
    undeterminedMeans: "A listed data group was not supplied, or EF.SOD is absent or cannot be read.")

let signedAttributesExplanation = CheckExplanation(
    rule: """
        The signature of EF.SOD covers a few attributes. Among them are the hash value of the content and its type; both must be those of the \
        content that EF.SOD carries.
        """,
    why: "Without this step a right signature could stand over attributes that belong to other content.",
    benignCauses: "The file was damaged in copying. Errors of issuers are possible and rare.",
    howToConfirm: "Read EF.SOD again. Extract the content with `mrtd show --extract` and compute its hash value with another tool.",
    failedMeans:
        "The content is not the one that the attributes were made for, or required attributes are missing. Then the signature does not cover the content.",
    undeterminedMeans:
        "There are no signed attributes where none are needed, the hash function is not supported, or EF.SOD is absent or cannot be read.")

let securityObjectSignatureExplanation = CheckExplanation(
    rule: "The signature of EF.SOD verifies under the public key in the document signer's certificate.",
    why: """
        It shows that EF.SOD has not changed since it was signed. Only together with a path to a trusted CSCA does it show that the \
        issuing authority signed it.
        """,
    benignCauses: """
        EF.SOD was damaged in copying, or names the wrong signer, as some issuers' documents do. An issuer's signatures may use an algorithm or \
        a form that this program does not know.
        """,
    howToConfirm: """
        Read EF.SOD again. Extract certificate, content and signature with `mrtd show --extract` and verify them with another tool, such as OpenSSL.
        """,
    failedMeans:
        "The signature was not made with this key over these bytes. The file was changed after signing, damaged, or signed with another key.",
    undeterminedMeans: "The signer's certificate is missing or cannot be read, another signer is named, or the algorithm is not supported.")

let dataGroupHashesExplanation = CheckExplanation(
    rule: "The hash value of each data group is the one that EF.SOD lists for it.",
    why:
        "The signature covers the list, and the hash values tie each file to the list. This is what shows that name, portrait and the rest are the signed ones.",
    benignCauses: """
        A file was damaged, padded or converted in copying, or comes from another document. Some issuers have issued documents with \
        wrong hash values in single data groups and have published that.
        """,
    howToConfirm: """
        Read the data group again and compare. Compute its hash value with another tool. See which data group it is, and whether the issuer \
        has published a deviation for it.
        """,
    failedMeans:
        "At least one supplied data group is not the file that was signed, or was never signed. The others may still be intact; the evidence lists each.",
    undeterminedMeans: "A listed data group was not supplied, the hash function is not supported, or EF.SOD is absent or cannot be read.")

let algorithmStrengthExplanation = CheckExplanation(
    rule: """
        Today's standard asks for hash functions of the SHA-2 family, for RSA keys of at least 2048 bits and for elliptic curves of at least 224 bits.
        """,
    why: "Weak algorithms make it cheaper to find other data with the same hash value or to compute a signature without the key.",
    benignCauses: "Documents live for ten years and keep the algorithms of their day of issue. Older documents of many states use SHA-1.",
    howToConfirm: "Look at the named algorithms and the date of issue, and compare with other documents of the same issuer and year.",
    failedMeans:
        "An algorithm or key is weaker than today's standard asks for. The signature may still verify; rely on it with that in mind.",
    undeterminedMeans: "EF.SOD is absent or cannot be read.")

let activeAuthenticationExplanation = CheckExplanation(
    rule: """
        A recorded answer verifies over its recorded challenge under the public key in DG15: by RSA in the first scheme of ISO/IEC 9796-2, or by \
        ECDSA with r and s side by side. The key counts where EF.SOD lists DG15 with its hash value.
        """,
    why: """
        The private key never leaves the chip. Whoever copies the signed files to another chip cannot copy the key, so that a copy cannot \
        answer a new challenge.
        """,
    benignCauses: """
        The reading broke off, or the tool recorded the challenge of one reading and the answer of another, in another order of octets, or with \
        the status word. Some chips sign with another hash function than they state, which is accepted and named.
        """,
    howToConfirm: "Read the chip again with a reader that performs active authentication, and see that it sends a challenge of its own.",
    failedMeans: "The answer was not made over this challenge by the key in DG15. It does not say which of the three is not the right one.",
    undeterminedMeans: """
        The key or its algorithm is not supported, or the answer verifies but EF.SOD does not vouch for the key. Without a recorded answer the \
        check is not performed.
        """)
