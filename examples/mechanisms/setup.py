from setuptools import setup
from zilant.build import cythonize

setup(
    name="mechanisms",
    version="1.0",
    ext_modules=cythonize(["*.pyx", "plain.py"], include_path=["."]),
)
