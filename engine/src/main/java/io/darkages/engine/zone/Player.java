package io.darkages.engine.zone;

import io.darkages.engine.combat.DrawTimeGate;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.transport.Session;
import java.util.Optional;

/** One player in the zone: who it is, its entity, its session if it has one, and the books kept for it. */
final class Player {

    final long id;
    /** None as long as nothing of the one who only looks on is known. */
    int entity;

    final InputGate gate = new InputGate();

    /** What the client sees; made anew with each session, because a new client knows nothing. */
    Viewer viewer;

    private Optional<Session> session = Optional.empty();
    int epoch;
    /** When the session broke; meaningful only without one. */
    long disconnectedNanos;

    int nextSnapshotTick;
    long nextCorrectionTick;

    /** The last batch's clock, to be compared with the next one's. */
    int lastTimestampMillis;

    int lastTimestampSequence;
    boolean hasTimestamp;
    /** Game time claimed beyond what the batches' own clock showed, in milliseconds; never below 0. */
    int claimedAheadMillis;

    /** What the client claims its position to be after that input, in 1/64 m, until it is checked. */
    boolean hasClaim;

    int claimSequence;
    int claimX;
    int claimY;
    int claimZ;

    /** Attacks whose inputs are not applied yet. */
    final AttackQueue attacks = new AttackQueue();

    final AckTrail acknowledgements = new AckTrail();
    final DrawTimeGate drawTimes = new DrawTimeGate();
    /** When the rules last put it somewhere else; what its client claimed before it knew of that is void. */
    int placedTick = -Intake.RETURN_TICKS;

    /** Of the session in use or, without one, of the last. */
    int sessionNumber;

    /** Of the session before a handover: what became of its last attacks is still to be told. */
    int formerSessionNumber;

    /** Another zone acts for it; its client looks on, and may act here soon. */
    boolean isObserving;

    /** Stands still, because its state has been or is about to be handed over. */
    boolean isFrozen;

    int frozenTick;

    /** The first tick whose history shows its entity. */
    int shownTick;

    /** Owner epoch under which its copy was shown here before it came, and how far that owner's time is ahead, Q8. */
    int formerEpoch;

    long formerAheadQ8;

    /** Who killed it last, 0 for nobody; and how often it killed and died. */
    long killer;

    int kills;
    int deaths;

    /** Allowance of input batches, in 1/60 of one. */
    int batchCredit = Intake.MAX_BATCH_CREDIT;

    Player(long id, int entity, Viewer viewer) {
        this.id = id;
        this.entity = entity;
        this.viewer = viewer;
    }

    Optional<Session> session() {
        return session;
    }

    boolean isConnected() {
        return session.isPresent();
    }

    /** @param tick when it is welcomed */
    void connect(Session newSession, Viewer newViewer, long tick) {
        session = Optional.of(newSession);
        viewer = newViewer;
        gate.reset(1, tick);
        hasTimestamp = false;
        claimedAheadMillis = 0;
        hasClaim = false;
        attacks.clear();
        acknowledgements.clear();
        drawTimes.reset();
        sessionNumber = newSession.localId();
        formerSessionNumber = sessionNumber;
        batchCredit = Intake.MAX_BATCH_CREDIT;
    }

    /** The player goes on in a session with this zone, and with the numbers of the inputs that it made elsewhere. */
    void goOn(Session newSession, Viewer newViewer) {
        session = Optional.of(newSession);
        viewer = newViewer;
        hasClaim = false;
        attacks.clear();
        acknowledgements.clear();
        drawTimes.reset();
        sessionNumber = newSession.localId();
        gate.settle();
    }

    void disconnect(long monotonicNanos) {
        session = Optional.empty();
        // Its inputs may wait for long where the world stands still. What they did on a screen that is no more strikes
        // nobody.
        attacks.clear();
        disconnectedNanos = monotonicNanos;
    }
}
