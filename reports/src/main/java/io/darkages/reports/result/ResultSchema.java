package io.darkages.reports.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of {@code result.json}. */
public final class ResultSchema {

    private ResultSchema() {}

    /** The schema's text. */
    public static String text() {
        try (InputStream in = ResultSchema.class.getResourceAsStream("result.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("result.schema.json is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
