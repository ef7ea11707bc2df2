package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.reports.result.Fairness;
import io.darkages.reports.result.Fairness.BehindCover;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTextTest {

    private static final Fairness FAST =
            new Fairness(0.2, 0, true, 12, 1_210, 1_200, 0, 0, 4, 0, 5, 1, 0, BehindCover.NEVER);
    private static final Fairness LOSSY =
            new Fairness(250, 2.5, true, 12, 1_000, 995, 1, 0, 0, 3, 1, 0, 31_000, BehindCover.NEVER);

    private static final String LEGEND = """
              unfair     decided otherwise than the attacker's own screen shows; "agrees" is the share that was not.
                         Exempt from fair-hits where inputs were lost, so that the server had the attacker elsewhere
              too close  within 0.05 m of an edge on that screen: not compared
              refused    drawn over 500 ms before, or not believed
              barred     by the rules of the fight: cooldown, guard, death, own team
              lost       with its input, or with the session
              rewind     farthest that the server's place of a target was from where it was drawn;
                         not told of cheats, whose claims are false
            """;

    @Test
    void tellsTheFateOfEachAttack() {
        assertEquals("""
              attacks by round trip   made  agreed  unfair miss  unfair hit  too close  refused  barred  lost    agrees   rewind
              0 ms                   1,210   1,200            0           0          4        0       5     1  100.00 %  0.000 m
              250 ms, loss 2.5 %     1,000     995            1           0          0        3       1     0   99.89 %  0.031 m
            """ + LEGEND.indent(2), FairnessText.of(List.of(FAST, LOSSY)));
    }

    @Test
    void tellsOfVictimsBehindCover() {
        Fairness cheats = new Fairness(
                50, 0, false, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, new BehindCover(9, 2, 5_000_000, 8_000_000, 8_000_000));
        String text = FairnessText.of(List.of(cheats));
        assertEquals("""
              victims by round trip  times hurt  behind cover      p50      p99      max
              50 ms, cheating                 9             2  5.00 ms  8.00 ms  8.00 ms
                behind cover  on the victim's own screen when it was told; the times say for how long it had been
            """, text.substring(text.indexOf("  victims")));
    }
}
