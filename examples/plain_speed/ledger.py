"""The accounts of a shop in a sheet: orders, discounts, taxes, and totals by the month.

usage: python ledger.py [ORDERS]

>>> sheet = fill(100)
>>> sheet["H1"], sheet["H2"]
(28384.16, 283.84)
"""

import sys
from itertools import count

from spreadsheet import Sheet

MONTHS = 12
# The cells J1 to K4: from how many pieces on there is which discount.
DISCOUNTS = [(0, 0), (10, 0.05), (50, 0.1), (100, 0.2)]


def random_numbers(seed):
    """Yield numbers from 0 to 9999 that are the same on every machine."""
    for _ in count():
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed // 65536 % 10000


def rows_of(orders):
    """Yield the cells of each order: month, pieces, price, discount, net, tax, gross."""
    numbers = random_numbers(7)
    for row in range(1, orders + 1):
        yield {
            f"A{row}": next(numbers) % MONTHS + 1,
            f"B{row}": next(numbers) % 120 + 1,
            f"C{row}": next(numbers) / 1000,
            f"D{row}": f"=LOOKUP(B{row}, J1:J4, K1:K4)",
            f"E{row}": f"=ROUND(B{row} * C{row} * (1 - D{row}), 2)",
            f"F{row}": f"=ROUND(E{row} * L1, 2)",
            f"G{row}": f"=IF(A{row} = 12, E{row}, E{row} + F{row})",
        }


def fill(orders):
    """Return the sheet of so many orders."""
    sheet = Sheet()
    cells = {"L1": 0.19}
    for row, (pieces, discount) in enumerate(DISCOUNTS, 1):
        cells[f"J{row}"] = pieces
        cells[f"K{row}"] = discount
    for row in rows_of(orders):
        cells.update(row)
    cells["H1"] = f"=ROUND(SUM(G1:G{orders}), 2)"
    cells["H2"] = f"=ROUND(H1 / COUNT(G1:G{orders}), 2)"
    cells["H3"] = f"=MAX(G1:G{orders}) - MIN(G1:G{orders})"
    sheet.set_all(cells)
    return sheet


def change_orders(sheet, orders):
    """Change the pieces of every tenth order, one after the other; return the totals."""
    totals = []
    for row in range(1, orders + 1, 10):
        sheet[f"B{row}"] += 1
        totals.append(sheet["H1"])
    return totals


def change_rates(sheet):
    """Change what all orders depend on; return the totals."""
    totals = []
    for percent in range(15, 25):
        sheet["L1"] = percent / 100
        sheet["K2"] = percent / 200
        totals.append(sheet["H1"])
    return totals


def months_of(sheet, orders):
    """Return the sum of each month."""
    sums = [0.0] * MONTHS
    for row in range(1, orders + 1):
        sums[sheet[f"A{row}"] - 1] += sheet[f"G{row}"]
    return [round(total, 2) for total in sums]


def main():
    """Print what the shop has earned."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sheet = fill(orders)
    print(f"{orders} orders, {sheet['H1']:,.2f} together, {sheet['H2']:,.2f} each")
    for month, total in enumerate(months_of(sheet, orders), 1):
        print(f"  month {month:2}: {total:12,.2f}")
    print(f"with other pieces {change_orders(sheet, orders)[-1]:,.2f}")
    print(f"with 24 percent {change_rates(sheet)[-1]:,.2f}; {sheet.computed:,} formulas computed")


if __name__ == "__main__":
    main()
