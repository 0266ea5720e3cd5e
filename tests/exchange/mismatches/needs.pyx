cimport lib
from lib cimport function, twice, Thing, Plain

def call(Thing thing, Plain plain):
    return function(1), lib.variable, thing.method(), plain.a, twice(3)
