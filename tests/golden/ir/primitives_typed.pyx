def typed(list items, dict table, str text, Py_ssize_t place, value):
    items.append(value)
    items.pop(place)
    table.get(value)
    return text[place] == 'a', value in table, items[place], ", ".join(items)
