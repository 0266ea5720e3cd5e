from zilant.build import cythonize
from setuptools import setup

setup(
    name="mechanisms",
    version="1.0",
    ext_modules=cythonize(["*.pyx", "plain.py"], include_path=["."]),
)
