"""Frechet distance, kernel distance, precision, recall, density and coverage with numpy and scipy, beside `npm run bench metrics`.

Arguments: files of float32 features (samples, reals), n, d, a file of int32 subsets [subsets, 2, size], size.
Prints JSON: values, and the seconds that each took.
"""

import json
import sys
import time

import numpy as np
import scipy
import scipy.linalg

samples, reals, n, d, subsets, size = sys.argv[1:]
n, d, size = int(n), int(d), int(size)
x = np.fromfile(samples, np.float32).reshape(n, d).astype(np.float64)
y = np.fromfile(reals, np.float32).reshape(n, d).astype(np.float64)
pairs = np.fromfile(subsets, np.int32).reshape(-1, 2, size)


def frechet():
    s1, s2 = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    root = scipy.linalg.sqrtm(s1 @ s2)
    return float(((x.mean(0) - y.mean(0)) ** 2).sum() + np.trace(s1 + s2) - 2 * np.trace(root).real)


def kernel(a, b):
    return (a @ b.T / d + 1) ** 3


def mmd2(a, b):
    m = len(a)
    xx, yy, xy = kernel(a, a), kernel(b, b), kernel(a, b)
    within = xx.sum() - np.trace(xx) + yy.sum() - np.trace(yy)
    return within / (m * (m - 1)) - 2 * xy.mean()


def distances(a, b):
    squares = (a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * a @ b.T
    return np.maximum(squares, 0)


def prdc(k=5):
    """Sum of the four; x are the samples. Squared distances compare as distances do."""
    samples, reals = (np.partition(distances(a, a), k, axis=1)[:, k] for a in (x, y))
    between = distances(y, x)
    inside = between < reals[:, None]
    precision, recall = inside.any(0).mean(), (between < samples[None]).any(1).mean()
    return float(precision + recall + inside.sum() / (k * len(x)) + (between.min(1) < reals).mean())


def timed(measure):
    start = time.perf_counter()
    return measure(), time.perf_counter() - start


distance, distance_seconds = timed(frechet)
kid, kid_seconds = timed(lambda: float(np.mean([mmd2(x[i], y[j]) for i, j in pairs])))
four, four_seconds = timed(prdc)
print(
    json.dumps(
        {
            "versions": f"numpy {np.__version__} and scipy {scipy.__version__}",
            "frechet": {"value": distance, "seconds": distance_seconds},
            "kid": {"value": kid, "seconds": kid_seconds},
            "prdc": {"value": four, "seconds": four_seconds},
        }
    )
)
