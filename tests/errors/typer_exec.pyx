# cython: language_level=2
def executes(scope, other):
    exec("a = 1") in scope
    exec "a = 1" in scope
    exec("a = 1") in scope, other
    exec("a", scope)
    exec("a", scope) in other  # error: E0525 'in' has no meaning after exec with more than one argument
    exec("a", scope, other) in other, other  # error: E0525
    exec() in other  # error: E0402 'exec' takes 2 or 3 arguments, 0 given # error: E0525
    exec(1, 2, 3, 4) in other  # error: E0402 # error: E0525
    exec("a",) in other  # error: E0402 # error: E0525
    print("a",)
