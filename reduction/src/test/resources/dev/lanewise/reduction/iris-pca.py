# Makes iris-pca.properties: values of scikit-learn's PCA on Fisher's iris (sklearn.datasets.load_iris), svd_solver='full'.
import numpy as np, sklearn
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
x = load_iris().data
def row(a): return ", ".join("%.15g" % v for v in np.ravel(a))
full, two, white = PCA(svd_solver="full").fit(x), PCA(2, svd_solver="full").fit(x), PCA(2, whiten=True, svd_solver="full").fit(x)
print("# scikit-learn %s, NumPy %s: PCA(svd_solver='full') of load_iris().data, made by iris-pca.py beside this file" % (sklearn.__version__, np.__version__))
print("mean =", row(full.mean_))
print("explainedVariance =", row(full.explained_variance_))
print("explainedVarianceRatio =", row(full.explained_variance_ratio_))
print("singularValues =", row(full.singular_values_))
signs = np.sign(full.components_[np.arange(4), np.argmax(np.abs(full.components_), axis=1)])
print("components =", row(full.components_ * signs[:, None]))
print("noiseVarianceOfTwo =", "%.15g" % two.noise_variance_)
print("transformedRows0And149 =", row((full.transform(x) * signs)[[0, 149]]))
print("whitenedRows0And149 =", row((white.transform(x) * signs[:2])[[0, 149]]))
