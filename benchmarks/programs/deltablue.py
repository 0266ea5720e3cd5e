"""DeltaBlue: an incremental solver of one-way constraints with strengths.

Exercises deep class hierarchies, overridden methods, properties of objects that refer to one
another, and lists that are walked while others grow.
"""

FORWARD, BACKWARD, NONE = 1, -1, 0


class Strength:
    """How much a constraint matters; less is stronger."""

    def __init__(self, value, name):
        self.value = value
        self.name = name

    def is_stronger(self, other):
        return self.value < other.value

    def is_weaker(self, other):
        return self.value > other.value

    @staticmethod
    def weakest_of(first, second):
        return first if first.is_weaker(second) else second

    def next_weaker(self):
        return STRENGTHS[self.value + 1]


STRENGTH_NAMES = (
    "required",
    "strong preferred",
    "preferred",
    "strong default",
    "normal",
    "weak default",
    "weakest",
)
STRENGTHS = [Strength(value, name) for value, name in enumerate(STRENGTH_NAMES)]
REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = STRENGTHS


class Variable:
    """A value, the constraints on it, and which of them gives the value now."""

    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True

    def remove(self, constraint):
        self.constraints.remove(constraint)
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint:
    """What all constraints have: a strength, and a planner to take part in."""

    def __init__(self, strength):
        self.strength = strength

    def add(self, planner):
        self.add_to_graph()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.remove_from_graph()

    def is_input(self):
        return False

    def satisfy(self, mark, planner):
        """Enforce the constraint; return the one that it puts out of force, if there is one."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength is REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        self.mark_inputs(mark)
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        output.determined_by = self
        if not planner.add_propagate(self, mark):
            raise ValueError("cycle")
        output.mark = mark
        return overridden


class UnaryConstraint(Constraint):
    """A constraint on one variable."""

    def __init__(self, planner, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False
        self.add(planner)

    def add_to_graph(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def remove_from_graph(self):
        if self.variable is not None:
            self.variable.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        variable = self.variable
        self.satisfied = variable.mark != mark and self.strength.is_stronger(variable.walk_strength)

    def is_satisfied(self):
        return self.satisfied

    def mark_inputs(self, mark):
        pass

    def mark_unsatisfied(self):
        self.satisfied = False

    def inputs_known(self, mark):
        return True

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.walk_strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()


class StayConstraint(UnaryConstraint):
    """The variable keeps its value."""

    def execute(self):
        pass


class EditConstraint(UnaryConstraint):
    """The variable is set from outside."""

    def is_input(self):
        return True

    def execute(self):
        pass


class BinaryConstraint(Constraint):
    """A constraint between two variables, in force in one direction or the other."""

    def __init__(self, planner, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NONE
        self.add(planner)

    def add_to_graph(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = NONE

    def remove_from_graph(self):
        for variable in (self.first, self.second):
            if variable is not None:
                variable.remove(self)
        self.direction = NONE

    def choose_method(self, mark):
        first, second, strength = self.first, self.second, self.strength
        if first.mark == mark:
            allowed = second.mark != mark and strength.is_stronger(second.walk_strength)
            self.direction = FORWARD if allowed else NONE
        elif second.mark == mark or first.walk_strength.is_weaker(second.walk_strength):
            allowed = strength.is_stronger(first.walk_strength)
            self.direction = BACKWARD if allowed else NONE
        else:
            allowed = strength.is_stronger(second.walk_strength)
            self.direction = FORWARD if allowed else NONE

    def is_satisfied(self):
        return self.direction != NONE

    def mark_inputs(self, mark):
        self.input().mark = mark

    def mark_unsatisfied(self):
        self.direction = NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def inputs_known(self, mark):
        source = self.input()
        return source.mark == mark or source.stay or source.determined_by is None

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walk_strength = Strength.weakest_of(self.strength, source.walk_strength)
        target.stay = source.stay
        if target.stay:
            self.execute()


class EqualityConstraint(BinaryConstraint):
    """Both variables have the same value."""

    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    """The second variable is the first one, scaled and moved."""

    def __init__(self, planner, first, scale, offset, second, strength):
        self.scale = scale
        self.offset = offset
        super().__init__(planner, first, second, strength)

    def add_to_graph(self):
        super().add_to_graph()
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def remove_from_graph(self):
        super().remove_from_graph()
        self.scale.remove(self)
        self.offset.remove(self)

    def mark_inputs(self, mark):
        super().mark_inputs(mark)
        self.scale.mark = self.offset.mark = mark

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walk_strength = Strength.weakest_of(self.strength, source.walk_strength)
        target.stay = source.stay and self.scale.stay and self.offset.stay
        if target.stay:
            self.execute()


class Planner:
    """Keeps as many of the stronger constraints in force as can be, and makes plans."""

    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.mark_unsatisfied()
        constraint.remove_from_graph()
        unsatisfied = self.remove_propagate_from(output)
        strength = REQUIRED
        while True:
            for candidate in unsatisfied:
                if candidate.strength is strength:
                    self.incremental_add(candidate)
            strength = strength.next_weaker()
            if strength is WEAKEST:
                break

    def make_plan(self, sources):
        """Return the constraints to execute, in order, once the sources change."""
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                self.add_consumers(output, todo)
        return plan

    def plan_from(self, constraints):
        return self.make_plan([c for c in constraints if c.is_input() and c.is_satisfied()])

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.add_consumers(current.output(), todo)
        return True

    def remove_propagate_from(self, output):
        output.determined_by = None
        output.walk_strength = WEAKEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            unsatisfied.extend(c for c in variable.constraints if not c.is_satisfied())
            determining = variable.determined_by
            for constraint in variable.constraints:
                if constraint is not determining and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        unsatisfied.sort(key=lambda constraint: constraint.strength.value)
        return unsatisfied

    def add_consumers(self, variable, found):
        determining = variable.determined_by
        for constraint in variable.constraints:
            if constraint is not determining and constraint.is_satisfied():
                found.append(constraint)

    def change(self, variable, value, times):
        edit = EditConstraint(self, variable, PREFERRED)
        plan = self.plan_from([edit])
        for _ in range(times):
            variable.value = value
            for constraint in plan:
                constraint.execute()
        edit.destroy(self)


def solve_chain(count):
    """A chain of equalities: what is set at one end comes out at the other."""
    planner = Planner()
    variables = [Variable(f"v{number}") for number in range(count + 1)]
    for before, after in zip(variables, variables[1:]):
        EqualityConstraint(planner, before, after, REQUIRED)
    StayConstraint(planner, variables[-1], STRONG_DEFAULT)
    edit = EditConstraint(planner, variables[0], PREFERRED)
    plan = planner.plan_from([edit])
    total = 0
    for value in range(50):
        variables[0].value = value
        for constraint in plan:
            constraint.execute()
        assert variables[-1].value == value
        total += variables[-1].value
    edit.destroy(planner)
    return total


def solve_projection(count):
    """Scaled values, changed on either side."""
    planner = Planner()
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    pairs = []
    for number in range(count):
        source, target = Variable(f"source{number}", number), Variable(f"target{number}", number)
        pairs.append((source, target))
        StayConstraint(planner, source, NORMAL)
        ScaleConstraint(planner, source, scale, offset, target, REQUIRED)
    source, target = pairs[-1]
    planner.change(source, 17, 10)
    assert target.value == 1170
    planner.change(target, 1050, 10)
    assert source.value == 5
    planner.change(scale, 5, 10)
    assert all(target.value == source.value * 5 + 1000 for source, target in pairs[:-1])
    planner.change(offset, 2000, 10)
    assert all(target.value == source.value * 5 + 2000 for source, target in pairs[:-1])
    return sum(target.value for _, target in pairs)


def run(scale=1):
    """Return what both problems give."""
    results = set()
    for _ in range(max(1, round(120 * scale))):
        results.add((solve_chain(100), solve_projection(100)))
    return sorted(results)
