from setuptools import setup
from zilant.build import cythonize

setup(
    name="math_utils",
    version="1.0",
    ext_modules=cythonize(["math_utils.pyx", "math_utils_annotated.py"]),
)
