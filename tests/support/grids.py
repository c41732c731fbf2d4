"""Tables made by hand, as a reader of any format gives them."""

from qplan.reading.gathering import Cell, Gathering

UP = object()
"""The cell above, merged over this place."""
LEFT = object()
"""The cell to the left, merged over this place."""


def grid(*rows, title=""):
    """A Grid of rows of texts; "" is an empty cell."""
    cells = []
    for r, row in enumerate(rows):
        line = []
        for c, text in enumerate(row):
            if text is UP:
                line.append(cells[-1][c])
            elif text is LEFT:
                line.append(line[-1])
            else:
                line.append(Cell(text, f"第 {r + 1} 行第 {c + 1} 列"))
        cells.append(line)
    gathering = Gathering()
    gathering.table(cells, title=title)
    return gathering.blocks[-1].grid


def accounted(table):
    """The indexes of all cells that a DutyTable or a GoalTable accounts for."""
    named = {cell.index for cell in (*table.head, *table.headings, *table.legend)}
    named |= {cell.index for cell, _ in table.dropped}
    return named | {cell.index for row in table.rows for cell in row.cells}
