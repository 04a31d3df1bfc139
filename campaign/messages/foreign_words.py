"""What other programs say in English, in sentences of ours: the system, the database, ffmpeg, readers of pictures.

Lower rooms pass it on as they hear it; it is translated where a sentence is filled.
"""

import errno
import os

from campaign.messages.translate import N_

_SYSTEM = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of this path is a file, not a folder"),
    errno.EISDIR: N_("this is a folder, not a file"),
    errno.EEXIST: N_("something of that name is there already"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("a link leads back to itself"),
    errno.EACCES: N_("you may not read or write it"),
    errno.EPERM: N_("the system does not permit it"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is full"),
    errno.EFBIG: N_("the file would be too large for this disk"),
    errno.EIO: N_("the disk reports an error"),
    errno.EBUSY: N_("another program is using it"),
    errno.ETXTBSY: N_("another program is using it"),
    errno.EAGAIN: N_("another program is using it"),
    errno.EXDEV: N_("it is on another disk"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENODEV: N_("the disk is not there"),
    errno.EINVAL: N_("the system does not take such a name"),
    errno.ESTALE: N_("the network drive does not answer"),
    errno.ETIMEDOUT: N_("there was no answer in time"),
    errno.ECONNREFUSED: N_("nothing answers there"),
}
_WINDOWS = {  # what English Windows says
    "The system cannot find the file specified": _SYSTEM[errno.ENOENT],
    "The system cannot find the path specified": _SYSTEM[errno.ENOENT],
    "Access is denied": _SYSTEM[errno.EACCES],
    "The process cannot access the file because it is being used by another process": _SYSTEM[errno.EBUSY],
    "There is not enough space on the disk": _SYSTEM[errno.ENOSPC],
    "The directory is not empty": _SYSTEM[errno.ENOTEMPTY],
    "The filename, directory name, or volume label syntax is incorrect": _SYSTEM[errno.EINVAL],
    "The device is not ready": _SYSTEM[errno.ENODEV],
    "Cannot create a file when that file already exists": _SYSTEM[errno.EEXIST],
}
_CUT_OFF = N_("it ends too early")
_DAMAGED = N_("what is in it does not fit together")
FOREIGN = (
    {os.strerror(number): said for number, said in _SYSTEM.items()}
    | _WINDOWS
    | {
        "no end": N_("its end is missing"),
        "database is locked": N_("another program is writing in it"),
        "database table is locked": N_("another program is writing in it"),
        "disk I/O error": _SYSTEM[errno.EIO],
        "database or disk is full": _SYSTEM[errno.ENOSPC],
        "attempt to write a readonly database": _SYSTEM[errno.EROFS],
        "unable to open database file": N_("it cannot be opened"),
        "database disk image is malformed": _DAMAGED,
        "file is not a database": N_("this is no database"),
        "file is encrypted or is not a database": N_("this is no database"),
        "Invalid data found when processing input": _DAMAGED,
        "End of file": _CUT_OFF,
        "moov atom not found": _CUT_OFF,
        "Error opening input files: Invalid data found when processing input": _DAMAGED,
        "Output file is empty, nothing was encoded": N_("there is no picture in it"),
        "image file is truncated": _CUT_OFF,
        "broken data stream when reading image file": _DAMAGED,
        "unrecognized data stream contents when reading image file": _DAMAGED,
        "Truncated File Read": _CUT_OFF,
        "unexpected end of data": N_("a quotation mark is not closed"),
        "line contains NUL": N_("it is no text"),
        "it is empty": N_("it is empty"),
        "0 bytes": N_("it is empty"),
        "shorter than when its upload began": N_("it is shorter than when its upload began"),
        "an answer without what was asked for": N_("it lacks what was asked for"),
    }
)
