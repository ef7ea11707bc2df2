package io.darkages.reports.result;

/**
 * One line of the {@code timeline} file: seconds with nine decimals, kind, subject and text, separated
 * by tabs, in UTF-8. Tabs, line ends and backslashes inside a field are written as {@code \t},
 * {@code \n}, {@code \r} and {@code \\}.
 *
 * @param virtualNanos when, from the scenario's start
 * @param kind what: one of the constants here, or another single word
 * @param subject whom it concerns, such as {@code player 17}; may be empty
 * @param text what happened, for people; may be empty
 */
public record TimelineEvent(long virtualNanos, String kind, String subject, String text) {

    public static final String FAULT = "fault";
    public static final String FAULT_END = "fault-end";
    public static final String JOIN = "join";
    public static final String LEAVE = "leave";
    public static final String DISCONNECT = "disconnect";
    public static final String MIGRATION = "migration";
    public static final String PHASE = "phase";
    public static final String QUALITY_OF_SERVICE = "quality-of-service";
    public static final String VIOLATION = "violation";

    public TimelineEvent {
        Checks.atLeast("virtualNanos of a timeline event", virtualNanos, 0);
        Checks.present("kind of a timeline event", kind);
        Checks.present("subject of a timeline event", subject);
        Checks.present("text of a timeline event", text);
    }

    /** The line, without its end. */
    String line() {
        String nanos = Long.toString(virtualNanos % 1_000_000_000L);
        return virtualNanos / 1_000_000_000L + "." + "0".repeat(9 - nanos.length()) + nanos + "\t" + escape(kind) + "\t"
                + escape(subject) + "\t" + escape(text);
    }

    /** Reads what {@link #line} wrote; {@code IllegalArgumentException} says what is wrong. */
    static TimelineEvent parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException(
                    fields.length + " fields separated by tabs, should be 4: seconds, kind, subject, text");
        }
        if (!fields[0].matches("[0-9]{1,9}\\.[0-9]{9}")) {
            throw new IllegalArgumentException("time \"" + fields[0] + "\" should be seconds with nine decimals");
        }
        int point = fields[0].indexOf('.');
        long nanos = Long.parseLong(fields[0].substring(0, point)) * 1_000_000_000L
                + Long.parseLong(fields[0].substring(point + 1));
        return new TimelineEvent(nanos, unescape(fields[1]), unescape(fields[2]), unescape(fields[3]));
    }

    private static String escape(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String field) {
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = ++i < field.length() ? field.charAt(i) : ' ';
            switch (escaped) {
                case 't' -> plain.append('\t');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case '\\' -> plain.append('\\');
                default -> throw new IllegalArgumentException("unknown escape \\" + escaped);
            }
        }
        return plain.toString();
    }
}
