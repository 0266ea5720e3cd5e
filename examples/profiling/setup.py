from setuptools import Extension, setup
from zilant.build import cythonize

# The macro is for Cython, whose modules tell no lines without it.
clusters = Extension("clusters", ["clusters.pyx"], define_macros=[("CYTHON_TRACE", "1")])

setup(ext_modules=cythonize([clusters], compiler_directives={"profile": True, "linetrace": True}))
