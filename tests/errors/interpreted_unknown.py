# options: --interpret missing --interpret work.inner
# error on line 0: E0730 --interpret names 'missing', and no function, method or class is called so
# error on line 0: E0730 --interpret names 'work.inner'
def work():
    def inner():
        pass
