def class_body(x):
    class Local:
        y = x.y
