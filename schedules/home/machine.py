"""Which computer this is: the system's own number of it, the same for all its users and after every start.

Linux: machine-id(5), which asks that it never be shown as it is; macOS: gethostuuid(2); Windows: the MachineGuid that
its installation wrote. None of them asks for an administrator. Computers that were cloned whole have the same.
"""

import hashlib
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NUMBERED = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_OURS = b"testimony-campaign/home/"


@dataclass(frozen=True, kw_only=True)
class Machine:
    """A computer: the hash of its number, empty where the system has none, and its name, for people."""

    number: str
    name: str

    def is_other_than(self, other: "Machine") -> bool:
        """Tell whether these are two computers; without numbers, whether they have two names."""
        if self.number and other.number:
            return self.number != other.number
        return self.name != other.name


@cache
def this() -> Machine:
    """Return the computer that this program runs on."""
    number = _number()
    hashed = hashlib.sha256(_OURS + number.encode()).hexdigest()[:32] if number else ""
    return Machine(number=hashed, name=socket.gethostname())


if sys.platform == "win32":

    def _number() -> str:
        import winreg

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with suppress(OSError):
            place = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, 0, access) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""

elif sys.platform == "darwin":

    def _number() -> str:
        import ctypes

        number, patience = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(1, 0)
        with suppress(OSError, AttributeError):
            if ctypes.CDLL(None).gethostuuid(number, patience) == 0:
                return number.raw.hex()
        return ""

else:

    def _number() -> str:
        for path in _NUMBERED:
            with suppress(OSError, UnicodeDecodeError):
                number = path.read_text(encoding="ascii").strip()
                if number and number != "uninitialized":
                    return number
        return ""
