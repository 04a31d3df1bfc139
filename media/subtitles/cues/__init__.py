"""Words and transcripts that become cues: parted, timed, and matched again after an edit."""
