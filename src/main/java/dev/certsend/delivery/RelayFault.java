package dev.certsend.delivery;

/**
 * Why a way takes nobody's letters.
 *
 * @param refused whether it answers and wants something else of us, which somebody has to mend; else it can't be reached
 * @param reason what it said, on one line
 */
record RelayFault(boolean refused, String reason) {}
