package io.darkages.scenarios.run;

import io.darkages.engine.client.GameClient;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.scenarios.bots.Arena;
import java.util.Arrays;

/** A fight as one player's client shows it. Places are the client's wire indices. */
public final class ClientArena implements Arena {

    private static final int GROWTH = 32;
    private static final int COOLDOWN_INPUTS = CombatRules.standard().cooldownTicks();

    private final GameClient client;
    private final boolean mindsTeams;
    /** By place: who was found to be a friend there, if anybody was. As long as that takes: most meet none. */
    private int[] friends = {};

    private long nowNanos;
    private long input;
    private long readyInput;
    private int lastFriend = EntityTable.NO_ENTITY;

    /** @param mindsTeams whether it spares those who wear its own colours */
    public ClientArena(GameClient client, boolean mindsTeams) {
        this.client = client;
        this.mindsTeams = mindsTeams;
    }

    /** The input of that number is about to be decided. */
    public void begin(long monotonicNanos, long inputNumber) {
        nowNanos = monotonicNanos;
        input = inputNumber;
        if (client.lastFriend() != lastFriend) {
            lastFriend = client.lastFriend();
            for (int place = 0; place < places(); place++) {
                if (entity(place) == lastFriend) {
                    befriend(place, lastFriend);
                }
            }
        }
    }

    @Override
    public int places() {
        return client.replicas().end();
    }

    @Override
    public int entity(int place) {
        int entity = client.replicas().entity(place);
        return entity == client.entity() ? EntityTable.NO_ENTITY : entity;
    }

    @Override
    public boolean isAlive(int place) {
        ReplicaTable replicas = client.replicas();
        int state = replicas.newest(place);
        // Of the far ones no flags are told: they are taken to live.
        return state != ReplicaTable.NONE
                && (QuantisedState.flags(replicas.placeAt(state)) & QuantisedState.FLAG_DEAD) == 0;
    }

    @Override
    public boolean isFriend(int place) {
        int entity = entity(place);
        if (entity == EntityTable.NO_ENTITY) {
            return false;
        }
        if (place < friends.length && friends[place] == entity) {
            return true;
        }
        if (wearsOwnColours(place)) {
            befriend(place, entity);
            return true;
        }
        return false;
    }

    private void befriend(int place, int entity) {
        if (place >= friends.length) {
            friends = Arrays.copyOf(friends, Math.min(Viewer.MAX_VISIBLE, (place / GROWTH + 1) * GROWTH));
        }
        friends[place] = entity;
    }

    private boolean wearsOwnColours(int place) {
        int state = client.replicas().newest(place);
        return mindsTeams
                && state != ReplicaTable.NONE
                && client.team() != 0
                && QuantisedState.teamOf(QuantisedState.flags(client.replicas().placeAt(state))) == client.team();
    }

    @Override
    public boolean draw(int place, DrawnPlace out) {
        return client.drawnAt(nowNanos, place, out);
    }

    @Override
    public boolean alive() {
        return client.feedback().isAlive();
    }

    @Override
    public boolean ready() {
        return input >= readyInput;
    }

    @Override
    public void aimAt(int entity) {
        client.aimAt(entity);
    }

    @Override
    public void strike(AttackKind kind) {
        readyInput = input + COOLDOWN_INPUTS;
        client.strike(kind);
    }
}
