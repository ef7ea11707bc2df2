package io.darkages.engine.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Static fields: those that hosts would share, and those that can't change. */
public final class StaticState {

    /** Each field must be found. */
    public static final class Shared {
        static int counter;
        static final List<String> LIST = new ArrayList<>();
        static final StringBuilder TEXT = new StringBuilder();
        static final Holder HOLDER = new Holder();
        static final Observer COUNTING = new CountingObserver();
        public static final int[] OPEN = {1};
        private static final int[] count = {1};

        int use() {
            return count[0]++;
        }
    }

    /** A class with state, of which a constant makes shared state. */
    static final class Holder {
        long value;
    }

    /** None of these may be found. */
    public static final class Constant {
        static final int NUMBER = 7;
        static final String NAME = "x";
        static final Kind KIND = Kind.ONE;
        static final Point ORIGIN = new Point(0, 0);
        static final LongUnaryOperator SAME = value -> value;
        static final Options DEFAULTS = new Options(1, Kind.ONE);
        static final Observer NONE = new Observer() {
            @Override
            public void opened() {}

            @Override
            public void closed() {}
        };
        private static final short[] SINE_TABLE = new short[16];

        short use() {
            return SINE_TABLE[0];
        }
    }

    interface Observer {
        void opened();

        void closed();
    }

    static final class CountingObserver implements Observer {
        int count;

        @Override
        public void opened() {
            count++;
        }

        @Override
        public void closed() {
            count--;
        }
    }

    enum Kind {
        ONE,
        TWO
    }

    record Point(int x, int y) {}

    static final class Options {
        final int limit;
        final Kind kind;

        Options(int limit, Kind kind) {
            this.limit = limit;
            this.kind = kind;
        }
    }

    private StaticState() {}
}
