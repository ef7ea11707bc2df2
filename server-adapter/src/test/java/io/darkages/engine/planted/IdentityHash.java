package io.darkages.engine.planted;

/** Hashes and names that are other numbers in each JVM, and such as are not. */
public final class IdentityHash {

    private IdentityHash() {}

    /** Found: a hash that says where the object lies. */
    static final class Hashes {
        int of(IdentityHash one) {
            return one.hashCode();
        }
    }

    /** Found: a name with such a hash in it. */
    static final class Prints {
        String of(IdentityHash one) {
            return one.toString();
        }
    }

    /** Not found: both are made of the contents. */
    static final class Contents {
        int of(Value value, String text) {
            return value.hashCode() + text.hashCode() + value.toString().length();
        }
    }

    record Value(int x) {}
}
