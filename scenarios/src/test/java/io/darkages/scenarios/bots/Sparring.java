package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.Mix;
import io.darkages.engine.snapshot.QuantisedState;

/** A fighter against one opponent who does not fight back: the game's own rules without a network. */
final class Sparring implements BotView, Arena {

    private static final MovementRules MOVEMENT = MovementRules.standard();
    private static final CombatRules COMBAT = CombatRules.standard();
    private static final int CLOSE_CALL = FixedPoint.fromMillimetres(100);
    private static final int OPPONENT = 7;
    private static final int PLACE = 3;

    private final Brain brain;
    private final Brain opponent;
    private final HitTest hits = new HitTest(COMBAT, MOVEMENT.height(), Obstacles.none());
    private final MotionState body = new MotionState();
    private final MotionState other = new MotionState();
    private final int cooldownTicks;
    private long tick;
    private long readyTick;
    private int aimed = EntityTable.NO_ENTITY;
    private boolean striking;
    private AttackKind kind = AttackKind.MELEE;

    boolean alive = true;
    boolean opponentAlive = true;
    boolean opponentFriend;
    int strikes;
    int hit;
    /** Strikes at most 0.1 m inside or outside the edge. */
    int closeCalls;

    int tooSoon;
    int blockTicks;
    int strikesWhileBlocking;
    long hash;

    Sparring(Brain brain, Brain opponent, int metresApart) {
        this.brain = brain;
        this.opponent = opponent;
        cooldownTicks = COMBAT.cooldownTicks();
        body.place(FixedPoint.fromMetres(metresApart), 0, 0);
        other.place(0, 0, 0);
    }

    Sparring fight(int seconds) {
        for (int i = 0; i < seconds * Brain.TICKS_PER_SECOND; i++) {
            step();
        }
        return this;
    }

    private void step() {
        long word = brain.decide(tick, this);
        if (!InputWord.isPossible(word)) {
            throw new AssertionError("impossible input " + Long.toHexString(word) + " at tick " + tick);
        }
        boolean blocks = (InputWord.flags(word) & InputFlags.BLOCK) != 0;
        blockTicks += blocks ? 1 : 0;
        Movement.step(body, word, MOVEMENT, Obstacles.none());
        if (striking) {
            strikes++;
            strikesWhileBlocking += blocks ? 1 : 0;
            tooSoon += tick < readyTick ? 1 : 0;
            readyTick = tick + cooldownTicks;
            boolean strikesOther =
                    aimed == OPPONENT && hits.judge(kind, body, other.x, other.y, other.z) == AttackOutcome.HIT;
            hit += strikesOther ? 1 : 0;
            closeCalls += Math.abs(hits.margin(kind, body, other.x, other.y, other.z)) <= CLOSE_CALL ? 1 : 0;
        }
        hash = Mix.fold(Mix.fold(hash, word), striking ? 1 : 0);
        striking = false;
        Movement.step(other, opponent.decide(tick, new OtherView()), MOVEMENT, Obstacles.none());
        tick++;
    }

    int metresApart() {
        return (int) (FixedPoint.distance((long) body.x - other.x, (long) body.z - other.z) >> 16);
    }

    @Override
    public int places() {
        return PLACE + 1;
    }

    @Override
    public int entity(int place) {
        return place == PLACE ? OPPONENT : EntityTable.NO_ENTITY;
    }

    @Override
    public boolean isAlive(int place) {
        return opponentAlive;
    }

    @Override
    public boolean isFriend(int place) {
        return opponentFriend;
    }

    @Override
    public boolean draw(int place, DrawnPlace out) {
        out.at((int) tick, QuantisedState.placeOf(other));
        return true;
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public boolean ready() {
        return tick >= readyTick;
    }

    @Override
    public void aimAt(int entity) {
        aimed = entity;
    }

    @Override
    public void strike(AttackKind wanted) {
        striking = true;
        kind = wanted;
    }

    @Override
    public int x() {
        return body.x;
    }

    @Override
    public int y() {
        return body.y;
    }

    @Override
    public int z() {
        return body.z;
    }

    @Override
    public int yaw() {
        return body.yaw;
    }

    @Override
    public long nanos() {
        return tick * 1_000_000_000L / Brain.TICKS_PER_SECOND;
    }

    @Override
    public Arena arena() {
        return this;
    }

    private final class OtherView implements BotView {

        @Override
        public int x() {
            return other.x;
        }

        @Override
        public int z() {
            return other.z;
        }

        @Override
        public int yaw() {
            return other.yaw;
        }

        @Override
        public long nanos() {
            return Sparring.this.nanos();
        }
    }
}
