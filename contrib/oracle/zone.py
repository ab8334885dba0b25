"""Machine readable zones of Doc 9303-4, -5 and -6: fields and check digits, from the tables of the standard."""
import calendar
import datetime

WEIGHTS = (7, 3, 1)


def digit(text):
    """The check digit of Doc 9303-3, 4.9, or None where a character is illegal."""
    total = 0
    for index, character in enumerate(text):
        if character == "<":
            value = 0
        elif character.isascii() and (character.isdigit() or "A" <= character <= "Z"):
            value = int(character, 36)
        else:
            return None
        total += value * WEIGHTS[index % 3]
    return str(total % 10)


def birth(text, at):
    """The latest date not after `at` with these six digits; parts that are fillers are left out."""
    return partial(text, lambda year, month, day: max(
        (y for y in (1800 + year, 1900 + year, 2000 + year, 2100 + year) if first_day(y, month, day) <= at), default=None))


def birth_element(text, at):
    """The date of birth, with both dates of birth where the holder would be below 120 years of age by either."""
    found = birth(text, at)
    element = {"mrz": text, "date": found}
    if found is not None:
        both = [found, f"{int(found[:4]) - 100:04}" + found[4:]]
        if age(both[1], at) < 120:
            element["candidates"] = both
    return element


def age(date, at):
    """The age in years, of a partial date the lowest that it can mean."""
    numbers = [int(part) for part in date.split("-")]
    month = numbers[1] if len(numbers) > 1 else 12
    day = numbers[2] if len(numbers) > 2 else calendar.monthrange(numbers[0], month)[1]
    return at.year - numbers[0] - ((at.month, at.day) < (month, day))


def expiry(text, at):
    """The date whose year is in `at` - 80 ... + 19."""
    return partial(text, lambda year, month, day: next(y for y in range(at.year - 80, at.year + 20) if y % 100 == year))


def first_day(year, month, day):
    return datetime.date(year, month or 1, 1)


def partial(text, century):
    parts = [text[i:i + 2] for i in (0, 2, 4)]
    if not parts[0].isdigit():
        return None
    numbers = [int(part) if part.isdigit() else None for part in parts]
    if any(number is None and part != "<<" for number, part in zip(numbers, parts)):
        return None
    year, month, day = numbers
    if (month is not None and not 1 <= month <= 12) or (day is not None and month is None):
        return None
    full = century(year, month, day)
    if full is None:
        return None
    if month is not None and day is not None:
        try:
            datetime.date(full, month, day)
        except ValueError:
            return None
    return "-".join([f"{full:04}"] + [f"{number:02}" for number in (month, day) if number is not None])


def stripped(text):
    return text.rstrip("<") or None


def names(field):
    primary, _, secondary = field.partition("<<")
    words = [" ".join(part.split("<")).strip() for part in (primary, secondary.replace("<<", "<"))]
    words = [" ".join(word.split()) or None for word in words]
    return words[0], words[1], field[-1] != "<"


LAYOUTS = {90: ("TD1", 30), 72: ("TD2", 36), 88: ("TD3", 44)}


def read(text, at):
    """All fields of a zone by the names of mrtd.mrz/1, or None for another length."""
    if len(text) not in LAYOUTS:
        return None
    name, width = LAYOUTS[len(text)]
    lines = [text[i:i + width] for i in range(0, len(text), width)]
    zone = {"format": name, "lines": lines, "documentCode": lines[0][:2].rstrip("<"), "issuingState": lines[0][2:5].rstrip("<")}
    digits = {}

    def check(field, covered, line, column):
        found = lines[line - 1][column - 1]
        computed = [digit(text) for text in covered]
        digits[field] = {"line": line, "column": column, "found": found, "computed": found if found in computed else computed[0]}

    if name == "TD1":
        one, two, three = lines
        name_field, number, tail = three, one[5:14], one[15:30]
        zone.update(nationality=two[15:18], sex=two[7])
        birth_text, expiry_text, places = two[0:6], two[8:14], (2, 7, 15)
        optional = [tail, two[18:29]]
        number_place = (1, 15)
        composite = (one[5:30] + two[0:7] + two[8:15] + two[18:29], 2, 30)
    else:
        one, two = lines
        name_field, number, tail = one[5:], two[0:9], two[28:35] if name == "TD2" else two[28:42]
        zone.update(nationality=two[10:13], sex=two[20])
        birth_text, expiry_text, places = two[13:19], two[21:27], (2, 20, 28)
        optional = [tail]
        number_place = (2, 10)
        last = 35 if name == "TD2" else 43
        composite = (two[0:10] + two[13:20] + two[21:last], 2, width)
    printed = lines[number_place[0] - 1][number_place[1] - 1]
    number, covered, number_place, optional[0] = whole_number(name, number, printed, tail, number_place)
    zone["documentNumber"] = stripped(number)
    check("documentNumber", covered, *number_place)
    check("dateOfBirth", [birth_text], places[0], places[1])
    check("dateOfExpiry", [expiry_text], places[0], places[2])
    if name == "TD3":
        check("optionalData", [tail], 2, 43)
    check("composite", [composite[0]], *composite[1:])
    zone["primaryIdentifier"], zone["secondaryIdentifier"], zone["nameTruncated"] = names(name_field)
    zone["nationality"] = zone["nationality"].rstrip("<")
    zone["sex"] = {"<": "X", "M": "M", "F": "F"}.get(zone["sex"])
    zone["dateOfBirth"] = birth_element(birth_text, at)
    zone["dateOfExpiry"] = {"mrz": expiry_text, "date": expiry(expiry_text, at)}
    zone["optionalData"] = [stripped(data) for data in optional]
    for entry in digits.values():
        entry["valid"] = entry["found"] == entry["computed"]
    zone["checkDigits"] = digits
    return zone


def whole_number(name, number, printed, tail, place):
    """A number longer than nine characters has a filler for its digit and goes on in the optional data (Doc 9303-5, note j).

    Returns the number, what its digit covers, the place of the digit, and the rest of the optional data."""
    filler = tail.find("<")
    if name == "TD3" or printed != "<" or filler < 2:
        return number, [number], place, tail
    overflow, start = tail[:filler], 16 if name == "TD1" else 29
    # With or without the filler: the printings of the standard differ.
    covered = [number + overflow[:-1], number + "<" + overflow[:-1]]
    return number + overflow[:-1], covered, (place[0], start + filler - 1), tail[filler + 1:]
