"""Richards: the kernel of an operating system that passes packets between tasks.

Exercises classes with inheritance, attributes that are read and written all the time, calls of
overridden methods, and linked lists. The counts at the end are those of every right implementation.
"""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = range(2)
BUFFER_SIZE = 4
LETTERS = 26
IDLE_ROUNDS = 10000
EXPECTED = {10000: (23246, 9297)}


class Packet:
    """What tasks send to one another: a node of a linked list."""

    def __init__(self, link, receiver, kind):
        self.link = link
        self.receiver = receiver
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER_SIZE

    def append_to(self, queue):
        """Put the packet at the end of a queue; return the queue's head."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class TaskState:
    """Whether a task waits, is held back, or has a packet."""

    def __init__(self):
        self.packet_pending = False
        self.waiting = False
        self.held = False

    def set_running(self):
        self.packet_pending = self.waiting = self.held = False
        return self

    def set_waiting(self):
        self.packet_pending = self.held = False
        self.waiting = True
        return self

    def set_waiting_with_packet(self):
        self.held = False
        self.waiting = self.packet_pending = True
        return self

    def is_blocked(self):
        return self.held or (not self.packet_pending and self.waiting)

    def is_waiting_with_packet(self):
        return self.packet_pending and self.waiting and not self.held


class Task(TaskState):
    """A task: its place in the scheduler's list, its queue and its state."""

    def __init__(self, scheduler, identity, priority, queue):
        super().__init__()
        self.scheduler = scheduler
        self.link = scheduler.tasks
        self.identity = identity
        self.priority = priority
        self.queue = queue
        scheduler.add(self)

    def work(self, packet):
        raise NotImplementedError

    def receive(self, packet, sender):
        """Queue a packet; return the task that runs next."""
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def step(self):
        """Run the task with its first packet, if it has one; return the task that runs next."""
        if self.is_waiting_with_packet():
            packet = self.queue
            self.queue = packet.link
            self.set_running()
            if self.queue is not None:
                self.packet_pending = True
        else:
            packet = None
        return self.work(packet)

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.scheduler.held_count += 1
        self.held = True
        return self.link

    def release(self, identity):
        task = self.scheduler.find(identity)
        task.held = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        receiver = self.scheduler.find(packet.receiver)
        self.scheduler.queued_count += 1
        packet.link = None
        packet.receiver = self.identity
        return receiver.receive(packet, self)


class IdleTask(Task):
    """Releases one of the devices in each round, as a shift register says."""

    def __init__(self, scheduler, rounds):
        super().__init__(scheduler, IDLE, 0, None)
        self.control = 1
        self.rounds = rounds

    def work(self, packet):
        self.rounds -= 1
        if self.rounds == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class WorkerTask(Task):
    """Fills packets with letters and sends them to the handlers in turn."""

    def __init__(self, scheduler, priority, queue):
        super().__init__(scheduler, WORKER, priority, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def work(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.receiver = self.destination
        packet.datum = 0
        for place in range(BUFFER_SIZE):
            self.letter += 1
            if self.letter > LETTERS:
                self.letter = 1
            packet.data[place] = ord("A") + self.letter - 1
        return self.send(packet)


class HandlerTask(Task):
    """Sends each letter of a worker's packet to a device, in a packet of the device's."""

    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue)
        self.work_packets = None
        self.device_packets = None

    def work(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work_packets = packet.append_to(self.work_packets)
            else:
                self.device_packets = packet.append_to(self.device_packets)
        source = self.work_packets
        if source is None:
            return self.wait()
        count = source.datum
        if count >= BUFFER_SIZE:
            self.work_packets = source.link
            return self.send(source)
        target = self.device_packets
        if target is None:
            return self.wait()
        self.device_packets = target.link
        target.datum = source.data[count]
        source.datum = count + 1
        return self.send(target)


class DeviceTask(Task):
    """Keeps a packet until it is released, and sends it back."""

    def __init__(self, scheduler, identity, priority):
        super().__init__(scheduler, identity, priority, None)
        self.pending = None

    def work(self, packet):
        if packet is None:
            packet = self.pending
            if packet is None:
                return self.wait()
            self.pending = None
            return self.send(packet)
        self.pending = packet
        return self.hold()


class Scheduler:
    """The list of tasks by priority, and what is counted."""

    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.held_count = 0
        self.queued_count = 0

    def add(self, task):
        self.tasks = task
        self.table[task.identity] = task

    def find(self, identity):
        task = self.table[identity]
        if task is None:
            raise LookupError(f"no task {identity}")
        return task

    def run(self):
        task = self.tasks
        while task is not None:
            task = task.link if task.is_blocked() else task.step()


def make_queue(receiver, kind, count):
    queue = None
    for _ in range(count):
        queue = Packet(queue, receiver, kind)
    return queue


def simulate(rounds):
    """Run the kernel once; return how many packets were queued and how often a task was held."""
    scheduler = Scheduler()
    IdleTask(scheduler, rounds).set_running()
    queue = make_queue(WORKER, KIND_WORK, 2)
    WorkerTask(scheduler, 1000, queue).set_waiting_with_packet()
    queue = make_queue(DEVICE_A, KIND_DEVICE, 3)
    HandlerTask(scheduler, HANDLER_A, 2000, queue).set_waiting_with_packet()
    queue = make_queue(DEVICE_B, KIND_DEVICE, 3)
    HandlerTask(scheduler, HANDLER_B, 3000, queue).set_waiting_with_packet()
    DeviceTask(scheduler, DEVICE_A, 4000).set_waiting()
    DeviceTask(scheduler, DEVICE_B, 5000).set_waiting()
    scheduler.run()
    return scheduler.queued_count, scheduler.held_count


def run(scale=1):
    """Return the counts of so many simulations."""
    results = {simulate(IDLE_ROUNDS) for _ in range(max(1, round(8 * scale)))}
    assert results == {EXPECTED[IDLE_ROUNDS]}, results
    return sorted(results)
