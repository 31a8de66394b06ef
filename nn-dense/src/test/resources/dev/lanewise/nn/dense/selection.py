# python3 selection.py ../shared/data/sklearn-tables > selection.properties
import sys, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
warnings.filterwarnings('ignore')
print('# Made with scikit-learn %s and NumPy %s (Debian 12): cross_val_score of StandardScaler + LogisticRegression(C) on iris, StratifiedKFold(5).' % (sklearn.__version__, np.__version__))
a = np.genfromtxt(sys.argv[1] + '/iris.csv', delimiter=',', skip_header=1); x, y = a[:, :-1], a[:, -1].astype(int)
m = make_pipeline(StandardScaler(), LogisticRegression(tol=1e-10, max_iter=10000))
for c in (0.01, 1.0, 100.0):
    m.set_params(logisticregression__C=c)
    print('iris.accuracy.%s=%s' % (c, ','.join(repr(float(s)) for s in cross_val_score(m, x, y, cv=StratifiedKFold(5)))))
    print('iris.loss.%s=%s' % (c, ','.join(repr(-float(s)) for s in cross_val_score(m, x, y, cv=StratifiedKFold(5), scoring='neg_log_loss'))))
