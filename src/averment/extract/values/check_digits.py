"""Check digits that python-stdnum does not know. Each function takes a number with its spaces and dashes left in."""

import re

PLAIN = re.compile(r"[\s.\-‑–/]")


def okpo(number: str) -> bool:
    """Russian statistics code (OKPO): 8 digits for bodies, 10 for sole traders (Rules PR 50.1.024-2005, Annex B).

    Digits are weighed 1, 2, … 10, 1, …; the sum modulo 11 is the last digit. Where it is 10, the weights begin at 3.

    >>> okpo("00032537"), okpo("00032538")
    (True, False)
    """
    digits = PLAIN.sub("", number)
    if not digits.isdigit() or len(digits) not in (8, 10):
        return False
    for first in (1, 3):
        left = sum(int(d) * ((first - 1 + n) % 10 + 1) for n, d in enumerate(digits[:-1])) % 11
        if left < 10:
            return left == int(digits[-1])
    return int(digits[-1]) == 0


def awb(number: str) -> bool:
    """Air waybill: airline prefix, seven digits, and their remainder by seven (IATA Resolution 600a).

    >>> awb("020-12345675"), awb("020-12345678")
    (True, False)
    """
    digits = PLAIN.sub("", number)
    return digits.isdigit() and len(digits) == 11 and int(digits[3:10]) % 7 == int(digits[10])


def mmsi(number: str) -> bool:
    """Ship station identity: nine digits, the first of a ship 2 to 7 (ITU-R M.585). There is no check digit.

    >>> mmsi("273123456"), mmsi("999999999")
    (True, False)
    """
    return bool(re.fullmatch(r"[2-7]\d{8}", PLAIN.sub("", number)))


def bik(number: str) -> bool:
    """Russian bank code (BIK): nine digits, the first two 04 for Russia, or 00 to 03 (Bank of Russia 732-P).

    >>> bik("044525225"), bik("944525225")
    (True, False)
    """
    return bool(re.fullmatch(r"0[0-4]\d{7}", PLAIN.sub("", number)))
