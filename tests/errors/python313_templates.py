# options: --python-version 3.13
def greeting(name):
    return t"Hello {name}"  # error: E0229 a template string needs Python 3.14, which is the first


raw = rt"\d" t"{greeting}"  # error: E0229 a template string needs Python 3.14
