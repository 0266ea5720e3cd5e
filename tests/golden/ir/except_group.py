# options: --python-version 3.11
"""Clauses of except* run one after the other; what is left and what they raise is raised at the end."""


def group(function):
    try:
        function()
    except* ValueError as error:
        function(error)
    except* TypeError:
        pass
