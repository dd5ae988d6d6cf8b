package dev.certsend.mail;

/** Characters that must stand in no address, header or reply line: they break lines, show nothing, or turn the text around. */
final class Unsafe {

    private Unsafe() {}

    static boolean anyIn(String text) {
        return text.codePoints().anyMatch(Unsafe::is);
    }

    /** C0, DEL, C1, line and paragraph separators, bidi and zero-width characters, half surrogates, private and unassigned ones. */
    static boolean is(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> showsNothing(character);
        };
    }

    /** Whether the character cuts a header line in two or hides what follows; unlike {@link #is}, joiners of scripts and emoji may stay. */
    static boolean breaksLines(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> turnsAround(character);
        };
    }

    /** The text with unsafe characters as {@code \\u{…}}, cut to at most {@code most} characters. */
    static String visible(String text, int most) {
        StringBuilder shown = new StringBuilder();
        for (int character : text.codePoints().limit(most + 1L).toArray()) {
            String next = is(character) ? "\\u{%X}".formatted(character) : Character.toString(character);
            if (shown.length() + next.length() > most) {
                return shown.append('…').toString();
            }
            shown.append(next);
        }
        return shown.toString();
    }

    private static boolean showsNothing(int character) {
        return character == 0x034F // combining grapheme joiner
                || character == 0x115F // Hangul fillers
                || character == 0x1160
                || character == 0x3164
                || character == 0xFFA0
                || character == 0x17B4 // Khmer inherent vowels
                || character == 0x17B5
                || within(character, 0x180B, 0x180F) // Mongolian selectors
                || within(character, 0xFE00, 0xFE0F) // variation selectors
                || within(character, 0xE0100, 0xE01EF);
    }

    private static boolean turnsAround(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || within(character, 0x202A, 0x202E)
                || within(character, 0x2066, 0x2069);
    }

    private static boolean within(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
