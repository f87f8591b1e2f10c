package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/**
 * The filled columns of one row: white space trimmed, dates as {@code yyyy-MM-dd}, amounts as plain decimals, valid NHS
 * numbers as ten digits, all else as sent.
 */
final class RowValues {

    private final Map<Column, String> values = new EnumMap<>(Column.class);

    /** Reads the fields of a row that has as many of them as the header. */
    static RowValues read(CsvTable.Row row, Map<Column, Integer> header, RowIssues issues) {
        RowValues values = new RowValues();
        header.forEach((column, index) -> values.readField(column, row.fields().get(index), issues));
        return values;
    }

    Optional<String> find(Column column) {
        return Optional.ofNullable(values.get(column));
    }

    Optional<LocalDate> findDate(Column column) {
        return find(column).map(LocalDate::parse);
    }

    /** The code of a coded column's wording, or the wording's key where its list does not know it; blank is empty. */
    String codeOf(Column column) {
        return find(column)
                .map(wording -> column.list().map(list -> list.codeOf(wording)).orElseGet(() -> Wording.key(wording)))
                .orElse("");
    }

    boolean has(Column column) {
        return values.containsKey(column);
    }

    Map<Column, String> all() {
        return Column.copy(values);
    }

    private void readField(Column column, String field, RowIssues issues) {
        String text = printable(column, field, issues);
        if (text.isEmpty()) {
            return;
        }
        switch (column.content()) {
            case TEXT -> values.put(column, column == Column.NHS_NUMBER ? nhsNumber(text, issues) : text);
            case DATE -> readDate(column, text, issues);
            case COUNT, AMOUNT -> readNumber(column, text, issues);
            case CODE -> readCode(column, text, issues);
        }
    }

    private static String printable(Column column, String field, RowIssues issues) {
        if (field.chars().noneMatch(RowValues::unprintable)) {
            return field.replace('\u00A0', ' ').strip();
        }
        issues.warn("control-characters", Kind.VALUE, column,
                "The value holds control characters, which were left out.", "Send printable text only.");
        StringBuilder kept = new StringBuilder();
        field.chars().filter(c -> !unprintable(c)).forEach(c -> kept.append((char) c));
        return kept.toString().replace('\u00A0', ' ').strip();
    }

    /** FHIR strings hold no control characters but tab, line feed and carriage return. */
    private static boolean unprintable(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    private static String nhsNumber(String text, RowIssues issues) {
        Optional<NhsNumber> number = NhsNumber.parse(text);
        if (number.isEmpty()) {
            issues.warn("nhs-number-invalid", Kind.VALUE, Column.NHS_NUMBER,
                    "The NHS number is not ten digits with a right check digit; it is kept as sent and links nobody.",
                    "Trace the person on PDS and send the number it gives.");
        }
        return number.map(NhsNumber::value).orElse(text);
    }

    private void readDate(Column column, String text, RowIssues issues) {
        Optional<LocalDate> date = ReturnDate.parse(text);
        if (date.isEmpty()) {
            issues.reject("date-unreadable", Kind.VALUE, column, "The date is not a day of the calendar.",
                    "Write dates as yyyy-MM-dd or dd/MM/yyyy.");
        } else {
            values.put(column, date.get().toString());
        }
    }

    private void readNumber(Column column, String text, RowIssues issues) {
        Optional<String> number = column.content() == Column.Content.COUNT
                ? ReturnNumber.parseCount(text)
                : ReturnNumber.parseAmount(text);
        if (number.isEmpty()) {
            issues.warn("number-unreadable", Kind.VALUE, column,
                    "The value is not a plain number and is not carried.",
                    "Write digits with a decimal point and no unit, e.g. 18.75.");
        } else {
            values.put(column, number.get());
        }
    }

    private void readCode(Column column, String text, RowIssues issues) {
        // An unknown event type rejects the row, which its reader says.
        if (column != Column.EVENT_TYPE && column.list().flatMap(list -> list.translate(text)).isEmpty()) {
            issues.warn("code-unknown", Kind.CODE_INVALID, column,
                    column == Column.GENDER
                            ? "The value is not in the specification's list; the person's gender is left out."
                            : "The value is not in the specification's list; it is kept as text without a code.",
                    "Use the wording of the specification's list, of release 1 or 2.");
        }
        values.put(column, text);
    }
}
