"""Writes tables-pca.properties with scikit-learn and SciPy (Debian's python3-sklearn 1.2.1):

    /usr/bin/python3 tables-pca.py DIRECTORY_WITH_SKLEARN_TABLES > tables-pca.properties

Axes are turned so that their entry of largest magnitude is positive.
"""
import gzip
import sys

import numpy as np
import scipy.special
import scipy.stats
import sklearn
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler


def read(name, header):
    path = sys.argv[1] + "/" + name
    lines = (gzip.open(path, "rt") if name.endswith("gz") else open(path)).read().splitlines()
    return np.array([[float(x) for x in line.split(",")[:-1]] for line in lines[header:] if line])


def show(name, values):
    print(name + "=" + ",".join(repr(float(x)) for x in np.ravel(values)))


print(f"# Made by tables-pca.py with scikit-learn {sklearn.__version__}, NumPy {np.__version__}, SciPy {scipy.__version__}.")
for name, file, header, k in (("iris", "iris.csv", 1, 2), ("wine", "wine_data.csv", 1, 3), ("breast_cancer", "breast_cancer.csv", 1, 5), ("digits", "digits.csv.gz", 0, 20)):
    x = read(file, header)
    varying = x[:, x.std(axis=0) > 0]
    pca = PCA(svd_solver="full").fit(x)
    some = PCA(k, svd_solver="full").fit(x)
    signs = np.sign(some.components_[np.arange(k), np.abs(some.components_).argmax(axis=1)])
    show(name + ".components", [k])
    show(name + ".explainedVariance", pca.explained_variance_[:k + 5])
    show(name + ".firstAxis", some.components_[0] * signs[0])
    show(name + ".lastAxis", some.components_[k - 1] * signs[k - 1])
    show(name + ".row7", some.transform(x[7:8])[0] * signs)
    show(name + ".noiseVariance", [some.noise_variance_])
    show(name + ".score", [some.score(x)])
    show(name + ".logLikelihoods", some.score_samples(x)[[0, 7, len(x) - 1]])
    show(name + ".mle", [PCA("mle", svd_solver="full").fit(varying).n_components_])
    show(name + ".correlation", PCA(svd_solver="full").fit(StandardScaler().fit_transform(x)).explained_variance_ratio_[:k])
show("chiSquare.p", [0.001, 0.5, 0.6827, 0.95, 0.99, 0.999999])
for dof in (1, 2, 3, 4, 10, 784):
    show(f"chiSquare.{dof}", scipy.stats.chi2.ppf([0.001, 0.5, 0.6827, 0.95, 0.99, 0.999999], dof))
show("gamma.x", [1e-6, 0.5, 1, 1.5, 2, 3.7, 14.9, 15, 200.5, 1e6])
show("gamma.log", scipy.special.gammaln([1e-6, 0.5, 1, 1.5, 2, 3.7, 14.9, 15, 200.5, 1e6]))
