"""Sampling and one EM iteration with scikit-learn, beside `npm run bench sample`.

Arguments: a folder with float64 files x [n, d], weights [k], means [k, d], precisions [k, d, d], components [d, pixels];
n, d, k, pixels, EM iterations, samples to draw. Prints JSON.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

folder = Path(sys.argv[1])
n, d, k, pixels, iterations, draws = map(int, sys.argv[2:])


def load(name, *shape):
    return np.fromfile(folder / name, np.float64).reshape(shape)


x = load("x", n, d)
start = dict(weights_init=load("weights", k), means_init=load("means", k, d), precisions_init=load("precisions", k, d, d))
warnings.filterwarnings("ignore")  # it is stopped before it converges


def fit(steps):
    model = GaussianMixture(k, reg_covar=0, tol=0, max_iter=steps, **start)
    begin = time.perf_counter()
    model.fit(x)
    return model, time.perf_counter() - begin


fit(1)
_, one = fit(1)
model, many = fit(1 + iterations)
components = load("components", d, pixels)
begin = time.perf_counter()
points, _ = model.sample(draws)
np.clip(np.rint(points @ components), 0, 255).astype(np.uint8)
sampling = time.perf_counter() - begin
print(
    json.dumps(
        {
            "version": f"scikit-learn {sklearn.__version__}",
            "secondsAnIteration": (many - one) / iterations,
            "logLikelihood": float(model.score(x)),
            "msOfSampling": 1e6 * sampling / draws,
        }
    )
)
