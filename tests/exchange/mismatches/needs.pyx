cimport lib
from lib cimport function, Thing, Plain

def call(Thing thing, Plain plain):
    return function(1), lib.variable, thing.method(), plain.a
