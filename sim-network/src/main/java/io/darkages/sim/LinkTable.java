package io.darkages.sim;

import java.util.Arrays;

/** One host's outgoing links by the receiver's index: a hash table with linear probing, at most half full. */
final class LinkTable {

    private static final int EMPTY = -1;

    private int[] receiver = new int[4];
    private Link[] links = new Link[4];
    private int size;

    LinkTable() {
        Arrays.fill(receiver, EMPTY);
    }

    /** Where the receiver's link is, or would be. */
    private int position(int index) {
        int mask = receiver.length - 1;
        int at = index * 0x9E37_79B1 >>> 16 & mask;
        while (receiver[at] != EMPTY && receiver[at] != index) {
            at = at + 1 & mask;
        }
        return at;
    }

    boolean contains(int index) {
        return receiver[position(index)] == index;
    }

    /** The link to that host, which must be there. */
    Link get(int index) {
        return links[position(index)];
    }

    void put(int index, Link link) {
        if (size * 2 >= receiver.length) {
            grow();
        }
        int at = position(index);
        receiver[at] = index;
        links[at] = link;
        size++;
    }

    private void grow() {
        int[] oldReceivers = receiver;
        Link[] oldLinks = links;
        receiver = new int[oldReceivers.length * 2];
        links = new Link[receiver.length];
        Arrays.fill(receiver, EMPTY);
        for (int i = 0; i < oldReceivers.length; i++) {
            if (oldReceivers[i] != EMPTY) {
                int at = position(oldReceivers[i]);
                receiver[at] = oldReceivers[i];
                links[at] = oldLinks[i];
            }
        }
    }
}
