package io.darkages.server.bench;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.scenarios.bots.Arena;

/** An arena in which one sees all and strikes nobody. */
final class Truce implements Arena {

    private final Arena seen;

    Truce(Arena seen) {
        this.seen = seen;
    }

    @Override
    public int places() {
        return seen.places();
    }

    @Override
    public int entity(int place) {
        return seen.entity(place);
    }

    @Override
    public boolean isAlive(int place) {
        return seen.isAlive(place);
    }

    @Override
    public boolean isFriend(int place) {
        return seen.isFriend(place);
    }

    @Override
    public boolean draw(int place, DrawnPlace out) {
        return seen.draw(place, out);
    }

    @Override
    public boolean alive() {
        return seen.alive();
    }

    @Override
    public void aimAt(int entity) {
        seen.aimAt(entity);
    }

    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public void strike(AttackKind kind) {
        throw new IllegalStateException("struck while not ready");
    }
}
