package dev.certsend.policy;

/**
 * A person as the database has them.
 *
 * @param addressAsked whether Slack was asked with the scope for addresses, so that a missing one means that there is none
 */
record Remembered(Person person, boolean addressAsked) {

    Remembered withoutEmail() {
        return new Remembered(person.withoutEmail(), false);
    }
}
