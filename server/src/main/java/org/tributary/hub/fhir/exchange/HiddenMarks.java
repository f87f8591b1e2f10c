package org.tributary.hub.fhir.exchange;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings narratives through HAPI's XML parser, which takes a greater-than sign within an attribute of XHTML for the end
 * of the tag: such signs are hidden behind a character of the private use area that the document does not have, and
 * stand escaped in the narrative that comes out. Comments outside narratives, of which HAPI makes empty elements, are
 * left out. Everything else of the document stays as it is, letter by letter.
 */
final class HiddenMarks {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final Pattern DECLARATION = Pattern
            .compile("\\sxmlns(?::([\\w.-]+))?\\s*=\\s*[\"']" + Pattern.quote(XHTML) + "[\"']");
    private static final Pattern SIGN = Pattern.compile(">|&gt;|&#0*62;|&#[xX]0*3[eE];");
    private static final char FIRST = '\uE000';
    private static final char LAST = '\uF8FF';

    private final String xml;
    private final char mark;
    private final Set<String> prefixes = new HashSet<>();
    private final StringBuilder hidden;
    /** Where what is not yet copied begins. */
    private int copied;
    /** How many elements are open within one that makes XHTML the default namespace; 0 outside. */
    private int depth;

    private HiddenMarks(String xml, char mark) {
        this.xml = xml;
        this.mark = mark;
        this.hidden = new StringBuilder(xml.length());
    }

    /** Takes a document that {@link XmlGuard} has passed, and so is well-formed and has no DTD. */
    static HiddenMarks of(String xml) {
        char mark = FIRST;
        while (xml.indexOf(mark) >= 0 && mark < LAST) {
            mark++;
        }
        return new HiddenMarks(xml, mark);
    }

    /** The document for HAPI. */
    String hidden() {
        Matcher declarations = DECLARATION.matcher(xml);
        while (declarations.find()) {
            if (declarations.group(1) != null) {
                prefixes.add(declarations.group(1));
            }
        }
        int at = xml.indexOf('<');
        while (at >= 0) {
            at = xml.indexOf('<', markup(at));
        }
        return hidden.append(xml, copied, xml.length()).toString();
    }

    /** Passes what begins at a less-than sign; where it ends. */
    private int markup(int start) {
        if (xml.startsWith("<!--", start)) {
            int end = after("-->", start);
            if (depth == 0) {
                hidden.append(xml, copied, start);
                copied = end;
            }
            return end;
        }
        if (xml.startsWith("<![CDATA[", start)) {
            return after("]]>", start);
        }
        if (xml.startsWith("<?", start)) {
            return after("?>", start);
        }
        if (xml.startsWith("</", start)) {
            depth = Math.max(0, depth - 1);
            return after(">", start);
        }
        int end = endOfTag(start);
        String tag = xml.substring(start, end);
        boolean declares = DECLARATION.matcher(tag).results().anyMatch(found -> found.group(1) == null);
        if (depth > 0 || declares || isPrefixed(tag)) {
            hide(tag, end);
        }
        if ((depth > 0 || declares) && !tag.endsWith("/>")) {
            depth++;
        }
        return end;
    }

    private int after(String end, int start) {
        int found = xml.indexOf(end, start);
        return found < 0 ? xml.length() : found + end.length();
    }

    /** The first greater-than sign that is not within quotes. */
    private int endOfTag(int start) {
        char quote = 0;
        for (int i = start; i < xml.length(); i++) {
            char c = xml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return xml.length();
    }

    private boolean isPrefixed(String tag) {
        int colon = tag.indexOf(':');
        return colon > 0 && prefixes.contains(tag.substring(1, colon));
    }

    private void hide(String tag, int end) {
        hidden.append(xml, copied, end - tag.length());
        hidden.append(SIGN.matcher(tag.substring(0, tag.length() - 1)).replaceAll(String.valueOf(mark))).append('>');
        copied = end;
    }

    /** What came out of HAPI, with the signs as narratives have them. */
    String shown(String json) {
        return json.replace(String.valueOf(mark), "&gt;");
    }
}
