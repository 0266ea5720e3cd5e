class A:
    def work(self):
        return 1


class B(A):
    def work(self):
        return 2


class C(A):
    def work(self):
        return 3


class D(A):
    def work(self):
        return 4


class E(A):
    def work(self):
        return 5


def run(workers):
    for worker in workers:
        worker.work()
