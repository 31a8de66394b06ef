# python3 linear.py ../shared/data/sklearn-tables > linear.properties
import gzip, sys, warnings
import numpy as np, scipy, sklearn, sklearn.utils.class_weight
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler
warnings.filterwarnings('ignore')
D = sys.argv[1] + '/'

def table(f, skip=1):
    a = np.genfromtxt(D + f, delimiter=',', skip_header=skip)
    return a[:, :-1], a[:, -1].astype(int)

def standardised(x):
    return StandardScaler().fit_transform(x)

def polished(m, x, y, weights, penalty):
    """Full Newton steps in NumPy from scikit-learn's solution, whose last digits are its stopping rule's."""
    classes = np.unique(y); k = len(classes); q = 1 if k == 2 else k
    a = np.c_[x, np.ones(len(x)) if m.fit_intercept else np.zeros(len(x))]
    t = np.c_[m.coef_, np.broadcast_to(m.intercept_, (q,))]
    ridge = np.diag(np.r_[np.full(x.shape[1], penalty), 0.])
    for _ in range(6):
        z = a @ t.T
        if q == 1:
            p = 1 / (1 + np.exp(-z)); r = p - (y == classes[1])[:, None]
            h = a.T @ (weights[:, None] * p * (1 - p) * a) + ridge
        else:
            e = np.exp(z - z.max(1, keepdims=True)); p = e / e.sum(1, keepdims=True); r = p - (y[:, None] == classes)
            h = np.block([[a.T @ ((weights * p[:, i] * ((i == j) - p[:, j]))[:, None] * a) + (ridge if i == j else 0 * ridge) for j in range(k)] for i in range(k)])
        g = (weights[:, None] * r).T @ a + t @ ridge
        t = t - (np.linalg.pinv(h, rcond=1e-13) @ g.ravel()).reshape(t.shape)
    if q > 1: t[:, -1] -= t[:, -1].mean()
    if q > 1 and penalty == 0: t -= t.mean(0)
    z = a @ t.T
    p = np.c_[1 / (1 + np.exp(z)), 1 / (1 + np.exp(-z))] if q == 1 else np.exp(z) / np.exp(z).sum(1, keepdims=True)
    global largest
    largest = max(largest, abs(t[:, :-1] - m.coef_).max())
    return t[:, :-1], t[:, -1], p

largest = 0
w = lambda v: ','.join(repr(float(x)) for x in np.asarray(v).ravel())
sets = {'iris': table('iris.csv'), 'wine': table('wine_data.csv'), 'cancer': table('breast_cancer.csv')}
sets['wine'] = (standardised(sets['wine'][0]), sets['wine'][1])
sets['cancer'] = (standardised(sets['cancer'][0]), sets['cancer'][1])
rng = np.random.RandomState(0)
x = rng.randn(20, 3).round(3)
y = np.arange(20) % 4 % 3                                  # classes of 10, 5 and 5
x[y == 1] += [1, 0, .5]
sets['small'] = (x.round(3), y)
print('# Made with scikit-learn %s, SciPy %s and NumPy %s (Debian 12): LogisticRegression(solver newton-cg, tol 1e-13), Ridge and LinearRegression' % (sklearn.__version__, scipy.__version__, np.__version__))
print('# on the tables of scikit-learn (wine and cancer standardised) and on 20 rows that stand here.')
print('small.x=%s' % w(sets['small'][0]))
print('small.y=%s' % ','.join(map(str, sets['small'][1])))
kinds = {
    'standard': {}, 'strong': dict(C=0.01), 'weak': dict(C=100.), 'balanced': dict(class_weight='balanced'),
    'weighted': dict(class_weight={0: 1., 1: 2.5, 2: 0.5}), 'through-zero': dict(fit_intercept=False), 'unpenalized': dict(penalty=None)}
for name, (x, y) in sets.items():
    for kind, options in kinds.items():
        if kind == 'unpenalized' and name != 'small': continue     # the classes of the others can be told apart
        o = dict(options)
        if kind == 'weighted': o['class_weight'] = {k: v for k, v in o['class_weight'].items() if k in set(y)}
        m = LogisticRegression(solver='newton-cg', tol=1e-13, max_iter=10000, **o).fit(x, y)
        k = '%s.%s.' % (name, kind)
        per_class = sklearn.utils.class_weight.compute_class_weight(o.get('class_weight'), classes=np.unique(y), y=y)
        coefficients, intercepts, p = polished(m, x, y, per_class[np.searchsorted(np.unique(y), y)], 0 if kind == 'unpenalized' else 1 / m.C)
        print(k + 'coefficients=' + w(coefficients))
        print(k + 'intercepts=' + w(intercepts if m.fit_intercept else 0 * intercepts))
        print(k + 'probabilities=' + w(p[[0, 1, 2, -3, -2, -1]]))
        print(k + 'accuracy=%r' % m.score(x, y))
x = np.genfromtxt(gzip.open(D + 'diabetes_data_raw.csv.gz'), delimiter=' ')
y = np.genfromtxt(gzip.open(D + 'diabetes_target.csv.gz'))
for name, m in [('ridge0', LinearRegression()), ('ridge1', Ridge(1.)), ('ridge1000', Ridge(1000.)), ('ridge-through-zero', Ridge(1., fit_intercept=False))]:
    m.fit(x, y)
    print(name + '.coefficients=' + w(m.coef_))
    print(name + '.intercept=%r' % float(m.intercept_))
    print(name + '.r2=%r' % m.score(x, y))
wide = rng.randn(5, 8).round(3)
t = rng.randn(5).round(3)
print('# Newton steps in NumPy moved the coefficients of LogisticRegression by %.1e at most' % largest)
print('wide.x=' + w(wide)); print('wide.y=' + w(t))
print('wide.least-norm=' + w(LinearRegression().fit(wide, t).coef_))
print('wide.ridge=' + w(Ridge(0.5).fit(wide, t).coef_))
