class Task:
    def __init__(self, held):
        self.held = held

    def is_blocked(self):
        return not self.held

    def get(self, place):
        items = self.held
        return items[place]

    def total(self, by):
        return self.held + by


def run(tasks, by):
    for task in tasks:
        try:
            if task.is_blocked():
                task.get(by)
        except IndexError:
            task.total(by)
