from bench.stages import REST, STAGES, Stopwatch, found, watching


def test_every_function_that_is_timed_exists() -> None:
    for _name, functions in STAGES:
        for function in functions:
            owner, attribute = found(function)
            assert callable(getattr(owner, attribute)), function


def test_a_stage_inside_another_counts_for_itself() -> None:
    moments = iter([0.0, 1.0, 4.0, 6.0])
    watch = Stopwatch(clock=lambda: next(moments))
    with watch.stage("outer"), watch.stage("inner"):
        pass
    assert watch.seconds == {"inner": 3.0, "outer": 3.0}


def test_functions_are_themselves_again_afterwards() -> None:
    (_name, (function, *_others)) = STAGES[0]
    owner, attribute = found(function)
    before = getattr(owner, attribute)
    with watching(Stopwatch()):
        assert getattr(owner, attribute) is not before
    assert getattr(owner, attribute) is before


def test_the_rest_is_no_stage() -> None:
    assert REST not in [name for name, _functions in STAGES]
