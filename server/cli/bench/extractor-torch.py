"""Inception-v3 with random weights in torchvision, as an ONNX file and as the features of some pictures.

Arguments: .npy of uint8 pictures [n, h, w, 3], where the ONNX file goes, where the float32 features go.
Prints JSON: versions, and the seconds of one pass over the pictures. Beside `npm run bench extractor`.
"""

import json
import sys
import time

import numpy as np
import torch
import torchvision

pictures, onnx_file, features_file = sys.argv[1:]
torch.manual_seed(0)
torch.set_grad_enabled(False)
network = torchvision.models.inception_v3(weights=None, init_weights=False, aux_logits=True, transform_input=False)
network.fc = torch.nn.Identity()
for module in network.modules():
    if isinstance(module, torch.nn.Conv2d):  # so that signals keep their size through all layers
        torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
network.eval()


def resized(x, size=299):
    """Bilinear as in TensorFlow 1: corners not aligned, pixels without centres. [n, c, h, w]"""
    for axis in (2, 3):
        place = torch.arange(size, dtype=x.dtype) * (x.shape[axis] / size)
        low = place.floor().long()
        high = (low + 1).clamp(max=x.shape[axis] - 1)
        share = (place - low).reshape([-1 if a == axis else 1 for a in range(4)])
        x = x.index_select(axis, low) * (1 - share) + x.index_select(axis, high) * share
    return x


x = torch.from_numpy(np.load(pictures)).permute(0, 3, 1, 2).double()
x = ((resized(x) - 128) / 128).float()
network(x[:2])
start = time.perf_counter()
features = network(x)
seconds = time.perf_counter() - start
features.numpy().astype(np.float32).tofile(features_file)
torch.onnx.export(
    network,
    x[:2],
    onnx_file,
    input_names=["pictures"],
    output_names=["features"],
    dynamic_axes={"pictures": {0: "n"}, "features": {0: "n"}},
    opset_version=13,
)
versions = f"PyTorch {torch.__version__}, torchvision {torchvision.__version__}"
print(json.dumps({"versions": versions, "seconds": seconds}))
