"""Opening a folder of records."""

from pathlib import Path

import pytest
from small_records import write_records

from crossfoot.records.record_set import RecordSet, UnknownTableError
from crossfoot.vocabulary.issues import InputRefused

CONTACTS = {"contacts": [{"cont_contact_id": "c1", "cont_contact_date": "2016-05-01"}, {"cont_contact_id": "c2"}]}


def test_it_knows_its_tables_columns_and_counts(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, CONTACTS)
    assert records.tables == ("contacts",)
    assert records.count("contacts") == 2
    assert dict(records.columns("contacts")) == {
        "cont_contact_id": "VARCHAR",
        "cont_contact_date": "DATE",
        "source_file": "VARCHAR",
        "source_row": "BIGINT",
    }
    assert records.path("contacts") == tmp_path / "records" / "contacts.parquet"


def test_it_says_what_it_has(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, CONTACTS)
    assert records.has("contacts", "cont_contact_date")
    assert not records.has("contacts", "cont_contact_date", "cont_person_id")
    assert not records.has("person")


def test_a_connection_sees_the_tables_and_no_other_file(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, CONTACTS)
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    with records.connect() as connection:
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (2,)
        with pytest.raises(Exception, match=r"(?i)permission"):
            connection.read_csv(str(other))


def test_a_table_that_is_not_there_is_named_with_its_neighbours(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, CONTACTS)
    with pytest.raises(UnknownTableError, match=r"no table 'contact'\. Did you mean contacts"):
        records.path("contact")


@pytest.mark.parametrize("content", [None, b"", b"PAR1"])
def test_a_folder_that_holds_no_records_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "contacts.parquet").write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        RecordSet.open(tmp_path)
    assert [issue.code for issue in refused.value.issues] == ["RECORDS-FOLDER"]
