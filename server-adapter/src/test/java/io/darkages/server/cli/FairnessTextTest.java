package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.reports.result.RunResult.BehindCover;
import io.darkages.reports.result.RunResult.Fairness;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTextTest {

    private static final Fairness FAST =
            new Fairness(0.2, 0, true, 12, 1_210, 1_200, 0, 0, 4, 0, 5, 1, 0, BehindCover.NEVER);
    private static final Fairness LOSSY =
            new Fairness(250, 2.5, true, 12, 1_000, 995, 1, 0, 0, 3, 1, 0, 31_000, BehindCover.NEVER);

    @Test
    void tellsTheFateOfEachAttack() {
        assertEquals("""
                  attacks by round trip   made  agreed  missed  hit  margin  refused  barred  lost    agrees  rewind off
                  0 ms                   1,210   1,200       0    0       4        0       5     1  100.00 %     0.000 m
                  250 ms, loss 2.5 %     1,000     995       1    0       0        3       1     0   99.89 %     0.031 m
                """, FairnessText.of(List.of(FAST, LOSSY)));
    }

    @Test
    void tellsOfVictimsBehindCover() {
        Fairness cheats = new Fairness(
                50, 0, false, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, new BehindCover(9, 2, 5_000_000, 8_000_000, 8_000_000));
        assertEquals("""
                  attacks by round trip  made  agreed  missed  hit  margin  refused  barred  lost  agrees  rewind off
                  50 ms, cheating           0       0       0    0       0        0       0     0       -           -

                  hurt, by round trip  times  behind cover      p50      p99      max
                  50 ms, cheating          9             2  5.00 ms  8.00 ms  8.00 ms
                """, FairnessText.of(List.of(cheats)));
    }
}
