package io.darkages.engine.guard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets one class or method call what {@code build/forbidden} bans. Each use is also listed by name in the architecture
 * test, so that an exemption is never added in passing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface ExemptFromBans {

    /** Why the outcome of a run can't depend on what is called here. */
    String reason();
}
