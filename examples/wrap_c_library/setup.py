from setuptools import Extension, setup
from zilant.build import cythonize

setup(
    ext_modules=cythonize(Extension("xmlevents", ["xmlevents.pyx"], libraries=["expat"])),
)
