package dev.certsend.playground.mail;

/** Text that becomes part of a page. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A row of a definition list; nothing for an empty value. */
    static String row(String name, String value) {
        return value.isEmpty() ? "" : "<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>";
    }

    static String size(int bytes) {
        return bytes < 1024 ? bytes + " bytes" : "%.1f kB".formatted(bytes / 1024.0);
    }
}
