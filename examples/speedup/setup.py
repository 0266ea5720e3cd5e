from setuptools import setup
from zilant.build import cythonize

setup(ext_modules=cythonize(["untyped.py", "typed.pyx"]))
