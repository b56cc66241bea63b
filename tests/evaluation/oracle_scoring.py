# SPDX-License-Identifier: Apache-2.0
"""Scores of VQA v2 and MMBench against programs written here from the published definitions
(visualqa.org/evaluation; MMBench, section 4: circular evaluation), on random answers; percentiles and their bootstrap
intervals against numpy, on random times."""
import argparse
import base64
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

NUMBERS = dict(zip("none zero one two three four five six seven eight nine ten".split(),
                   "0 0 1 2 3 4 5 6 7 8 9 10".split()))
ONE_MISSING = ("ain't aren't can't could've couldn't didn't doesn't don't hadn't hasn't haven't isn't it'll mustn't "
               "shouldn't that's there's they're wasn't weren't what's where's who's won't wouldn't you're you've").split()
TWO = "couldn't've wouldn't've he'd've they'd've you'd've".split()
WORDS = ("red Red RED two 2 none ten a an the A The cat cats girl's 2:50 pm yes no yes. No! maybe? 3.5 .5 5. 100,978 "
         "1,5 left-right up/down (big) \"so\" e.g. U.S. well were id hot, dog ;x @home `tick` a_b [ok] 7+8=15 don't "
         "naïve 日本").split() + [w.replace("'", "") for w in ONE_MISSING] + ["couldnt've", "couldn'tve", "hed've"]


def contractions():
    table = {word.replace("'", ""): word for word in ONE_MISSING}
    for word in TWO:
        for place in (i for i, letter in enumerate(word) if letter == "'"):
            table[word[:place] + word[place + 1:]] = word
    return table


CONTRACTIONS = contractions()


def normalised(answer):
    """All characters lowercase; periods removed but in decimals; number words to digits; articles removed; apostrophes
    of contractions added; other punctuation replaced by a blank, or dropped beside one and in texts with 100,978."""
    text = answer.replace("\n", " ").replace("\t", " ").strip()
    has_number = re.search(r"[0-9],[0-9]", text)
    result = text
    for mark in ";/[]\"{}()=+\\_-><@`,?!":
        beside_blank = mark + " " in text or " " + mark in text
        result = result.replace(mark, "" if beside_blank or has_number else " ")
    result = re.sub(r"\.(?![0-9])", "", result)
    lower = "".join(c.lower() if c.isascii() else c for c in result)
    words = [NUMBERS.get(word, word) for word in re.split(r"[ \n\t\r\f\v]+", lower)]
    return " ".join(CONTRACTIONS.get(w, w) for w in words if w and w not in ("a", "an", "the"))


def accuracy(answer, people):
    said, people = normalised(answer), [normalised(p) for p in people]
    scores = [min(1, sum(p == said for j, p in enumerate(people) if j != i) / 3) for i in range(len(people))]
    return sum(scores) / len(scores)


def random_text(dice):
    joints = [" ", " ", " ", "  ", "\n", "-", ", ", "/", ". "]
    return "".join(dice.choice(WORDS) + dice.choice(joints) for _ in range(dice.randint(1, 4)))[:-1]


