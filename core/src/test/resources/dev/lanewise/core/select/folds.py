# python3 folds.py > folds.properties
import warnings
import numpy as np, scipy, sklearn
from scipy import stats
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, TimeSeriesSplit
warnings.filterwarnings('ignore')
print('# Made with scikit-learn %s, SciPy %s and NumPy %s (Debian 12). Of each split the rows to judge by, folds divided by semicolons; time series: first and' % (sklearn.__version__, scipy.__version__, np.__version__))
print('# last row to learn from, first and last row to judge by. t: quantiles 0.975 of Student\'s t with 1 … 30 degrees of freedom.')
w = lambda v: ','.join(str(int(i)) for i in v)
def tests(folds): return ';'.join(w(t) for _, t in folds)
for n, k in [(10, 3), (11, 4), (5, 5), (23, 2)]:
    print('kfold.%d.%d=%s' % (n, k, tests(KFold(k).split(np.zeros(n)))))
rng = np.random.RandomState(3)
for i, (counts, k) in enumerate([((7, 5, 3), 3), ((20, 4, 11), 4), ((5, 5), 5), ((31, 9, 2, 8), 2)]):
    y = np.repeat(np.arange(len(counts)), counts)[rng.permutation(sum(counts))]
    print('stratified.%d.k=%d' % (i, k)); print('stratified.%d.y=%s' % (i, w(y)))
    print('stratified.%d=%s' % (i, tests(StratifiedKFold(k).split(np.zeros(len(y)), y))))
g = np.array([3, 3, 1, 2, 2, 2, 2, 5, 5, 5, 4, 1, 0, 0, 0, 0, 0])
print('groups=' + w(g)); print('groups.3=' + tests(GroupKFold(3).split(g, g, g)))
for n, a in [(12, dict(n_splits=3)), (17, dict(n_splits=4, gap=2)), (20, dict(n_splits=3, max_train_size=5)), (20, dict(n_splits=4, test_size=2, gap=1, max_train_size=6))]:
    key = 'time.%d.%d.%d.%d.%d' % (n, a['n_splits'], a.get('gap', 0), a.get('max_train_size', 0), a.get('test_size', 0))
    print(key + '=' + ';'.join('%d,%d,%d,%d' % (t[0], t[-1], s[0], s[-1]) for t, s in TimeSeriesSplit(**a).split(np.zeros(n))))
print('t=' + ','.join(repr(float(stats.t.ppf(.975, f))) for f in range(1, 31)))
