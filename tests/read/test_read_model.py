"""The reader by our own network, with random weights: nothing lost, nothing out of place."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.errors import ModelMissing
from sourceline.record.article import Part, Text
from sourceline.rooms.read import open as opening
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.model import network
from sourceline.rooms.read.model.decode import Tags, best_tree
from sourceline.rooms.read.model.fast import open_fast
from sourceline.rooms.read.model.kinds import merge_names
from sourceline.rooms.read.model.read import open_model
from sourceline.rooms.read.model.sentences import cut_sentences
from sourceline.rooms.read.model.windows import find_windows, owners
from sourceline.rooms.read.model.words import find_words
from sourceline.rooms.read.settings import ReadSettings
from tests.read.tiny_reader import (
    everything_holds,
    is_tree,
    needs_weights,
    real_reader,
    text_of,
    tiny_folder,
)

STORY = ("Police in Port Ostmark arrested two men on Monday, the ministry said. “They had planned "
         "an attack,” a spokesman of the Varenian Harbour Union said.\n\nNobody was hurt. ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tiny_folder(tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="module")
def tiny(folder):
    return open_model(ReadSettings(), folder)


def test_a_reading_holds_everything_and_says_who_read_it(tiny):
    reading = tiny.read(text_of(STORY))
    everything_holds(STORY, reading)
    assert reading.reader == tiny.name
    assert tiny.name.startswith("model-1-")
    assert len(tiny.name.split("-")[2]) == 12


def test_reading_twice_gives_the_same(tiny):
    first = tiny.read(text_of(STORY))
    tiny.read(text_of("Something else was read meanwhile. " * 40))
    assert tiny.read(text_of(STORY)) == first


def test_a_text_without_words_has_no_sentences(tiny):
    assert tiny.read(text_of(" \n\n ")).sentences == ()


def test_a_sentence_of_three_thousand_words_loses_none(tiny):
    words = " ".join(f"ward{n} of Ostmark" for n in range(1000))
    reading = tiny.read(text_of(words))
    everything_holds(words, reading)
    assert sum(len(one.tokens) for one in reading.sentences) >= 3000


def test_marks_of_a_long_sentence_are_joined_from_windows(tiny):
    words = ["police", "seized", "Ostmark", "on", "Monday"] * 600
    marks = tiny.mark([words])[0]
    assert len(marks.upos) == len(marks.heads) == len(marks.deprels) == 3000
    assert is_tree([head - 1 for head in marks.heads])
    assert max(marks.roles) > 2900
    assert all(0 <= a < b <= 3000 for spans in marks.roles.values() for _, a, b in spans)


def test_words_of_many_pieces_still_fit_the_network(tiny):
    words = [f"https://oste.example/{n}/qzxjkvw-{n * 7919}" for n in range(300)]
    assert len(tiny.mark([words])[0].upos) == 300


def test_a_heading_ends_a_sentence(tiny):
    words = "Heading here Body follows."
    parts = (Part(start=0, end=12, kind="heading"), Part(start=13, end=26, kind="body"))
    assert 13 in [one.start for one in tiny.read(text_of(words, parts)).sentences]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab A.?!\"'“”’()-,;…\n\t1éß中\u0301\u200d&@/:"), max_size=150))
def test_any_text_is_read_whole(tiny, words):
    everything_holds(words, tiny.read(text_of(words)))


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a-", "a'", "a@", "\"", "(", "1,", ". \"", "\n", "www."]
)
def test_hostile_text_is_cut_into_words_to_its_end(piece):
    words = piece * 100_000
    assert len(find_words(words, 0, len(words))) > 0 or not words.strip()


def test_the_fast_reader_reads_what_may_tell_of_an_event(folder):
    fast = open_fast(ReadSettings(), folder)
    words = "Police arrested two men. The harbour is old and pretty. Rebels attacked Ostmark."
    reading = fast.read(text_of(words))
    everything_holds(words, reading)
    read = [one.tokens[0].head is not None for one in reading.sentences]
    assert read == [True, False, True]
    assert {predicate.sentence for predicate in reading.predicates} <= {0, 2}
    assert fast.name.startswith("fast-1-model-1-")


def test_a_name_is_known_again_where_the_fast_reader_did_not_read(folder):
    fast = open_fast(ReadSettings(), folder)
    words = "Police arrested Qadir Orlo in Ostmark. It rained on Ostmark and on Qadir Orlo."
    reading = fast.read(text_of(words))
    everything_holds(words, reading)
    seen = {words[one.start:one.end] for one in reading.names if one.start < 38}
    assert {words[one.start:one.end] for one in reading.names if one.start > 38} <= seen


def test_missing_weights_say_what_to_do(tmp_path):
    with pytest.raises(ModelMissing, match=r"reader\.onnx.*ask for the reader \"rules\""):
        open_model(ReadSettings(), tmp_path)


def test_damaged_weights_say_what_to_do(tmp_path, folder):
    pytest.importorskip("onnxruntime")
    (tmp_path / "reader.onnx").write_bytes(b"not a network")
    with pytest.raises(ModelMissing, match="damaged"):
        open_model(ReadSettings(), tmp_path)


@pytest.mark.parametrize("lost", ["labels.json", "vocab.txt"])
def test_a_missing_list_says_what_to_do(tmp_path, folder, lost):
    for name in {"reader.onnx", "labels.json", "vocab.txt"} - {lost}:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    with pytest.raises(ModelMissing, match=lost):
        open_model(ReadSettings(), tmp_path)


def test_without_onnx_runtime_the_model_says_what_to_do(folder, monkeypatch):
    def absent(name):
        raise ImportError(name)
    monkeypatch.setattr(network.importlib, "import_module", absent)
    with pytest.raises(ModelMissing, match="pip install onnxruntime"):
        open_model(ReadSettings(), folder)


def test_an_unknown_reader_is_refused_with_the_names_there_are():
    with pytest.raises(opening.BadInput, match="spacy:PIPELINE"):
        opening.open_reader("oracle")


def best_by_trying(scores):
    words = len(scores)
    trees = (heads for heads in itertools.product(range(words + 1), repeat=words)
             if is_tree([head - 1 for head in heads])
             and all(head != at + 1 for at, head in enumerate(heads)))
    return max(trees, key=lambda heads: sum(scores[at, head] for at, head in enumerate(heads)))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_best_there_is(words, seed):
    scores = np.random.default_rng(seed).normal(0, 5, (words, words + 1)).astype(np.float32)
    scores[np.arange(words), np.arange(1, words + 1)] = -1e4
    assert tuple(best_tree(scores)) == best_by_trying(scores)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(0, 10_000))
def test_every_tree_has_one_root_and_no_circle(words, seed):
    scores = np.random.default_rng(seed).normal(0, 5, (words, words + 1)).astype(np.float32)
    scores[np.arange(words), np.arange(1, words + 1)] = -1e4
    assert is_tree([head - 1 for head in best_tree(scores)])


def legal(tags):
    return all(not tag.startswith("I-") or (at and tags[at - 1][2:] == tag[2:])
               for at, tag in enumerate(tags))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_spans_come_from_the_best_legal_tags(words, seed):
    names = ["I-A", "B-A", "O", "B-B", "I-B"]
    scores = np.random.default_rng(seed).normal(0, 1, (words, len(names)))
    paths = (path for path in itertools.product(range(5), repeat=words)
             if legal([names[n] for n in path]))
    best = max(paths, key=lambda path: sum(scores[at, n] for at, n in enumerate(path)))
    wanted = [(names[n][2:], at) for at, n in enumerate(best) if names[n].startswith("B-")]
    found = Tags(names).spans([scores, np.zeros((9, 5))])[0]
    assert [(kind, start) for kind, start, _ in found] == wanted


@given(st.lists(st.integers(1, 8), min_size=1, max_size=800))
def test_windows_hold_every_word_and_fit_the_network(sizes):
    windows = find_windows(sizes, 150, 50)
    owner = owners(windows, len(sizes))
    for at, number in enumerate(owner):
        assert windows[number][0] <= at < windows[number][1]
    assert all(sum(sizes[start:end]) <= 510 for start, end in windows)


def test_what_is_too_long_is_cut_where_an_end_is_likeliest():
    ends = np.array([-1, -2, -0.5, -3, -1, -2, -9], dtype=np.float32)
    assert cut_sentences(ends, 4) == [(0, 3), (3, 7)]


def test_names_of_two_guidelines_never_overlap():
    merged = merge_names({"gum": [("EVENT", 0, 3), ("PER", 5, 6)], "uner": [("LOC", 2, 3)],
                          "wikigold": [("MISC", 0, 3)]})
    assert merged == [("place", 2, 3)]


def test_an_event_that_only_one_guideline_sees_is_left_out():
    assert merge_names({"gum": [("EVENT", 0, 2), ("WORK", 3, 4)],
                        "wikigold": [("MISC", 3, 4)]}) == [("work", 3, 4)]


@needs_weights
def test_the_trained_reader_reads_a_story():
    pytest.importorskip("onnxruntime")
    reading = real_reader().read(text_of(STORY))
    everything_holds(STORY, reading)
    assert len(reading.sentences) == 3
    names = {STORY[name.start:name.end]: name.kind for name in reading.names}
    assert names["Port Ostmark"] == "place"
    arrested = next(p for p in reading.predicates
                    if reading.sentences[p.sentence].tokens[p.token].lemma == "arrest")
    roles = {part.label: STORY[part.start:part.end] for part in arrested.arguments}
    assert roles["ARG1"] == "two men"
    assert arrested.factuality > 1


@needs_weights
def test_the_trained_reader_opens_and_says_which_weights_it_has():
    pytest.importorskip("onnxruntime")
    name = open_model(ReadSettings()).name
    assert name.startswith("model")
    assert name == open_model(ReadSettings()).name


def test_a_dateline_is_no_part_of_the_sentence_behind_it():
    words = "KELMAR (Elm News) - Ana Vela was freed on Monday.\n\nThe piers - all nine - closed."
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    told = [words[one.start:one.end] for one in read_text(
        text, ReadSettings(reader="model")).sentences]
    assert told == ["KELMAR (Elm News) -", "Ana Vela was freed on Monday.",
                    "The piers - all nine - closed."]
