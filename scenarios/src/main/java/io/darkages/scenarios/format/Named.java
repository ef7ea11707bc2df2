package io.darkages.scenarios.format;

/** A value that scenario files write as a word. */
interface Named {

    /** The word, lower case, joined by hyphens. */
    String title();
}
