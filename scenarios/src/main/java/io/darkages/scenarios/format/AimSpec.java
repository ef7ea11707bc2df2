package io.darkages.scenarios.format;

/** How a fighter's errors are spread. */
public enum AimSpec implements Named {
    /** Well inside the target or clearly off. */
    CLEAR("clear"),
    /** Evenly over the target and past its edge. */
    EVEN("even");

    private final String title;

    AimSpec(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }
}
