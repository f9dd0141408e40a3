"""The usual scikit-learn pipeline, trained on netra's corpus, next to netra.

    peer.py [--netra PROGRAM] [FILE.jsonl ...]
"""

import argparse
import datetime
import glob
import json
import os
import platform
import resource
import subprocess
import tempfile
import time

# One core, as netra: the numerical libraries read these when they are loaded.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np
import sklearn
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.metrics import precision_recall_curve, precision_recall_fscore_support
from sklearn.pipeline import make_pipeline

import folds

FOLDS = 5
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def inner_folds(stories):
    """Three folds by story for calibration, from other bits of the number than the outer folds."""
    parts = np.array([story // FOLDS % 3 for story in stories])
    return [(np.flatnonzero(parts != part), np.flatnonzero(parts == part)) for part in range(3)]


def pipelines(stories):
    plain = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(class_weight="balanced", max_iter=1000),
    )
    return {
        "scikit-learn": plain,
        "scikit-learn, Platt": CalibratedClassifierCV(clone(plain), method="sigmoid", cv=inner_folds(stories)),
    }


def keywords(texts):
    """What an alert on words makes of the texts: the topic, and the topic beside a word of suspicion."""
    folded = [text.lower() for text in texts]
    topic = np.array(["netral" in text for text in folded])
    doubt = np.array([any(word in text for word in ("diduga", "dugaan", "oknum", "terbukti")) for text in folded])
    return {"alert: netral": topic.astype(float), "alert: and diduga …": (topic & doubt).astype(float)}


def best(precision, recall):
    """The greatest F1 at any threshold, chosen on the very articles that are measured."""
    both = [(p, r) for p, r in zip(precision, recall) if p + r > 0]
    return max((2 * p * r / (p + r) for p, r in both), default=None)


def figures(truth, scores, threshold=0.5):
    flagged = scores >= threshold
    precision, recall, f1, _ = precision_recall_fscore_support(truth, flagged, average="binary", zero_division=0)
    both = 0 < truth.sum() < len(truth)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "best_f1": best(*precision_recall_curve(truth, scores)[:2]) if truth.any() else None,
        "auc": roc_auc_score(truth, scores) if both else None,
        "average_precision": average_precision_score(truth, scores) if truth.any() else None,
        "brier": brier_score_loss(truth, scores),
        "log_loss": log_loss(truth, scores, labels=[0, 1]),
        "flagged": int(flagged.sum()),
        "wrongly_flagged": int((flagged & (truth == 0)).sum()),
        "missed": int((~flagged & (truth == 1)).sum()),
    }


COLUMNS = {"precision": "precision", "recall": "recall", "f1": "F1", "best_f1": "best F1", "auc": "AUC",
           "average_precision": "AP", "brier": "Brier", "log_loss": "log-loss", "flagged": "flagged",
           "wrongly_flagged": "wrongly", "missed": "missed"}


def show(title, rows):
    print(f"\n{title}")
    print(f"{'':<20}" + "".join(f"{name:>10}" for name in COLUMNS.values()))
    for name, row in rows.items():
        print(f"{name:<20}" + "".join(f"{cell(row.get(column)):>10}" for column in COLUMNS))


