def move(body, table, i, dt):
    body.x = body.x + body.v * dt
    table[i + 1] = table[i - 1] * 0.5
    speed = body.v * 2
    body.v = speed
    return speed
