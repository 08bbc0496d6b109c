# A text adventure: rooms and things are objects, commands are methods found by name.


class Thing:
    def __init__(self, name, text="Nothing special.", portable=True):
        self.name, self.text, self.portable = name, text, portable

    def use(self, game):
        return f"You wave the {self.name} about."

    def __str__(self):
        return self.name


class Key(Thing):
    def __init__(self, name, opens):
        super().__init__(name, f"It is labelled '{opens}'.")
        self.opens = opens

    def use(self, game):
        door = game.here.doors.get(self.opens)
        if door is None:
            return super().use(game)
        door.locked = False
        return f"The {self.opens} door clicks open."


class Lamp(Thing):
    lit = False

    def use(self, game):
        self.lit = not self.lit
        return f"The lamp is {'on' if self.lit else 'off'}."

    def __str__(self):
        return super().__str__() + (" (lit)" if self.lit else "")


class Door:
    def __init__(self, to, locked=False):
        self.to, self.locked = to, locked


class Room:
    def __init__(self, name, text, *things, dark=False):
        self.name, self.text, self.dark = name, text, dark
        self.things = {thing.name: thing for thing in things}
        self.doors = {}

    def connect(self, way, room, back=None, locked=False):
        self.doors[way] = Door(room, locked)
        if back:
            room.doors[back] = Door(self)
        return room


class Game:
    def __init__(self, start):
        self.here, self.bag, self.moves, self.over = start, {}, 0, False

    @property
    def has_light(self):
        return any(getattr(thing, "lit", False) for thing in self.bag.values())

    def look(self):
        if self.here.dark and not self.has_light:
            return "It is too dark to see."
        lines = [f"[{self.here.name}] {self.here.text}"]
        if self.here.things:
            lines.append("You see " + ", ".join(map(str, self.here.things.values())) + ".")
        lines.append("Ways: " + ", ".join(sorted(self.here.doors)))
        return "\n".join(lines)

    def do_look(self):
        return self.look()

    def do_go(self, way):
        door = self.here.doors.get(way)
        if door is None:
            return f"No way {way}."
        if door.locked:
            return f"The {way} door is locked."
        self.here = door.to
        if self.here.name == "garden":
            self.over = True
        return self.look()

    def do_take(self, name):
        thing = self.here.things.get(name)
        if thing is None:
            return f"No {name} here."
        if not thing.portable:
            return f"The {name} is too heavy."
        self.bag[name] = self.here.things.pop(name)
        return f"Taken: {name}."

    def do_drop(self, name):
        self.here.things[name] = self.bag.pop(name)
        return f"Dropped: {name}."

    def do_use(self, name):
        return self.bag[name].use(self)

    def do_bag(self):
        return "You carry " + (", ".join(str(self.bag[n]) for n in sorted(self.bag)) or "nothing") + "."

    def do_read(self, name):
        return {**self.here.things, **self.bag}[name].text

    def command(self, line):
        verb, *rest = line.split()
        method = getattr(self, "do_" + verb, None)
        if method is None:
            return f"I don't know how to {verb}."
        self.moves += 1
        try:
            return method(*rest)
        except KeyError as e:
            return f"You have no {e.args[0]}."
        except TypeError as e:
            return "What? " + str(e).replace("Game.", "")


hall = Room("hall", "A draughty hall.", Lamp("lamp", "Brass."), Thing("statue", portable=False))
cellar = hall.connect("down", Room("cellar", "It smells of apples.", Key("key", "north"), dark=True), "up")
hall.connect("north", Room("garden", "Sunlight!"), locked=True)
game = Game(hall)
print(game.look())
for line in ["sing", "go east", "go north", "take statue", "take lamp", "bag", "go down", "use lamp",
             "look", "take key", "read key", "use key", "go up", "use rope", "take", "use key",
             "drop lamp", "bag", "go north"]:
    print(">", line)
    print(game.command(line))
print("over:", game.over, "after", game.moves, "moves")

# expect: [hall] A draughty hall.
# expect: You see lamp, statue.
# expect: Ways: down, north
# expect: > sing
# expect: I don't know how to sing.
# expect: > go east
# expect: No way east.
# expect: > go north
# expect: The north door is locked.
# expect: > take statue
# expect: The statue is too heavy.
# expect: > take lamp
# expect: Taken: lamp.
# expect: > bag
# expect: You carry lamp.
# expect: > go down
# expect: It is too dark to see.
# expect: > use lamp
# expect: The lamp is on.
# expect: > look
# expect: [cellar] It smells of apples.
# expect: You see key.
# expect: Ways: up
# expect: > take key
# expect: Taken: key.
# expect: > read key
# expect: It is labelled 'north'.
# expect: > use key
# expect: You wave the key about.
# expect: > go up
# expect: [hall] A draughty hall.
# expect: You see statue.
# expect: Ways: down, north
# expect: > use rope
# expect: You have no rope.
# expect: > take
# expect: What? do_take() missing 1 required positional argument: 'name'
# expect: > use key
# expect: The north door clicks open.
# expect: > drop lamp
# expect: Dropped: lamp.
# expect: > bag
# expect: You carry key.
# expect: > go north
# expect: [garden] Sunlight!
# expect: Ways:
# expect: over: True after 18 moves
