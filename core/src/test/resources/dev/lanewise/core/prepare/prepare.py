# python3 prepare.py > prepare.properties
import warnings
import numpy as np, sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, Normalizer, OneHotEncoder, OrdinalEncoder, PowerTransformer, RobustScaler, StandardScaler
warnings.filterwarnings('ignore')
w = lambda v: ','.join('NaN' if np.isnan(x) else repr(float(x)) for x in np.asarray(v, dtype=float).ravel())
rng = np.random.RandomState(0)
x = np.c_[rng.randn(13), 1e6 + rng.rand(13), np.full(13, 7.25), rng.randint(0, 4, 13), -rng.rand(13) * 100, np.zeros(13)].round(4)
gaps = x.copy()
gaps[2, 0] = gaps[5, 3] = gaps[6, 3] = gaps[0, 4] = np.nan
print('# Made with scikit-learn %s and NumPy %s (Debian 12): scalers and SimpleImputer on 13 rows of 6 columns that stand here (one constant, one of zeros), with and without gaps.' % (sklearn.__version__, np.__version__))
print('x=' + w(x)); print('gaps=' + w(gaps))
for name, s in [('standard', StandardScaler()), ('mean-only', StandardScaler(with_std=False)), ('deviation-only', StandardScaler(with_mean=False)),
                ('min-max', MinMaxScaler()), ('min-max-range', MinMaxScaler((-2, 3))), ('max-abs', MaxAbsScaler()), ('robust', RobustScaler()), ('robust-wide', RobustScaler(quantile_range=(5, 90)))]:
    print(name + '.x=' + w(s.fit_transform(x))); print(name + '.gaps=' + w(s.fit_transform(gaps)))
for norm in ('l1', 'l2', 'max'):
    print('normalizer-%s.x=%s' % (norm, w(Normalizer(norm).fit_transform(x))))
for strategy in ('mean', 'median', 'most_frequent', 'constant'):
    print('imputer-%s=%s' % (strategy, w(SimpleImputer(strategy=strategy, fill_value=-1 if strategy == 'constant' else None, add_indicator=True).fit_transform(gaps))))
c = np.array([['b', '10'], ['a', '9'], ['c', '10'], ['a', '10'], ['b', '9']], dtype=object)
print('onehot=' + w(OneHotEncoder(sparse_output=False).fit_transform(c))); print('onehot-drop=' + w(OneHotEncoder(sparse_output=False, drop='first').fit_transform(c)))
print('onehot-unknown=' + w(OneHotEncoder(sparse_output=False, handle_unknown='ignore').fit(c).transform(np.array([['z', '9'], ['a', 'q']], dtype=object))))
print('ordinal=' + w(OrdinalEncoder().fit_transform(c)))
skew = np.c_[np.exp(rng.randn(30)), -np.exp(rng.randn(30)), rng.randn(30), rng.gamma(2, 3, 30) - 2].round(4)
print('skew=' + w(skew))
for name, p in [('power', PowerTransformer()), ('power-raw', PowerTransformer(standardize=False))]:
    print(name + '=' + w(p.fit_transform(skew))); print(name + '.lambdas=' + w(p.lambdas_))
