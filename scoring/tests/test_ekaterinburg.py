"""Does the shipped methodology say what the act says, word for word, and something of ours beside every indicator?"""

import hashlib
import json
import re

import pytest

from scoring.tests.conftest import FILE

DOCUMENT = json.loads(FILE.read_text(encoding="utf-8"))
INDICATORS = {
    indicator["code"]: indicator
    for direction in DOCUMENT["directions"]
    for criterion in direction["criteria"]
    for indicator in criterion["indicators"]
}

# SHA-256 of wording, method, periodicity and sources, spaces made single, joined by line feeds. Taken after the texts
# were compared with the act; a slip of the act is kept, so a change here needs the act at hand.
OFFICIAL = {
    "1.1": "070ccf982a660e868d77f977574423e3c34ffd3b747a5aa0a87c09c0bedc697c",
    "1.2": "982b09491c430edc35f48bd28e930c6f344c92c0315076369b0f8bb5ed3685fb",
    "1.3": "9c0335c075abc31fdc9eb54ee93707e1b4d3ab93ab397ee214103274e44e79ba",
    "1.4": "80a6fc41dde417f15e93a118462cde2958fa1a30d31395dd52350a654a688e36",
    "1.5": "a31b8877e8bb1193e4d5f70057380107f7335f941eca7d8bddc081fd0128ae53",
    "1.6": "c0380a5a3eadfa278ba3e48c42e183c1e450e351dddf135aac7ba3abc87eb514",
    "1.7": "20a015d69dc48f1ebc35b07d0b6966fd3de494aeac1ce94d961f2c49c56022fd",
    "1.8": "614a3a10a5b2f10fc7dbee0c9168a0e4da94d402482c07f47ca7d7ee17fab6e9",
    "2.1": "08a2429648baefbf9c679c11e765941bdc65273cec1ae9436a755efa11c801b9",
    "2.2": "8933c880253e1bd929f21fac5727a41bd3c6d74fdb30c7188f7e2dc720cdbed4",
    "3.1": "2658a4f51d749f7327af8a6dcdf01f61980395ac435afe550932404b4b278f80",
    "3.2": "13b8a2d11e19289b4afd396b02364195baa5fb0bf06beac3c497337eef6feba0",
    "3.3": "5eb6ca54917474413eaae479fd1daec07ce6e8802fc9b728a7e6a221c4db4088",
    "4.1": "5018550828169b6e38b3a615b4a3482ba539716d0ba3251f58c9c427247ce549",
    "4.2": "c901d94293ed0d872973082f6f8661facc84e7df5354945a0bde718f72c95f6e",
    "4.3": "7333b5244f84a86e8886864f1a087cc19364ab0bbed1ccabbb9037c7d2b0d1dc",
    "4.4": "58d33d707858eed3f15b98dc57eaf3d1210a19d9f6762fdd785300e29416e129",
    "5.1": "418eecadb8f7c65b88402cbdcd10c39aa03048b61fe776a56bf7390e183ea579",
    "5.2": "afc41806a4713d2b80166df0a2c8477ba9e9bcf1ea89beecc42c95be74b18871",
    "5.3": "f919181313114237f9a5e1ed2ba9af5e5ed22a74214f7b2c880a8730dfbfcaf8",
    "6.1": "4d1b3a78598081d741478908f8d110dd0f416ea595bd42112375ca91723fd2d9",
    "6.2": "43fdcac5513f978d2a3d99d4fcf632cdcc1470f26da82bf11d48c0a1d2458cea",
    "7.1": "18e4823df74ad290c29cdca9dd80b9599a20f8163c4944c5eba46101eb5ac268",
}

SHARES = {
    "1.1": 30,
    "1.2": 50,
    "1.3": 70,
    "1.4": 30,
    "1.5": 50,
    "1.7": 20,
    "4.1": 20,
    "4.2": 20,
    "5.3": 20,
    "6.2": 70,
    "7.1": 70,
}
LEVELS = {
    "1.1": "noo",
    **dict.fromkeys(("1.2", "1.4", "4.4", "6.2"), "ooo"),
    **dict.fromkeys(("1.3", "1.5", "3.2", "7.1"), "soo"),
    **dict.fromkeys(("1.6", "1.7", "5.1", "6.1"), "ooo soo"),
}


def official_digest(indicator):
    texts = (indicator[name] for name in ("wording", "method", "periodicity", "sources"))
    return hashlib.sha256("\n".join(" ".join(text.split()) for text in texts).encode()).hexdigest()


def test_official_texts_are_word_for_word():
    assert {code: official_digest(indicator) for code, indicator in INDICATORS.items()} == OFFICIAL


def test_a_single_changed_letter_would_be_seen():
    changed = INDICATORS["4.2"] | {"wording": INDICATORS["4.2"]["wording"].replace("особыми", "ограниченными")}
    assert official_digest(changed) != OFFICIAL["4.2"]


def test_eleven_shares_and_twelve_facts_with_the_thresholds_of_the_act():
    thresholds = {
        code: indicator["threshold"] for code, indicator in INDICATORS.items() if indicator["kind"] == "share"
    }
    assert thresholds == SHARES
    assert len(INDICATORS) - len(thresholds) == 12


@pytest.mark.parametrize("code", SHARES)
def test_thresholds_repeat_the_method_in_words(code):
    assert INDICATORS[code]["method"] == f"не менее {SHARES[code]}% - 1 балл"


def test_levels():
    assert {code: " ".join(indicator["levels"]) for code, indicator in INDICATORS.items()} == {
        code: LEVELS.get(code, "noo ooo soo") for code in INDICATORS
    }


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_has_a_clarification_and_a_recommendation_in_plain_sentences(code):
    clarification, recommendation = INDICATORS[code]["clarification"], INDICATORS[code]["recommendation"]
    assert 1 <= len(re.findall(r"[.](?=\s|$)", clarification)) <= 3
    assert clarification.endswith(".")
    assert recommendation.startswith("Рекомендуется ")
    assert recommendation.endswith(".")
    assert re.findall(r'["\']|  |\d-\d', clarification + recommendation) == []


def test_short_titles_are_short_and_differ():
    titles = [indicator["short_title"] for indicator in INDICATORS.values()]
    assert len(set(titles)) == 23
    assert max(len(title) for title in titles) <= 45
