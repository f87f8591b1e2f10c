package org.tributary.hub.web.worklist;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) that a spreadsheet opens as text: a cell that it would take for a formula begins
 * with an apostrophe.
 */
final class Csv {

    private static final String FORMULA = "=+-@\t\r\n";

    private Csv() {
    }

    static String write(List<String> head, List<List<String>> rows) {
        StringBuilder file = new StringBuilder(line(head));
        rows.forEach(row -> file.append(line(row)));
        return file.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String start = text.stripLeading();
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
