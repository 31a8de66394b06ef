# python3 factors.py > factors.properties
import numpy as np, sklearn, warnings
from sklearn.decomposition import FactorAnalysis as F, FastICA, NMF, KernelPCA
warnings.filterwarnings('ignore')
rng = np.random.RandomState(1)
Z = rng.randn(40, 2); W = rng.randn(2, 5); X = (Z @ W + .3 * rng.randn(40, 5) + rng.randn(5)).round(3)
P = np.abs(X).round(3)
t = np.arange(60) / 60
S = np.c_[np.sign(np.sin(2 * np.pi * 7 * t)), np.sin(2 * np.pi * 3 * t + 1)]; M = (S @ np.array([[1., .5], [.4, 1.]]) + [3, -1]).round(4)
w = lambda v: ','.join(repr(float(x)) for x in np.asarray(v).ravel())
print('# Made by factors.py beside this file with scikit-learn %s and NumPy %s (Debian 12): FactorAnalysis(svd_method="lapack"), FastICA, NMF(init="nndsvda", solver="cd")' % (sklearn.__version__, np.__version__))
print('# and KernelPCA(fit_inverse_transform=True). x [40, 5], positive = |x|, mixed [60, 2] of a square wave and a sine. Signs and orders: as the tests bring them into line.')
print('x=%s' % w(X)); print('positive=%s' % w(P)); print('mixed=%s' % w(M))
for r in (None, 'varimax', 'quartimax'):
    f = F(2, svd_method='lapack', rotation=r, tol=1e-7, max_iter=100000).fit(X); n = 'factors.%s.' % (r or 'none')
    print(n + 'loadings=%s' % w(f.components_)); print(n + 'noise=%s' % w(f.noise_variance_)); print(n + 'score=%r' % f.score(X)); print(n + 'rows=%s' % w(f.transform(X[:3])))
for c in ('logcosh', 'exp', 'cube'):
    i = FastICA(2, fun=c, whiten='unit-variance', random_state=0, tol=1e-12, max_iter=5000).fit(M); print('ica.%s.components=%s' % (c, w(i.components_))); print('ica.%s.mixing=%s' % (c, w(i.mixing_)))
m = NMF(2, init='nndsvda', solver='cd', tol=1e-10, max_iter=20000).fit(P); print('nmf.components=%s' % w(m.components_)); print('nmf.rows=%s' % w(m.transform(P[:3]))); print('nmf.error=%r' % m.reconstruction_err_)
for n, k in (('linear', dict(kernel='linear')), ('polynomial', dict(kernel='poly', degree=3, gamma=.2)), ('gaussian', dict(kernel='rbf', gamma=.1)), ('sigmoid', dict(kernel='sigmoid', gamma=.01)), ('cosine', dict(kernel='cosine'))):
    p = KernelPCA(2, fit_inverse_transform=n != 'sigmoid', alpha=.5, eigen_solver='dense', **k).fit(X); n = 'kernel.%s.' % n
    print(n + 'eigenvalues=%s' % w(p.eigenvalues_)); T = p.transform(X[:4] + .1); print(n + 'rows=%s' % w(T))
    if n != 'kernel.sigmoid.': print(n + 'back=%s' % w(p.inverse_transform(T)))
