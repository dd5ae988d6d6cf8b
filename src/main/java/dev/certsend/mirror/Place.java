package dev.certsend.mirror;

/**
 * Where a full sync is in CertCentral's list.
 *
 * @param position how many orders the list has up to the last one read
 * @param lastOrder the highest order number read; 0 before the first
 * @param read how many orders were read, each once
 * @param loose whether the order at the position is unknown, being unreadable or out of order: what follows can't be joined to it
 */
record Place(long position, long lastOrder, long read, boolean loose) {
    static final Place START = new Place(0, 0, 0, false);
}
