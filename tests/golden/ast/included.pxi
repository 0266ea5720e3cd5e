included = 1
