package io.darkages.sim.backplane;

import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.BackplaneListener;
import io.darkages.engine.backplane.BackplaneOptions;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.PeerKey;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with a backplane and nothing else: 60 times a second it sends the other one a numbered reliable message and
 * a third of 200 entities.
 */
final class ZoneProcess implements Program, BackplaneListener {

    private static final long SECOND = 1_000_000_000L;
    private static final int TICKS_PER_SECOND = 60;
    private static final int STATES_PER_TICK = 67;

    /** What one host saw, in all its incarnations. */
    static final class Journal {
        /** Numbers of reliable messages, by who sent and who received them: "1/1 to 2/1". */
        final List<String> reliable = new ArrayList<>();

        final List<String> events = new ArrayList<>();
        final List<Long> latencies = new ArrayList<>();
        long states;
    }

    private final HostContext context;
    private final Journal journal;
    private final long other;
    private final Backplane backplane;
    private final MigrationAnswer answer = new MigrationAnswer();
    private final EntitySync sync = new EntitySync();
    private final String name;
    private long number;

    ZoneProcess(HostContext context, Journal journal, long process, long other, long otherAddress) {
        this.context = context;
        this.journal = journal;
        this.other = other;
        long incarnation = context.incarnation() + 1L;
        name = process + "/" + incarnation;
        backplane = new Backplane(
                BackplaneOptions.of(process, incarnation),
                new PeerKey(new byte[16]),
                context,
                this,
                new SimulatedCryptography(context.stream("signing")),
                context.stream("backplane"));
        backplane.connect(otherAddress);
        setTimer();
    }

    private void setTimer() {
        long tick = (context.monotonicNanos() * TICKS_PER_SECOND + TICKS_PER_SECOND - 1) / SECOND;
        context.setTimer(0, (tick + 1) * SECOND / TICKS_PER_SECOND);
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        if (Backplane.owns(buffer, offset, length)) {
            backplane.receive(context.monotonicNanos(), from, buffer, offset, length);
        }
    }

    @Override
    public void timer(int id) {
        answer.migration = number + 1;
        answer.player = 1;
        answer.rowVersion = context.virtualNanosForProbes();
        if (backplane.sendToProcess(other, Delivery.RELIABLE, answer)) {
            number++;
        }
        for (int told = 0; told < STATES_PER_TICK; ) {
            sync.clear();
            sync.tick = 1;
            sync.sentNanos = context.monotonicNanos();
            while (told < STATES_PER_TICK && sync.add(told + 1, 1, 2, 3, 4, 5)) {
                told++;
            }
            backplane.sendToProcess(other, Delivery.UNRELIABLE, sync);
        }
        backplane.advance(context.monotonicNanos());
        setTimer();
    }

    @Override
    public void message(MessageHeader header, Delivery delivery, MessageReader body) {
        String from = header.sourceProcess + "/" + header.sourceIncarnation;
        switch (header.type) {
            case MIGRATION_ANSWER -> {
                if (answer.read(body) == CodecStatus.OK) {
                    journal.reliable.add(from + " to " + name + ": " + answer.migration);
                    journal.latencies.add(context.virtualNanosForProbes() - answer.rowVersion);
                }
            }
            case ENTITY_SYNC -> journal.states += sync.read(body) == CodecStatus.OK ? sync.ghosts() : 0;
            default -> throw new IllegalStateException(header.type.name());
        }
    }

    @Override
    public void linked(long process, long incarnation, boolean isNew, int dropped) {
        journal.events.add(name + " linked " + process + "/" + incarnation + (isNew ? " new" : ""));
    }

    @Override
    public void unlinked(long process, long incarnation) {
        journal.events.add(name + " unlinked " + process + "/" + incarnation);
    }

    @Override
    public void silent(long process, long incarnation) {
        journal.events.add(name + " silent " + process + "/" + incarnation);
    }

    @Override
    public void heard(long process, long incarnation) {
        journal.events.add(name + " heard " + process + "/" + incarnation);
    }

    @Override
    public long stateHash() {
        return Mix.fold(backplane.foldState(number), journal.states);
    }
}
