"""The look "band": words beside the picture on an opaque ground, on one left edge, at the same height always."""
