def views(double[:, ::1] table, const float[:] row, int i, object o):
    table[i, o] = row[0]
    table[0] = row[i]
    table[:, 1] = 0
    return table[0], table[:, 1], table.shape[0], table.T, row.copy(), len(row)
