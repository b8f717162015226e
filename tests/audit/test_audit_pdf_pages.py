"""PDF packs: tables by their lines and by where words stand, pages turned, scanned, hostile, locked, many."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pikepdf
import pytest
from made_pdf import HEIGHT, WIDTH, MadePdf, grid

from crossfoot.audit.reading.pack import Pack
from crossfoot.sources.packs import pages_apart, portable
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.packs.portable import pages_named
from crossfoot.vocabulary.issues import InputRefused

HEADINGS = ["Service", "Budget", "Forecast", "Variance"]
ROWS = [
    ["Fostering", "12,872", "14,525", "+1,653"],
    ["Transport", "23,295", "24,245", "+950"],
    ["Legal costs", "3,391", "3,745", "+354"],
    ["Early years", "2,162", "1,727", "-435"],
]
PLACES = (60, 200, 300, 400, 500)


def table_texts(top: float = 120) -> list[tuple[float, float, str]]:
    return [
        (PLACES[column] + 5, top + 20 * number + 14, text)
        for number, row in enumerate([HEADINGS, *ROWS])
        for column, text in enumerate(row)
    ]


def ruled(made: MadePdf) -> pikepdf.Object:
    title = [(60, 100, "Budget by service")]
    return made.add([*title, *table_texts()], grid(PLACES, [120 + 20 * number for number in range(6)]))


def read(pack: Pack) -> list[list[str]]:
    (table,) = pack.tables
    assert table.caption == "Budget by service"
    return [[column.heading for column in table.columns], *([cell.text for cell in row.cells] for row in table.rows)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_ruled_table_is_read_by_its_lines_however_the_page_is_turned(turned: int, tmp_path: Path) -> None:
    made = MadePdf()
    page = ruled(made)
    if turned:
        # What is drawn is turned one way and the page the other, as a landscape page of a pack is.
        content = page.Contents.read_bytes()
        turns = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}
        page.Contents = made.pdf.make_stream(f"q {turns[turned]} cm\n".encode() + content + b"\nQ")
        page.Rotate = turned
        page.MediaBox = [0, 0, *((HEIGHT, WIDTH) if turned != 180 else (WIDTH, HEIGHT))]
    pack = open_pack(made.save(tmp_path / "pack.pdf"))
    assert read(pack) == [HEADINGS, *ROWS]


def test_a_table_without_lines_is_read_by_where_its_words_stand(tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 100, "Budget by service"), *table_texts()])
    assert read(open_pack(made.save(tmp_path / "pack.pdf"))) == [HEADINGS, *ROWS]


def test_white_that_goes_down_through_all_lines_parts_a_label_from_the_number_close_to_it(tmp_path: Path) -> None:
    # `School improving` ends 5 points before its number: less than parts cells, more than parts words.
    labels = ["Adoption support", "School improving", "Sundry services", "Safe placements"]
    made = MadePdf()
    texts = [(60.0, 100.0, "Costs by service")]
    for number, label in enumerate(labels):
        texts += [(60, 120 + 16 * number, label), (142, 120 + 16 * number, f"{number + 12}.485")]
        texts += [(200, 120 + 16 * number, f"{number + 2}.249"), (260, 120 + 16 * number, f"-{number}.236")]
    made.add(texts)
    (table,) = open_pack(made.save(tmp_path / "pack.pdf")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [label, f"{number + 12}.485", f"{number + 2}.249", f"-{number}.236"] for number, label in enumerate(labels)
    ]


def test_a_page_that_is_a_picture_is_named_and_a_blank_one_is_not(tmp_path: Path) -> None:
    made = MadePdf()
    ruled(made)
    made.add()
    for _ in range(3):
        made.add_picture()
    made.add([(60, 100, "Words beside a small picture.")])
    made.add_picture()
    pack = open_pack(made.save(tmp_path / "pack.pdf"))
    (told,) = pack.unread
    assert told.startswith("Pages 3 to 5 and 7 hold no text, only pictures")
    assert "character recognition" in told
    assert pack.pages_not_read == [3, 4, 5, 7]
    assert len(pack.pages) == 7


def test_pages_are_named_as_people_do() -> None:
    assert pages_named([4]) == "Page 4"
    assert pages_named([3, 4, 5, 9]) == "Pages 3 to 5 and 9"
    assert pages_named([1, 3, 5, 6]) == "Pages 1, 3 and 5 to 6"


def words_of(pack: Pack) -> list[str]:
    return [paragraph.text for paragraph in pack.paragraphs]


def test_a_page_that_fills_all_memory_or_takes_for_ever_is_lost_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_apart, "PAGE_SECONDS", 0.4)
    made = MadePdf()
    made.add([(60, 100, "The first page.")])
    made.add_endless()
    made.add([(60, 100, "The third page.")])
    path = made.save(tmp_path / "pack.pdf")
    assert path.stat().st_size < 20_000
    begun = time.monotonic()
    pack = open_pack(path)
    assert words_of(pack) == ["The first page.", "The third page."]
    assert pack.unread == [
        "Page 2 was not read: it takes too long, or too much memory. Print it to PDF again.",
    ]
    assert time.monotonic() - begun < 20


def test_a_pack_of_nothing_but_such_pages_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_apart, "OPEN_SECONDS", 4.0)
    monkeypatch.setattr(pages_apart, "PAGE_SECONDS", 0.2)
    monkeypatch.setattr(pages_apart, "MOST_LOST", 1)
    made = MadePdf()
    for _ in range(40):
        made.add_endless()
    pack = open_pack(made.save(tmp_path / "pack.pdf"))
    assert pack.pages_not_read == list(range(1, 41))
    lost, untried = pack.unread
    assert "take too long" in lost
    assert "too much time went by" in untried


def test_a_page_with_more_letters_than_anybody_reads_is_named(tmp_path: Path) -> None:
    made = MadePdf()
    made.add_content(b"BT /F1 1 Tf 10 700 Td " + b"(abcdefghij) Tj " * 7_000 + b"ET")
    made.add([(60, 100, "The second page.")])
    pack = open_pack(made.save(tmp_path / "pack.pdf"))
    assert words_of(pack) == ["The second page."]
    assert pack.unread[0].startswith("Page 1 was not read: there is more on it")


def test_many_pages_come_in_their_order_and_tell_how_far_they_are(tmp_path: Path) -> None:
    made = MadePdf()
    for number in range(1, 64):
        made.add([(60, 100, f"This is page {number}.")])
    told: list[tuple[str, int, int]] = []
    path = made.save(tmp_path / "pack.pdf")
    pack = open_pack(path, progress=lambda what, done, total: told.append((what, done, total)))
    assert words_of(pack) == [f"This is page {number}." for number in range(1, 64)]
    assert pack.pages == list(range(1, 64))
    assert told == [("reading pages", number, 63) for number in range(1, 64)]


def test_of_too_many_pages_the_first_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pages_apart, portable):
        monkeypatch.setattr(module, "MOST_PAGES", 2)
    made = MadePdf()
    for number in range(3):
        made.add([(60, 100, f"Page number {number}.")])
    pack = open_pack(made.save(tmp_path / "pack.pdf"))
    assert words_of(pack) == ["Page number 0.", "Page number 1."]
    assert pack.unread == ["Only the first 2 of 3 pages were read. Split the pack."]


def test_a_locked_file_is_refused_and_one_that_only_may_not_be_printed_is_read(tmp_path: Path) -> None:
    made = MadePdf()
    ruled(made)
    path = made.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="other"))
    with pytest.raises(InputRefused) as raised:
        open_pack(path)
    assert [issue.code for issue in raised.value.issues] == ["PACK-LOCKED"]
    path = made.save(tmp_path / "kept.pdf", encryption=pikepdf.Encryption(user="", owner="other"))
    assert read(open_pack(path)) == [HEADINGS, *ROWS]


def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    made = MadePdf()
    ruled(made)
    whole = made.save(tmp_path / "whole.pdf").read_bytes()
    for part in range(1, 8):
        path = tmp_path / f"cut-{part}.pdf"
        path.write_bytes(whole[: len(whole) * part // 8])
        with contextlib.suppress(InputRefused):
            assert len(open_pack(path).tables) <= 1
    path.write_bytes(whole[:60])
    with pytest.raises(InputRefused) as raised:
        open_pack(path)
    assert [issue.code for issue in raised.value.issues] == ["PACK-PDF-BROKEN"]


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    made = MadePdf()
    ruled(made)
    reading = pages_apart.read_pages(made.save(tmp_path / "pack.pdf"))
    next(reading)
    frame = reading.gi_frame  # type: ignore[attr-defined]
    workers = list(frame.f_locals["reading"].workers)
    assert workers
    reading.close()
    assert all(worker.process.poll() is not None for worker in workers)
