package dev.certsend.story;

/** What becomes of a link before the person who got it opens it. */
enum Before {
    NOTHING,
    /** Their mail scanner opens all of it. */
    A_SCANNER;

    /** Lets it happen; returns how often the scanner, if there is one, was given something. */
    int happensTo(String link) {
        return this == A_SCANNER ? MailScanner.DISGUISED.opens(link) : 0;
    }

    /** An address that no test uses with the other one. */
    String address(String person) {
        return person + (this == A_SCANNER ? ".scanned" : "") + "@browser.example";
    }
}
