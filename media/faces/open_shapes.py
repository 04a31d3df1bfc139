"""A network's file whose picture may have any size: the sizes written down in it are left out.

An ONNX file is a protobuf message (onnx.proto); of it only a few fields are found here and the rest is passed on byte
for byte, which costs no further package.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_GRAPH, _INPUT, _OUTPUT, _BETWEEN = 7, 11, 12, 13  # of ModelProto; of GraphProto
_SHAPE = (2, 1, 2)  # ValueInfoProto.type, TypeProto.tensor_type, Tensor.shape
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


@dataclass(frozen=True, kw_only=True)
class _Field:
    number: int
    whole: bytes
    body: bytes | None  # of one that has a length


def with_any_size(network: bytes) -> bytes:
    """Return an ONNX file without the shapes of what goes in, comes out and lies between; ValueError where it is none.

    Its weights keep their shapes, which they have of their own.
    """
    try:
        return b"".join(_opened(one) if one.number == _GRAPH else one.whole for one in _fields(network))
    except IndexError:
        raise ValueError("no ONNX file") from None


def _opened(graph: _Field) -> bytes:
    return _written(
        _GRAPH,
        b"".join(
            _written(one.number, _without(one.body, _SHAPE))
            if one.number in (_INPUT, _OUTPUT) and one.body is not None
            else one.whole
            for one in _fields(graph.body or b"")
            if one.number != _BETWEEN
        ),
    )


def _without(message: bytes, path: tuple[int, ...]) -> bytes:
    """A message without the field at the end of a path."""
    kept = (one for one in _fields(message) if len(path) > 1 or one.number != path[0])
    return b"".join(
        _written(one.number, _without(one.body, path[1:]))
        if one.number == path[0] and one.body is not None
        else one.whole
        for one in kept
    )


def _fields(message: bytes) -> Iterator[_Field]:
    at = 0
    while at < len(message):
        begins = at
        tag, at = _number(message, at)
        body = None
        if tag & 7 == _BYTES:
            size, at = _number(message, at)
            body, at = message[at : at + size], at + size
        elif tag & 7 == _VARINT:
            _, at = _number(message, at)
        elif tag & 7 in (_EIGHT, _FOUR):
            at += 8 if tag & 7 == _EIGHT else 4
        else:
            raise ValueError("no ONNX file")
        if at > len(message):
            raise ValueError("no ONNX file")
        yield _Field(number=tag >> 3, whole=message[begins:at], body=body)


def _number(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (message[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if message[at - 1] < 128:
            return value, at


def _written(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])