def check_vqa(program, dice, rounds):
    cases = []
    for _ in range(rounds):
        pool = [random_text(dice) for _ in range(dice.randint(1, 4))]
        pool += [text.upper() for text in pool[:1]] + [normalised(pool[0])]
        cases.append({"answer": dice.choice(pool), "people": [dice.choice(pool) for _ in range(10)]})
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    told = subprocess.run([program, "vqa"], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    partial = 0
    for case, line in zip(cases, told, strict=True):
        got, wanted = json.loads(line), normalised(case["answer"])
        if got["normalised"] != wanted:
            sys.exit(f"normalising {case['answer']!r}: expected {wanted!r}, found {got['normalised']!r}")
        if abs(got["accuracy"] - accuracy(**case)) > 1e-12:
            sys.exit(f"{case}: expected {accuracy(**case)}, found {got['accuracy']}")
        partial += 0 < got["accuracy"] < 1
    if partial < rounds / 20:
        sys.exit(f"only {partial} of {rounds} cases are partly right: they show little")


OPTIONS = ["red", "green", "dark green", "a cat", "two dogs", "Yes", "no", "north", "B side", "nothing"]


def chosen(answer, options):
    words = re.sub(r"[.()\[\],:;!*#{}]", " ", answer).split()
    letters = [i for i in range(len(options)) if "ABCDEFGH"[i] in words and not (i == 0 and len(words) > 3)]
    if letters:
        return letters[0] if len(letters) == 1 else None
    texts = [i for i, option in enumerate(options) if option.lower() in answer.lower()]
    return texts[0] if len(texts) == 1 else None


def random_reply(dice, options, right):
    best = right if dice.random() < 0.8 else dice.randrange(len(options))
    letter = "ABCDEFGH"[best]
    return dice.choice([letter, letter + ".", f"({letter})", f"{letter}. {options[best]}", options[best],
                        options[best].upper(), f"A thing that is {options[best]}", f"The answer is {letter}", "Z", "",
                        f"{letter} or A", letter.lower()])


def table_of(dice, count):
    picture = io.BytesIO()
    Image.new("RGB", (32, 32), (9, 9, 9)).save(picture, "PNG")
    rows = []
    for index in range(count):
        options = dice.sample(OPTIONS, dice.randint(2, 4))
        rows.append({"index": str(index + 1), "question": f"Question {index}?", "image": base64.b64encode(picture.getvalue()).decode(),
                     **{"ABCD"[i]: option for i, option in enumerate(options)}, "answer": "ABCD"[dice.randrange(len(options))],
                     "category": f"ability {index % 5}", "l2-category": f"dimension {index % 2}"})
    columns = ["index", "question", "A", "B", "C", "D", "answer", "category", "image", "l2-category"]
    return columns, rows


def check_mmbench(program, dice, count):
    columns, rows = table_of(dice, count)
    answers, right_of_group = [], {}
    for row in rows:
        options = [row[letter] for letter in "ABCD" if letter in row]
        truth = options["ABCD".index(row["answer"])]
        for turn in range(len(options)):
            shown = options[turn:] + options[:turn]
            reply = random_reply(dice, shown, shown.index(truth))
            answers.append({"id": f"{row['index']}/{turn}", "answer": reply})
            is_right = chosen(reply, shown) == shown.index(truth)
            right_of_group[row["index"]] = right_of_group.get(row["index"], True) and is_right
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "table.tsv"
        table.write_text("\n".join("\t".join(row.get(c, "") for c in columns) for row in [dict(zip(columns, columns)), *rows]) + "\n")
        lines = "".join(json.dumps(answer) + "\n" for answer in answers)
        told = json.loads(subprocess.run([program, "mmbench", table], input=lines, capture_output=True, text=True, check=True).stdout)
    wanted = {"accuracy": sum(right_of_group.values()) / len(rows)}
    for name, column in (("by_type", "category"), ("by_dimension", "l2-category")):
        parts = {}
        for row in rows:
            parts.setdefault(row[column], []).append(right_of_group[row["index"]])
        wanted[name] = {part: [sum(rights) / len(rights), len(rights)] for part, rights in parts.items()}
    if not 0 < wanted["accuracy"] < 1:
        sys.exit(f"accuracy {wanted['accuracy']}: these answers show nothing")
    for name, value in wanted.items():
        same = json.dumps(told[name], sort_keys=True) == json.dumps(value, sort_keys=True) if isinstance(value, dict) else abs(told[name] - value) < 1e-12
        if not same:
            sys.exit(f"MMBench, {name}: expected {value}, found {told[name]}")


RESAMPLES = 20_000


def numpy_resamples(questions, share, dice):
    """Percentiles of resamples as numpy draws them: questions with replacement, and of each drawn one its times."""
    picked = dice.integers(len(questions), size=(RESAMPLES, len(questions)))
    times = len(questions[0])
    at = dice.integers(times, size=(RESAMPLES, len(questions), times)) if times > 1 else numpy.zeros((RESAMPLES, len(questions), 1), int)
    drawn = numpy.asarray(questions)[picked[:, :, None], at].reshape(RESAMPLES, -1)
    return numpy.percentile(drawn, 100 * share, axis=1)


def check_intervals(program, dice, rounds):
    """An end of an interval has a share of the resamples below it that five standard errors of either side allow."""
    numbers = numpy.random.default_rng(dice.randrange(2**32))
    cases = []
    for _ in range(rounds):
        shape = (dice.randint(5, 40), dice.choice([1, 3]))
        slow = numbers.lognormal(4, 0.5, size=(shape[0], 1))
        cases.append({"questions": (slow * numbers.lognormal(0, 0.1, size=shape)).tolist(), "share": dice.choice([0.5, 0.95]),
                      "resamples": RESAMPLES, "seed": dice.randrange(2**32)})
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    told = subprocess.run([program, "intervals"], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    for case, line in zip(cases, told, strict=True):
        got, found = json.loads(line), numpy_resamples(case["questions"], case["share"], numbers)
        wanted = numpy.percentile(numpy.asarray(case["questions"]).ravel(), 100 * case["share"])
        if abs(got["percentile"] - wanted) > 1e-9 * wanted:
            sys.exit(f"percentile {case['share']}: expected {wanted}, found {got['percentile']}")
        for end, tail in zip(got["interval"], (0.025, 0.975)):
            off = 5 * (2 * tail * (1 - tail) / RESAMPLES) ** 0.5
            low, high = numpy.quantile(found, [tail - off, tail + off])
            if not low * (1 - 1e-9) <= end <= high * (1 + 1e-9):
                sys.exit(f"interval of {case['share']} over {len(case['questions'])} questions: expected {low} to {high}, found {end}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--rounds", type=int, default=3000)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    dice = random.Random(arguments.seed)
    program = arguments.bin / "score_answers"
    check_vqa(program, dice, arguments.rounds)
    check_mmbench(program, dice, arguments.rounds // 10)
    check_intervals(program, dice, arguments.rounds // 100)
    print(f"{arguments.rounds} answers and {arguments.rounds // 10} circular questions are scored alike, {arguments.rounds // 100} intervals lie where numpy's do")


if __name__ == "__main__":
    main()
