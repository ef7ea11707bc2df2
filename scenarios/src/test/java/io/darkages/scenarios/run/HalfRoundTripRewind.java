package io.darkages.scenarios.run;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;

/**
 * The usual mistake: takes the target to where it was half a round trip ago, and forgets that clients hold pictures
 * back to draw between two of them.
 */
final class HalfRoundTripRewind extends Rewind {

    private final SnapshotHistory history;
    private final DrawnPlace place = new DrawnPlace();

    HalfRoundTripRewind(CombatRules rules, SnapshotHistory history) {
        super(rules, history);
        this.history = history;
    }

    @Override
    public boolean rebuild(AttackClaim claim, Viewer viewer, int tick) {
        int roundTrip = tick - claim.acknowledgedTick;
        int rewound = tick - Math.max(1, Math.min(roundTrip / 2, SnapshotHistory.TICKS / 2));
        place.at(rewound, history.placeAt(history.index(rewound, EntityTable.slot(claim.target))));
        return true;
    }

    @Override
    public DrawnPlace drawn() {
        return place;
    }

    @Override
    public AttackOutcome refusal() {
        throw new IllegalStateException("refuses nothing");
    }
}
