package io.darkages.server.cli;

import io.darkages.scenarios.run.ProgressListener;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on standard error how far a run is: a bar on a terminal, now and then a line elsewhere, or nothing. */
interface Progress extends ProgressListener, AutoCloseable {

    @Override
    void close();

    /** The display that suits the environment. */
    static Progress start(Environment environment, boolean quiet, String title) {
        if (quiet) {
            return new Silent();
        }
        return environment.terminal() ? new Bar(environment, title) : new Lines(environment, title);
    }

    /** Shows nothing. */
    final class Silent implements Progress {
        @Override
        public void progressed(long virtualNanos, long durationNanos, long events) {}

        @Override
        public void close() {}
    }

    /** A line at every quarter of the run. */
    final class Lines implements Progress {
        private static final int PARTS = 4;

        private final Environment environment;
        private final String title;
        private int shown;

        Lines(Environment environment, String title) {
            this.environment = environment;
            this.title = title;
        }

        @Override
        public void progressed(long virtualNanos, long durationNanos, long events) {
            int part = durationNanos == 0 ? PARTS : (int) (virtualNanos * PARTS / durationNanos);
            if (part > shown) {
                shown = part;
                environment
                        .err()
                        .println(String.format(
                                Locale.ROOT,
                                "%s: %.0f of %.0f s, %,d events",
                                title,
                                virtualNanos / 1e9,
                                durationNanos / 1e9,
                                events));
                environment.err().flush();
            }
        }

        @Override
        public void close() {}
    }

    /** A bar that moves. */
    final class Bar implements Progress {
        private static final long MILLIS = 1_000_000;

        private final ProgressBar bar;

        Bar(Environment environment, String title) {
            bar = new ProgressBarBuilder()
                    .setTaskName(title)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .hideEta()
                    .setUnit("s", 1_000)
                    .setInitialMax(1)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, environment.columns()))
                    .build();
        }

        @Override
        public void progressed(long virtualNanos, long durationNanos, long events) {
            bar.maxHint(durationNanos / MILLIS);
            bar.stepTo(virtualNanos / MILLIS);
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d events", events));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
