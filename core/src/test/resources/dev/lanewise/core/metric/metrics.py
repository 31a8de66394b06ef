"""Writes metrics.txt: what scikit-learn makes of predictions, with ties, empty classes and weights.

Run:  python3 metrics.py > metrics.txt        (made with scikit-learn 1.2.1, seed 5)

Each case is a line `case KIND TITLE` (KIND is classes or numbers), then lines `NAME VALUE…`:
    width            numbers in each prediction: as many as classes, or 1 (the probability of class 1 of two, or the number predicted)
    said, truth, weight   the samples, predictions row by row
    everything else  a figure or a list of figures; lists of curves have the threshold of each point too
Figures that scikit-learn doesn't have (perplexity, calibration error, Brier score of several classes) are written down in NumPy.
"""
import warnings
import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
random = np.random.RandomState(5)


def line(name, values):
    print(name, " ".join(("%.17g" % v).replace("nan", "NaN") for v in np.atleast_1d(np.asarray(values, dtype=float)).reshape(-1)))


def samples(kind, title, said, truth, weight):
    print("case", kind, title)
    line("width", said.shape[1] if said.ndim == 2 else 1)
    line("said", said)
    line("truth", truth)
    line("weight", weight)


def confusion(k, truth, best, w):
    line("confusion", metrics.confusion_matrix(truth, best, labels=range(k), sample_weight=w))
    line("accuracy", metrics.accuracy_score(truth, best, sample_weight=w))
    line("balanced", metrics.balanced_accuracy_score(truth, best, sample_weight=w))
    for name, average in [("class", None), ("MACRO", "macro"), ("MICRO", "micro"), ("WEIGHTED", "weighted")]:
        p, r, f, _ = metrics.precision_recall_fscore_support(truth, best, labels=range(k), average=average, sample_weight=w, zero_division=0)
        line("precision-" + name, p)
        line("recall-" + name, r)
        line("f1-" + name, f)
    line("kappa", metrics.cohen_kappa_score(truth, best, labels=range(k), sample_weight=w))
    line("matthews", metrics.matthews_corrcoef(truth, best, sample_weight=w))


def expected_error(confidence, right, w, bins):
    edges = np.linspace(0, 1, bins + 1)
    at = np.searchsorted(edges[1:-1], confidence)
    gaps = [abs(np.average(confidence[at == b], weights=w[at == b]) - np.average(right[at == b], weights=w[at == b])) * w[at == b].sum() for b in np.unique(at)]
    return sum(gaps) / w.sum()


def several(title, p, truth, w, ties=False):
    n, k = p.shape
    samples("classes", title, p, truth, w)
    best = p.argmax(1)
    confusion(k, truth, best, w)
    loss = metrics.log_loss(truth, p, labels=range(k), sample_weight=w)
    line("log-loss", loss)
    line("perplexity", np.exp(loss))
    line("brier", np.average(((p - np.eye(k)[truth]) ** 2).sum(1), weights=w))
    if not ties and k > 2:
        line("top-2", metrics.top_k_accuracy_score(truth, p, k=2, labels=range(k), sample_weight=w))
    if k > 2 and len(np.unique(truth)) == k:
        for name in ("macro", "weighted"):
            areas = [metrics.roc_auc_score(truth == c, p[:, c], sample_weight=w) for c in range(k)]
            supports = [w[truth == c].sum() for c in range(k)]
            line("auc-" + name, np.average(areas, weights=supports if name == "weighted" else None))
    line("calibration-error", expected_error(p.max(1), (best == truth).astype(float), w, 10))


def two(title, p, truth, w):
    samples("classes", title, p, truth, w)
    best = (p >= 0.5).astype(int)
    confusion(2, truth, best, w)
    loss = metrics.log_loss(truth, p, labels=[0, 1], sample_weight=w)
    line("log-loss", loss)
    line("perplexity", np.exp(loss))
    line("brier", metrics.brier_score_loss(truth, p, sample_weight=w))
    if len(np.unique(truth)) == 2:
        line("auc", metrics.roc_auc_score(truth, p, sample_weight=w))
        x, y, t = metrics.roc_curve(truth, p, sample_weight=w, drop_intermediate=False)
        line("roc-x", x), line("roc-y", y), line("roc-threshold", t[1:])
    if truth.any():
        line("average-precision", metrics.average_precision_score(truth, p, sample_weight=w))
        y, x, t = metrics.precision_recall_curve(truth, p, sample_weight=w)
        line("pr-x", x[::-1]), line("pr-y", y[::-1]), line("pr-threshold", t[::-1])
        line("pr-auc", metrics.auc(x, y))
    if len(np.unique(truth)) == 2 and np.all(w == 1):
        frequency, probability = calibration_curve(truth, p, n_bins=10)
        line("reliability-frequency", frequency), line("reliability-probability", probability)
    line("calibration-error", expected_error(np.where(best == 1, p, 1 - p), (best == truth).astype(float), w, 10))


