from setuptools import setup
from zilant.build import cythonize

setup(ext_modules=cythonize("ratings/*.py", exclude=["*/__init__.py", "*/__main__.py"]))
