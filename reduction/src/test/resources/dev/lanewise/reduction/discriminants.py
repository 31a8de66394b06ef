# python3 discriminants.py ../shared/data/sklearn-tables > discriminants.properties
import numpy as np, sys, warnings
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis as L, QuadraticDiscriminantAnalysis as Q
from sklearn.covariance import ledoit_wolf_shrinkage
import sklearn, gzip
warnings.filterwarnings('ignore')
D=sys.argv[1]+'/'
def table(f,skip=1):
    a=np.genfromtxt(D+f,delimiter=',',skip_header=skip); return a[:,:-1],a[:,-1].astype(int)
sets={'iris':table('iris.csv'),'wine':table('wine_data.csv'),'cancer':table('breast_cancer.csv')}
a=np.genfromtxt(D+'digits.csv.gz',delimiter=','); sets['digits']=(a[:,:-1],a[:,-1].astype(int))
rng=np.random.RandomState(0); X=rng.randn(14,3).round(3); y=np.arange(14)%3; X[y==1]+=[1,0,.5]; X[y==2]-=[0,1,.25]; X=X.round(3); sets['small']=(X,y)
w=lambda v:','.join(repr(float(x)) for x in np.asarray(v).ravel())
print('# Made with scikit-learn %s and NumPy %s (Debian 12): LinearDiscriminantAnalysis and QuadraticDiscriminantAnalysis on the tables of scikit-learn'%(sklearn.__version__,np.__version__))
print('# (iris, wine, breast_cancer, digits) and on 14 rows that stand here. Axes: each turned so that its entry of largest magnitude is positive.')
print('# Keys: SET.SOLVER.what; probabilities are of the first and the last three rows; SOLVER svd, eigen (shrinkage auto), lsqr (shrinkage 0.3), qda (reg_param 0.01).')
print('small.x=%s'%w(X)); print('small.y=%s'%','.join(map(str,y)))
def turn(s):
    s=s.copy()
    for j in range(s.shape[1]):
        if s[np.argmax(abs(s[:,j])),j]<0: s[:,j]*=-1
    return s
for n,(X,y) in sets.items():
    pick=np.r_[X[:3],X[-3:]]
    for name,m in [('svd',L()),('eigen',L(solver='eigen',shrinkage='auto')),('lsqr',L(solver='lsqr',shrinkage=.3)),('qda',Q(reg_param=.01))]:
        m.fit(X,y)
        print('%s.%s.accuracy=%r'%(n,name,m.score(X,y)))
        print('%s.%s.probabilities=%s'%(n,name,w(m.predict_proba(pick))))
        if name in('svd','eigen'):
            k=m.explained_variance_ratio_; c=len(np.unique(y))-1
            print('%s.%s.ratios=%s'%(n,name,w(k[:c])))
            if n!='digits': print('%s.%s.axes=%s'%(n,name,w(turn(m.scalings_[:,:c]).T)))