def numbers(title, said, truth, w):
    samples("numbers", title, said, truth, w)
    mse = metrics.mean_squared_error(truth, said, sample_weight=w)
    line("mse", mse)
    line("rmse", np.sqrt(mse))
    line("mae", metrics.mean_absolute_error(truth, said, sample_weight=w))
    line("mape", metrics.mean_absolute_percentage_error(truth, said, sample_weight=w))
    line("max-error", metrics.max_error(truth, said))
    if len(np.unique(truth)) > 1:
        line("r2", metrics.r2_score(truth, said, sample_weight=w))
        line("explained-variance", metrics.explained_variance_score(truth, said, sample_weight=w))


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


print("# " + __doc__.strip().replace("\n", "\n# "))
ones = np.ones
w = lambda n: random.uniform(0, 2, n).round(3)

for n, k in [(50, 4), (7, 3), (200, 10), (33, 2), (1, 3)]:
    p, t = softmax(random.normal(0, 1.5, (n, k))), random.randint(0, k, n)
    several("plain", p, t, ones(n))
    several("weighted", p, t, w(n))
p = random.randint(0, 4, (60, 4)).astype(float) + 0.25
p /= p.sum(1, keepdims=True)
several("ties", p, random.randint(0, 4, 60), ones(60), ties=True)
several("ties weighted", p, random.randint(0, 4, 60), w(60), ties=True)
p, t = softmax(random.normal(0, 1, (40, 5))), random.randint(0, 5, 40)
several("never true", p, np.where(t == 2, 0, t), ones(40))
q = p.copy()
q[:, 3] = 0
q /= q.sum(1, keepdims=True)
several("never predicted", q, np.where(t == 3, 1, t), ones(40))
several("one class only", p, np.full(40, 2), ones(40))
several("always right", np.eye(4)[t % 4] * 0.9 + 0.025, t % 4, ones(40), ties=True)
several("always the same", np.tile([0.6, 0.3, 0.1], (30, 1)), random.randint(0, 3, 30), ones(30))

for n in (1, 2, 9, 100, 257):
    p, t = random.uniform(0, 1, n), random.randint(0, 2, n)
    two("plain", p, t, ones(n))
    two("weighted", p, t, w(n))
p, t = random.randint(0, 11, 150) / 10, random.randint(0, 2, 150)
two("ties", p, t, ones(150))
two("ties weighted", p, t, w(150))
two("all tied", np.full(20, 0.3), random.randint(0, 2, 20), ones(20))
two("no positives", random.uniform(0, 1, 12), np.zeros(12, int), ones(12))
two("no negatives", random.uniform(0, 1, 12), np.ones(12, int), ones(12))
two("separated", np.r_[random.uniform(0, 0.4, 10), random.uniform(0.6, 1, 10)], np.r_[np.zeros(10, int), np.ones(10, int)], ones(20))
two("reversed", np.r_[random.uniform(0, 0.4, 10), random.uniform(0.6, 1, 10)], np.r_[np.ones(10, int), np.zeros(10, int)], ones(20))

for n in (1, 2, 31, 500):
    t = random.normal(0, 3, n)
    said = t + random.normal(0.2, 1, n)
    numbers("plain", said, t, ones(n))
    numbers("weighted", said, t, w(n) + 0.1)
numbers("far from zero", 1e8 + random.normal(0, 1, 64), 1e8 + random.normal(0, 1, 64), ones(64))
numbers("all the same", random.normal(0, 1, 10), np.full(10, 4.0), ones(10))
numbers("zero among them", random.normal(0, 1, 6), np.array([0, 1, 2, -1, 0, 3.0]), ones(6))
numbers("perfect", np.arange(5.0), np.arange(5.0), ones(5))
