package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SequenceWindowTest {

    @Property(tries = 300)
    void eachNumberIsNewOnce(@ForAll @Size(max = 400) List<@LongRange(min = -1_300, max = 300) Long> steps) {
        SequenceWindow window = new SequenceWindow();
        Set<Long> seen = new HashSet<>();
        long highest = 2_000;
        window.accept(highest);
        seen.add(highest);
        for (long step : steps) {
            long number = Math.max(1, highest + step);
            SequenceWindow.Verdict expected = highest - number >= SequenceWindow.SIZE
                    ? SequenceWindow.Verdict.TOO_LATE
                    : seen.add(number) ? SequenceWindow.Verdict.NEW : SequenceWindow.Verdict.SEEN;
            assertEquals(expected, window.accept(number), "number " + number + " after " + highest);
            highest = Math.max(highest, number);
        }
    }
}
