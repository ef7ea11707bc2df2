package io.darkages.sim;

/** Why a datagram never reached a program. Each is counted at the host named here. */
public enum DropCause {
    /** Sender: independent loss on the link. */
    LOSS,
    /** Sender: lost in the bad state of a bursty link. */
    BURST_LOSS,
    /** Sender: the link is cut. */
    CUT,
    /** Sender: the link's bandwidth queue was full. */
    LINK_QUEUE_FULL,
    /** Sender: larger than the link's MTU. */
    MTU,
    /** Sender: no host has that address, or no link is specified to it. */
    NO_ROUTE,
    /** Sender: it crashed between deciding and sending. */
    SENDER_CRASHED,
    /** Receiver: its socket's receive buffer was full. */
    SOCKET_FULL,
    /** Receiver: no program was running, or it crashed before it read the datagram. */
    HOST_DOWN,
    /** Receiver: its address changed while the datagram was under way. */
    ADDRESS_GONE
}
