package io.darkages.engine.redis;

/**
 * Takes the bytes of a RESP2 stream apart into replies. A reply is shown as its items in the order in which they
 * stand: for an array its header first, then its elements, whatever their depth.
 *
 * <p>Bytes that are no RESP2, and replies above the caps on bytes, make the reader {@link #isBroken} for good. A reply
 * of more items than the cap is read to its end and is {@link #isTruncated}. Allocates nothing after its construction.
 */
final class RespReader {

    static final byte SIMPLE = '+';
    static final byte ERROR = '-';
    static final byte INTEGER = ':';
    static final byte BULK = '$';
    static final byte ARRAY = '*';

    /** More elements than any reply to this client can have. */
    private static final int ELEMENTS_MAX = 1 << 20;

    private final byte[] bytes;
    private final byte[] types;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] integers;
    /** Where the present reply begins. */
    private int start;
    /** Where the next item begins. */
    private int at;

    private int limit;
    private int needed;
    private int count;
    private boolean truncated;
    private boolean broken;

    /**
     * @param bytesMax longest reply
     * @param itemsMax most items of a reply that are shown
     */
    RespReader(int bytesMax, int itemsMax) {
        bytes = new byte[bytesMax];
        types = new byte[itemsMax];
        offsets = new int[itemsMax];
        lengths = new int[itemsMax];
        integers = new long[itemsMax];
    }

    /** A new stream begins. */
    void reset() {
        start = 0;
        at = 0;
        limit = 0;
        needed = 0;
        count = 0;
        truncated = false;
        broken = false;
    }

    /** Takes bytes and returns how many; when it takes none and {@link #next} is false, the reply is above the cap. */
    int feed(byte[] source, int offset, int length) {
        if (bytes.length - limit < length && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            at -= start;
            limit -= start;
            start = 0;
        }
        int taken = Math.min(length, bytes.length - limit);
        System.arraycopy(source, offset, bytes, limit, taken);
        limit += taken;
        broken |= taken == 0 && length > 0;
        return taken;
    }

    /** Steps to the next reply; false if it is not there in full. The one before is gone. */
    boolean next() {
        if (needed == 0) {
            start = at;
            count = 0;
            truncated = false;
            needed = 1;
        }
        while (needed > 0 && !broken) {
            if (!parseItem()) {
                return false;
            }
        }
        return !broken;
    }

    private boolean parseItem() {
        int lineEnd = lineEnd();
        if (lineEnd == limit) {
            return false;
        }
        byte type = bytes[at];
        int textAt = at + 1;
        int afterLine = lineEnd + 2;
        switch (type) {
            case SIMPLE, ERROR -> item(type, textAt, lineEnd - textAt, 0, afterLine);
            case INTEGER -> item(type, textAt, lineEnd - textAt, integer(textAt, lineEnd), afterLine);
            case BULK -> {
                long length = integer(textAt, lineEnd);
                if (length == -1) {
                    item(BULK, afterLine, -1, 0, afterLine);
                    break;
                }
                broken |= length < 0 || length > bytes.length;
                if (broken || limit - afterLine < length + 2) {
                    return false;
                }
                int end = afterLine + (int) length;
                broken = bytes[end] != '\r' || bytes[end + 1] != '\n';
                item(BULK, afterLine, (int) length, 0, end + 2);
            }
            case ARRAY -> {
                long elements = integer(textAt, lineEnd);
                broken |= elements < -1 || elements > ELEMENTS_MAX;
                item(ARRAY, textAt, (int) elements, elements, afterLine);
                needed += (int) Math.max(elements, 0);
            }
            default -> broken = true;
        }
        return !broken;
    }

    /** Where the line's end stands, or the limit if it is not there. */
    private int lineEnd() {
        for (int i = at; i < limit - 1; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return limit;
    }

    private void item(byte type, int offset, int length, long integer, int end) {
        if (count < types.length) {
            types[count] = type;
            offsets[count] = offset - start;
            lengths[count] = length;
            integers[count] = integer;
            count++;
        } else {
            truncated = true;
        }
        at = end;
        needed--;
    }

    private long integer(int from, int end) {
        long number = parse(from, end);
        broken |= number == Long.MIN_VALUE;
        return number;
    }

    /** A decimal number; {@link Long#MIN_VALUE}, which the server never says, if it is none. */
    private long parse(int from, int end) {
        boolean negative = from < end && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (first == end || end - first > 19) {
            return Long.MIN_VALUE;
        }
        long number = 0;
        for (int i = first; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number < 0 ? Long.MIN_VALUE : negative ? -number : number;
    }

    boolean isBroken() {
        return broken;
    }

    boolean isTruncated() {
        return truncated;
    }

    /** Items of the reply, array headers among them. */
    int count() {
        return count;
    }

    byte type(int item) {
        return types[item];
    }

    /** Whether the item is a null bulk string or a null array. */
    boolean isNull(int item) {
        return lengths[item] == -1;
    }

    /** The value of an {@link #INTEGER}, or how many elements an {@link #ARRAY} has. */
    long integer(int item) {
        return integers[item];
    }

    /** The number that the item's text is; {@link Long#MIN_VALUE} if it is none. */
    long decimal(int item) {
        return isNull(item) ? Long.MIN_VALUE : parse(offset(item), offset(item) + lengths[item]);
    }

    byte[] bytes() {
        return bytes;
    }

    int offset(int item) {
        return start + offsets[item];
    }

    /** Length of the item's text; -1 if it is null. */
    int length(int item) {
        return lengths[item];
    }

    /** Whether the item's text is that. */
    boolean isText(int item, byte[] text) {
        return lengths[item] == text.length && startsWith(item, text);
    }

    boolean startsWith(int item, byte[] text) {
        if (lengths[item] < text.length) {
            return false;
        }
        int offset = offset(item);
        for (int i = 0; i < text.length; i++) {
            if (bytes[offset + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
