"""The reader by our own model: one small network read by ONNX Runtime, no torch.

In: `Text`. Out: `Reading` with sentences, parts of speech, trees, names, predicates, roles and
factuality. The door is `read.ModelReader`; `words` and `pieces` cut, `network` runs, `decode`
turns scores into answers, `windows` cuts what is too long and joins it again, `screen` says which
sentences need no full reading. How the network was made stands in `training/`.
"""
