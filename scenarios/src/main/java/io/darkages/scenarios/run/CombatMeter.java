package io.darkages.scenarios.run;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Health taken and players killed, in each virtual second and in all. */
final class CombatMeter implements ProbeConsumer {

    private final List<Double> damage = new ArrayList<>();
    private final List<Double> kills = new ArrayList<>();
    private long damageNow;
    private long killsNow;
    private long damageAll;
    private long hitsAll;
    private long killsAll;

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(ProbeKind.DAMAGED, ProbeKind.KILLED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (record.kind() == ProbeKind.KILLED) {
            killsNow++;
            killsAll++;
        } else {
            int taken = (int) record.digest();
            damageNow += taken;
            damageAll += taken;
            hitsAll++;
        }
    }

    void secondEnded() {
        damage.add((double) damageNow / CombatRules.POINT);
        kills.add((double) killsNow);
        damageNow = 0;
        killsNow = 0;
    }

    /** Whether anybody was ever hurt. */
    boolean isUsed() {
        return hitsAll > 0;
    }

    double damagePoints() {
        return (double) damageAll / CombatRules.POINT;
    }

    long kills() {
        return killsAll;
    }

    /** Lines to be drawn; none where nobody was hurt. */
    List<Series> lines() {
        return isUsed()
                ? List.of(
                        new Series(Series.DAMAGE, "all players", Units.PER_SECOND, damage),
                        new Series(Series.KILLS, "all players", Units.PER_SECOND, kills))
                : List.of();
    }
}
