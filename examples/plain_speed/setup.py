from setuptools import setup
from zilant.build import cythonize

setup(ext_modules=cythonize(["ledger.py", "spreadsheet/*.py"], exclude=["*/__init__.py"]))
