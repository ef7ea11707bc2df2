package io.darkages.scenarios.run;

import io.darkages.engine.client.ClientState;
import io.darkages.engine.client.GameClient;
import io.darkages.scenarios.bots.Arena;
import io.darkages.scenarios.bots.BotView;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.bots.InputPace;
import io.darkages.scenarios.bots.Misconduct;
import io.darkages.scenarios.bots.Replayer;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import java.util.Optional;

/**
 * A player's machine on a simulated host: the whole client stack, a brain that presses the buttons, and
 * for some a misconduct. Ticks 60 times a second, at a phase of its own.
 */
final class PlayerProgram implements Program, BotView {

    private static final int TICK_TIMER = 0;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final HostContext context;
    private final GameClient client;
    private final ClientArena arena;
    private final Brain brain;
    private final InputPace pace;
    private final Optional<Misconduct> misconduct;
    private final long firstTickNanos;
    private long ticks;
    private long inputs;

    /** @param mindsTeams whether striking one's own team is of no use */
    PlayerProgram(
            HostContext context,
            GameClient client,
            Brain brain,
            boolean mindsTeams,
            InputPace pace,
            Optional<Misconduct> misconduct) {
        this.context = context;
        this.client = client;
        arena = new ClientArena(client, mindsTeams);
        this.brain = brain;
        this.pace = pace;
        this.misconduct = misconduct;
        long phase = context.stream("tick-phase").between(0, SECOND_NANOS / Brain.TICKS_PER_SECOND - 1);
        firstTickNanos = context.monotonicNanos() + phase;
        client.start(context.monotonicNanos());
        context.setTimer(TICK_TIMER, firstTickNanos);
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        if (misconduct.isPresent() && misconduct.get() instanceof Replayer replayer) {
            replayer.overhear(buffer, offset, length);
        }
        client.receive(context.monotonicNanos(), from, buffer, offset, length);
    }

    @Override
    public void timer(int id) {
        long now = context.monotonicNanos();
        int steps = pace.nextTick();
        for (int i = 0; i < steps && client.state() == ClientState.PLAYING; i++) {
            arena.begin(now, inputs);
            client.step(now, brain.decide(inputs++, this));
        }
        client.advance(now);
        if (misconduct.isPresent()) {
            misconduct.get().onTick(now);
        }
        // After a pause the ticks that were missed are gone: a game does not play them back.
        ticks = Math.max(ticks + 1, (now - firstTickNanos) * Brain.TICKS_PER_SECOND / SECOND_NANOS + 1);
        context.setTimer(TICK_TIMER, firstTickNanos + ticks * SECOND_NANOS / Brain.TICKS_PER_SECOND);
    }

    @Override
    public long stateHash() {
        return client.stateHash();
    }

    GameClient client() {
        return client;
    }

    @Override
    public int x() {
        return client.predicted().x;
    }

    @Override
    public int y() {
        return client.predicted().y;
    }

    @Override
    public int z() {
        return client.predicted().z;
    }

    @Override
    public int yaw() {
        return client.predicted().yaw;
    }

    @Override
    public long nanos() {
        return context.monotonicNanos();
    }

    @Override
    public Arena arena() {
        return arena;
    }
}
