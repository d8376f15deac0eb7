"""Which stretches are worth comparing: the same as by comparing all."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sourceline.rooms.threads.meeting import Meeting
from sourceline.rooms.threads.topics import Topic


def made(seed, count):
    chance = random.Random(seed)
    topics = []
    for _ in range(count):
        names = chance.sample("abcdefgh", chance.randrange(4))
        surnames = chance.sample(("Orr", "Tarn", "Vey"), chance.randrange(2))
        topics.append(Topic(
            {f"n{name}": chance.choice(("person", "place")) if name < "c" else "organization"
             for name in names},
            frozenset(chance.sample(("ferry", "terminal", "levy", "pier"), chance.randrange(4))),
            surnames={name: f"n{name}" for name in surnames},
            capitals=frozenset(chance.sample(("Orr", "Tarn", "Monday"), chance.randrange(3)))))
    return topics


def shared_at_most(one, other, common):
    """Add up all that two topics share, whatever speaks against it."""
    found = {}
    for topic, another in ((one, other), (other, one)):
        for name, weight in topic.weighed():
            if name not in common and any(name == also for also, _ in another.weighed()):
                found[name] = max(found.get(name, 0.0), weight)
    return sum(found.values())


@given(st.integers(0, 10**6), st.sampled_from((2, 5, 100)), st.sampled_from((0.5, 1.7, 3.0)))
def test_those_that_share_enough_rare_things_meet_and_no_others(seed, most, least):
    topics = made(seed, 25)
    times = {}
    for topic in topics:
        for name, _ in topic.weighed():
            times[name] = times.get(name, 0) + 1
    common = {name for name, count in times.items() if count > most}
    meeting = Meeting(topics, most, least)
    for at, one in enumerate(topics):
        wanted = [n for n in range(at + 1, len(topics))
                  if shared_at_most(one, topics[n], common) >= least - 1e-6]
        assert meeting.behind(at) == wanted


def test_in_a_small_collection_one_shared_word_is_enough_to_be_compared():
    one, other = (Topic({}, frozenset(), capitals=frozenset(("Monday",))) for _ in range(2))
    assert Meeting([one, other], 150, -0.5).behind(0) == [1]
    assert Meeting([one, other], 150, 0.5).behind(0) == []
