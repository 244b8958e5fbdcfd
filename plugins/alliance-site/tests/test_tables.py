from alliance_site.tables import table


def test_rows_become_a_table_in_markdown() -> None:
    assert table(["Page", "Written"], [["[Home](index.md)", "May 2026"]]) == (
        "| Page | Written |\n| --- | --- |\n| [Home](index.md) | May 2026 |"
    )


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(["a"], [["one | two"]]).endswith("\n| one \\| two |")
