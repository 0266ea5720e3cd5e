"""The program does what it should, and is what the tools see."""

import cProfile
import pstats

import clusters


def make_points():
    return [clusters.Point(*place) for place in [(0, 0), (9, 9), (0, 1), (9, 8)]]


def test_points_are_put_into_clusters():
    centres = clusters.cluster(make_points(), 2, 3)
    assert [(centre.x, centre.y) for centre in centres] == [(0, 0.5), (9, 8.5)]


def test_profile_counts_calls():
    profile = cProfile.Profile()
    profile.runcall(clusters.cluster, make_points(), 2, 1)
    calls = {name: value[1] for (_, _, name), value in pstats.Stats(profile).stats.items()}
    expected = {"cluster": 1, "nearest": 4, "distance": 8, "middle": 2}
    assert {name: calls.get(name) for name in expected} == expected