def cell(value):
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def netra_eval(program, paths):
    done = subprocess.run([program, "eval", "--format", "json", *paths], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def netra_speed(program, corpus):
    """Articles per second of the whole program, its start and reading included, on the corpus ten times over."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for record in corpus * 10:
            file.write(json.dumps({"title": record["title"], "text": record["text"]}) + "\n")
        file.flush()
        before = children_seconds()
        subprocess.run([program, "analyze", "--format", "jsonl", file.name], stdout=subprocess.DEVNULL, check=True)
        return len(corpus) * 10 / (children_seconds() - before)


def netra_unseen(program, corpus):
    """netra's scores of the corpus by models that had not seen the story, its threshold, CPU and other seconds."""
    with tempfile.TemporaryDirectory() as folder:
        scores, model = os.path.join(folder, "scores.jsonl"), os.path.join(folder, "model")
        before, began = children_seconds(), time.monotonic()
        subprocess.run([program, "train", "--quiet", "--out", model, "--scores", scores],
                       stdout=subprocess.DEVNULL, check=True)
        spent, waited = children_seconds() - before, time.monotonic() - began
        with open(scores, encoding="utf-8") as lines:
            by_id = {record["id"]: record["score"] for record in map(json.loads, lines)}
        with open(os.path.join(model, "model.tsv"), encoding="utf-8") as lines:
            threshold = next(float(line.split("\t")[1]) for line in lines if line.startswith("threshold\t"))
        return np.array([by_id[record["id"]] for record in corpus]), threshold, spent, waited


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--netra", default=os.path.join(ROOT, "target", "release", "netra"))
    arguments.add_argument("files", nargs="*")
    arguments = arguments.parse_args()

    paths = sorted(glob.glob(os.path.join(ROOT, "data", "corpus", "*.jsonl")))
    corpus = folds.records(paths)
    texts = np.array([folds.text(record) for record in corpus], dtype=object)
    truth = np.array([folds.label(record) for record in corpus])
    stories = [record["story"] for record in corpus]
    fold = np.array([story % FOLDS for story in stories])
    now = datetime.date.today().isoformat()
    print(f"{now}, {platform.machine()}, {os.cpu_count()} cores, one of them used; "
          f"Python {platform.python_version()}, scikit-learn {sklearn.__version__}")
    print(f"corpus: {len(corpus)} articles, {truth.sum()} violations, {len(set(stories))} stories; "
          f"{FOLDS} folds of {', '.join(str((fold == part).sum()) for part in range(FOLDS))}")

    rows = {name: figures(truth, scores) for name, scores in keywords(texts).items()}
    for name in pipelines(stories):
        scores = np.zeros(len(corpus))
        for part in range(FOLDS):
            train = np.flatnonzero(fold != part)
            model = pipelines([stories[index] for index in train])[name]
            model.fit(texts[train], truth[train])
            scores[fold == part] = model.predict_proba(texts[fold == part])[:, 1]
        rows[name] = figures(truth, scores)
    unseen, threshold, spent, waited = netra_unseen(arguments.netra, corpus)
    rows["netra"] = figures(truth, unseen, threshold)
    show("Cross-validated on the corpus, by story, on the same folds", rows)

    trained = {}
    print("\nTraining on the whole corpus, CPU seconds")
    for name, model in pipelines(stories).items():
        began = time.process_time()
        model.fit(texts, truth)
        print(f"{name:<20}{time.process_time() - began:>8.2f} s")
        trained[name] = model

    print(f"{'netra train':<20}{spent:>8.2f} s ({waited:.1f} s of waiting on {os.cpu_count()} cores), "
          "three cross-validations and the card included")

    for path in arguments.files:
        records = folds.records([path])
        labels = np.array([folds.label(record) for record in records])
        inputs = [folds.text(record) for record in records]
        rows = {name: figures(labels, scores) for name, scores in keywords(inputs).items()}
        rows |= {name: figures(labels, model.predict_proba(inputs)[:, 1]) for name, model in trained.items()}
        report = netra_eval(arguments.netra, [path])
        rows["netra"] = overall(report)
        show(f"{path}: {len(records)} articles, {labels.sum()} violations", rows)
        if report["clear"]:
            clear = np.array([record.get("borderline") is not True for record in records])
            kept = [text for text, keep in zip(inputs, clear) if keep]
            rows = {name: figures(labels[clear], model.predict_proba(kept)[:, 1]) for name, model in trained.items()}
            # The curve is that of all articles, so the best F1 of the clear ones stays open.
            rows["netra"] = report["clear"]
            show(f"{path}, clear ones: {clear.sum()} articles, {labels[clear].sum()} violations", rows)

    print(f"\nArticles per second of CPU time, mean length {np.mean([len(text.encode()) for text in texts]):.0f} bytes")
    print(f"{'':<20}{'one by one':>14}{'in batches':>14}")
    for name, model in trained.items():
        began = time.process_time()
        for text in texts[:200]:
            model.predict_proba([text])
        single = 200 / (time.process_time() - began)
        began = time.process_time()
        for _ in range(3):
            model.predict_proba(texts)
        batch = 3 * len(texts) / (time.process_time() - began)
        print(f"{name:<20}{single:>14.0f}{batch:>14.0f}")
    rate = netra_speed(arguments.netra, corpus)
    print(f"{'netra analyze':<20}{rate:>14.0f}{rate:>14.0f}")
    print("netra: the whole program with all of its findings, not the verdict alone; it has no batches")


def overall(report):
    points = report["curve"]
    return report["all"] | {"best_f1": best([it["precision"] for it in points], [it["recall"] for it in points])}


if __name__ == "__main__":
    main()
