package io.darkages.engine.port;

/**
 * What a probe record says. {@code player} is the player's id in every kind; the other columns are
 * named here, and those not named are 0. Digests are 64-bit and equal on both sides exactly when the
 * states are.
 *
 * <p>"Within its session" marks a column that also carries the session's number, as {@link
 * SessionColumn} packs it: snapshot ids, input sequences and message numbers start anew in each
 * session. In the kinds whose session tells the player (DATAGRAM_SENT, RELIABLE_SENT,
 * RELIABLE_DELIVERED, SESSION_CLOSED) the server may write player 0 until it knows who it is.
 */
public enum ProbeKind {
    /**
     * Server: a snapshot left. a = snapshot id within its session, growing; b = server tick, digest
     * of every value encoded.
     */
    SNAPSHOT_ENCODED,
    /** Client: a snapshot was decoded. Same columns, digest of every value decoded. */
    SNAPSHOT_DECODED,
    /**
     * Server: its state of this player after input a (within its session), as put into a snapshot;
     * b = server tick.
     */
    SELF_ENCODED,
    /**
     * Client: what it had predicted for its state after input a (within its session), judged when a
     * snapshot brought a.
     */
    SELF_PREDICTED,
    /**
     * Server: inputs of this player never came or were dropped. a = first sequence, b = how many;
     * digest = 1 if they were dropped because there were too many, else 0.
     */
    INPUT_GAP,
    /** Server: position in the world after movement in Q16.16 metres. a = x, b = z, digest = y. */
    POSITION,
    /** Server: the player was placed by the rules (spawn), not by moving. Same columns as POSITION. */
    PLACED,
    /** Server: a correction was sent. a = reason. */
    CORRECTED,
    /** Server: the player was punished: the session is closed for cheating. a = reason. */
    PUNISHED,
    /**
     * A session sent a datagram. a = bytes with UDP and IPv4 headers, within its session (any session
     * number in the handshake); b = 1 in the handshake, else 0.
     */
    DATAGRAM_SENT,
    /**
     * A reliable message was queued. a = message number from 1 within its session and direction,
     * b = 0 from client, 1 from server; digest of its bytes.
     */
    RELIABLE_SENT,
    /** A reliable message was handed to the receiver. a, b as its sender numbered it; digest of its bytes. */
    RELIABLE_DELIVERED,
    /** A session ended on this side. a = reason code within its session, b = 0 on the client, 1 on the server. */
    SESSION_CLOSED,
    /** The player is in the world and acknowledged (server). a = entity. */
    JOINED,
    /** The player left the world (server). */
    LEFT,
    /** A bounded structure's fill. player = 0, a = {@link BoundedStructure} ordinal, b = high-water mark, digest = cap. */
    BOUNDED,
    /**
     * Client: a snapshot came, whole and from its server, and could not be read. a = 0 within its session. No path
     * does that: datagrams that were damaged on their way are dropped before.
     */
    SNAPSHOT_UNREADABLE,
    /**
     * Server: an event was given to the combat log. player = the subject, a = the event's number and above it, in 8
     * bits, the code of its kind, b = the zone's incarnation (with the number its key); digest of every column.
     */
    COMBAT_LOGGED,
    /**
     * Server: the combat log gave an event up. player = 0, a = the event's number, b = the zone's incarnation;
     * digest = 0 if it can't have been stored, 1 if the outcome of an attempt is unknown, so that it may have been.
     */
    COMBAT_DROPPED,
    /**
     * Client: the player struck. a = sequence of the input with which it struck, within its session; b = target
     * entity in the low 32 bits (0: nobody aimed at), kind of attack in bits 32 to 39, tile of the world in bits 40 to
     * 47; digest = where the player stood by its own prediction after that input, as {@link PackedPlace} packs it.
     * Places of one attack lie within 2,048 m of each other.
     */
    ATTACK_MADE,
    /**
     * Client: what it saw as it struck. a as in ATTACK_MADE; b = yaw in bits 16 to 31, pitch in the low 16, as the
     * input holds them, and in bit 32 whether the target was drawn at all; digest = where the target was drawn.
     */
    ATTACK_SEEN,
    /**
     * Server: the attacker's zone looks at an attack, and the attacker stood here. a as in ATTACK_MADE; b = the player
     * aimed at, if another zone acts for it, else 0; digest = the place, as {@link PackedPlace} packs it. The judgement
     * follows at once, or where another zone decides, when its answer comes; never, if none comes.
     */
    ATTACK_FROM,
    /**
     * Server: the attack was decided or refused. a as in ATTACK_MADE; b = ordinal of the outcome in the low 8 bits,
     * ticks from the time of drawing to the tick in which the attacker's zone looked at it in bits 8 to 23, target entity
     * of that zone in the high 32; digest = where the target was rebuilt, 0 where it was not.
     */
    ATTACK_JUDGED,
    /**
     * Server: damage was applied to this player. a = number of the damage, from 1 in each incarnation of the zone;
     * b = id of the player who did it; digest = health taken in the low 32 bits, health left in the high, hundredths.
     */
    DAMAGED,
    /** Server: this player died. a = number of the damage that killed; b = id of the killer. */
    DIED,
    /** Server: this player is credited with a kill. a = number of the damage that killed; b = id of the victim. */
    KILLED,
    /** Server: this player came back to life. PLACED says where. */
    RESPAWNED,
    /**
     * Server: this process holds a zone from now on. player = 0; a = zone and number of its lease, as {@link
     * LeaseColumn} packs them; b = now on its own monotonic clock; digest = the time on that clock from which it may
     * not act.
     */
    LEASE_TAKEN,
    /** Server: it may act for longer, or again after its lease ran out. Same columns. */
    LEASE_RENEWED,
    /**
     * Server: its lease ended. a, b as in LEASE_TAKEN; digest = 0 if it ran out (it may be renewed yet), 1 if it was
     * given back, 2 if another took it.
     */
    LEASE_ENDED,
    /**
     * Server: this process owns the player from now on and acts for it. a = owner epoch; b = zone and number of its
     * lease; digest = 0 if it claimed the player, 1 if it accepted it from a transfer, 2 if it rolled one back.
     */
    PLAYER_OWNED,
    /**
     * Server: this process computes nothing for the player until PLAYER_OWNED says so. a = its last owner epoch; b as
     * in PLAYER_OWNED; digest = 0 if it gives the player up, 1 if it froze it for a transfer, 2 if it found that
     * another owns it.
     */
    PLAYER_SUSPENDED,
    /** Server: the register says that this process owns the player no longer, who left. a, b as in PLAYER_SUSPENDED. */
    PLAYER_RELEASED,
    /**
     * Server: a transfer of the player to another zone begins. a = owner epoch; b = zone and number of the lease of the
     * source; digest = the target's zone.
     */
    TRANSFER_BEGUN,
    /** Server, source: the register says that the player has another owner. a = the newest epoch; b, digest as in TRANSFER_BEGUN. */
    TRANSFER_COMMITTED,
    /**
     * Server, source: the register says that the target does not own and can't any more. a = the epoch under which the
     * source owns now; b, digest as in TRANSFER_BEGUN.
     */
    TRANSFER_ROLLED_BACK,
    /**
     * Something was accepted under an owner epoch. a = epoch; b = by whom: 0 a client (the word of a zone), 1 a zone
     * (the word of another), 2 a store (a session's state; written by the zone that was told); digest = the epoch that
     * the store held until then, 0 for none and for the others.
     */
    EPOCH_ACCEPTED,
    /**
     * Client: it begins to connect to an address to get into the world. a = 0 to log in, 1 to resume with a token, 2 to
     * arrive by a handoff while it plays elsewhere; b = the address, as {@link NetworkAddress} packs it.
     */
    LOGIN_TRIED,
    /** Client: the player goes and does not want to come back. Nobody owes it a place in the world from now on. */
    CLIENT_LEFT,
    /**
     * Client: a snapshot acknowledged an input. Told of some of them, between once and ten times a second. a = the input
     * within its session; b = from the step that made it until the snapshot came, nanoseconds.
     */
    INPUT_ACKED,
    /**
     * Server: the state of this player was captured to be stored as its session, whether or not the store takes it. a =
     * owner epoch; b = the session's version, growing within the epoch; digest of its bytes.
     */
    SESSION_SAVED,
    /**
     * Server: this process made the player's entity from a stored session: after it came to own the player, before
     * JOINED. a, b as the session was saved; digest of the bytes that were read.
     */
    SESSION_LOADED,
    /**
     * Server, source: the player's client was told to go on in another zone, and got a token that opens one view
     * there. a = mark of the token: no two have the same.
     */
    HANDOFF_INVITED,
    /** Server, target: a token opened a view of this player, whoever showed it. a = mark of the token. */
    VIEW_OPENED
}
