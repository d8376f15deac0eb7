from sourceline.store.ask_threads import Standing
from sourceline.web.pages.threads import outcomes


def _standing(name, stage, event=""):
    return Standing(thread="t", person=name, name=name, stage=stage, event=event or stage.lower(),
                    label=f"{stage} of {name}")


def test_each_defendant_keeps_the_furthest_outcome_told_of_them():
    found = outcomes([_standing("Ana Orr", "ARREST"), _standing("Ana Orr", "SENTENCE", "s1"),
                      _standing("Bo Tarn", "CHARGE"), _standing("Cy Vale", "VERDICT"),
                      _standing("Cy Vale", "RELEASE", "r1")])
    assert [(one.name, one.stage, one.event) for one in found] == [
        ("Ana Orr", "SENTENCE", "s1"), ("Bo Tarn", "", ""), ("Cy Vale", "RELEASE", "r1")]


def test_a_victim_whom_no_court_concerns_has_no_outcome():
    assert outcomes([_standing("Dee Marl", "ASSAULT")]) == ()
