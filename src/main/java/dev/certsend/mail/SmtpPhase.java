package dev.certsend.mail;

/** How far the conversation has come: the phase is that of the command last sent. */
enum SmtpPhase {
    /** Until the greeting. */
    CONNECT,
    HELLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The final dot is on its way or has arrived: from here on the relay may own the letter. */
    DOT
}
