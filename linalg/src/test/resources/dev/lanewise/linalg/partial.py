import numpy as np, scipy, sklearn, scipy.sparse as sp
from scipy.sparse.linalg import eigsh, svds
from sklearn.utils.extmath import randomized_svd
out=open('partial.txt', 'w')
p=lambda *a: print(*a,file=out)
p("# Values of scipy.sparse.linalg.eigsh and svds and sklearn.utils.extmath.randomized_svd; partial.py beside this file made them.")
p("# numpy %s, scipy %s, scikit-learn %s"%(np.__version__,scipy.__version__,sklearn.__version__))
def pattern(m,n,per):
    i=np.repeat(np.arange(m),per); q=np.arange(m*per)
    j=(q*7919+i*31)%n
    v=((q*2654435761)%1000003)/1000003.0-0.5
    return sp.csr_matrix((v,(i,j)),shape=(m,n))
a=pattern(900,900,6); s=(a+a.T).tocsr()
f=lambda x:" ".join(repr(float(t)) for t in x)
p("largest", f(sorted(eigsh(s,k=6,which='LA',tol=0)[0],reverse=True)))
p("smallest", f(sorted(eigsh(s,k=6,which='SA',tol=0)[0])))
r=pattern(1100,700,5)
p("singular", f(sorted(svds(r,k=6,tol=0)[1],reverse=True)))
c=r.toarray()-r.toarray().mean(axis=0)
u,d,vt=np.linalg.svd(c,full_matrices=False)
p("centered", f(d[:6]))
scale=np.diag(0.8**np.arange(700)); w=r@scale
u,d,vt=randomized_svd(w,n_components=6,random_state=0)
p("randomized", f(d))
i=np.argmax(np.abs(vt[0])); v0=vt[0]*np.sign(vt[0][i])
p("randomizedV", f(v0[:5]))
