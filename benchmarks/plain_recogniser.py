"""What faster-whisper writes by itself, with its own settings: the plain recogniser beside which ours is measured.

    python -m benchmarks.plain_recogniser MODEL LANGUAGE FILE...

Prints a JSON list of texts, one for each file.
"""

import json
import sys


def main(model: str, language: str, *paths: str) -> None:
    """Recognise files one after the other."""
    from faster_whisper import WhisperModel

    recogniser = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
    texts = []
    for path in paths:
        segments, _ = recogniser.transcribe(path, language=language)
        texts.append(" ".join(one.text.strip() for one in segments))
    print(json.dumps(texts))


if __name__ == "__main__":
    main(*sys.argv[1:])
