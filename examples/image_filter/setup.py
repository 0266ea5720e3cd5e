from setuptools import Extension, setup
from zilant.build import cythonize

# -fopenmp: loops over prange run in threads. Where gcc compiles, it has to link with it too.
filters = Extension(
    "filters",
    ["filters.pyx"],
    extra_compile_args=["-fopenmp"],
    extra_link_args=["-fopenmp"],
)

setup(ext_modules=cythonize(filters))
